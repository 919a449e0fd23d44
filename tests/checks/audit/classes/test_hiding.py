"""Pairs of rewards for three people, by hand: who tells them apart, who ties, and whether the second hides."""

from fractions import Fraction

import numpy as np

from checks.audit.classes.hiding import Hidden, breakers, hides, largest_gap, served, served_at, tie_free
from checks.audit.classes.reading import read
from checks.audit.reading.tables import make_heads

HEADS = make_heads(np.array([[1.0, 0], [0.0, 1], [1.0, 2]]), ("ann", "bob", "eve"), ("a", "b"))
POOL = make_heads(np.array([[-3.0, 0], [0.0, -1], [0.0, -5]]), ("x", "y", "z"), ("a", "b"))
SETTING = read(HEADS, None, None, POOL)


def pair(believed, hidden, user=1, response=1):
    return Hidden(tuple(map(Fraction, believed)), tuple(map(Fraction, hidden)), user, 0, response)


BOB = pair((1, -1), (1, 2))
"""Ann buys and shows 1 of both; bob and eve are not offered anything while the first is believed."""


def test_what_is_served_and_what_it_is_worth():
    one, two = SETTING.values(SETTING.users, BOB.believed, BOB.hidden)
    assert served(one).ravel().tolist() == [1, 0, 0] and served(two).ravel().tolist() == [1, 1, 1]
    assert served_at(two, one).ravel().tolist() == [1, 0, 0]
    assert tie_free(one) and not tie_free(*SETTING.values(SETTING.users, (Fraction(1), Fraction(0))))


def test_those_who_would_be_served_tell_a_pair_apart_and_most_where_it_differs_most():
    """While (1, -1) is believed, y and z buy: 1 and 5 at the first, -2 and -10 at the second; x buys at neither."""
    assert breakers(SETTING, SETTING.users, BOB) == []
    assert [SETTING.everybody.names[i] for i in breakers(SETTING, SETTING.everybody, BOB)] == ["z", "y"]


def test_the_second_must_serve_somebody_better_and_leave_nobody_undecided():
    assert hides(SETTING, BOB)
    assert not hides(SETTING, pair((1, -1), (1, -2)))
    assert not hides(SETTING, pair((1, -1), (1, 2), user=0, response=0))
    assert not hides(SETTING, pair((1, 0), (1, 2)))
    assert not hides(SETTING, pair((1, -1), (0, 2)))


def test_the_largest_gap_is_that_of_the_users_alone():
    """Eve's gap is 1 + 2·2 at the second; z's would be 10."""
    assert largest_gap(SETTING, BOB) == 5
