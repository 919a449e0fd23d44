"""Heads and features read as a class, worked out by hand: independent columns, rewards, and who is left out."""

from fractions import Fraction

import numpy as np
import pytest

from checks.audit.classes.reading import People, read
from checks.audit.reading.numbers import from_floats
from checks.audit.reading.tables import Features, make_heads
from theory.errors import InputError

HEADS = make_heads(np.array([[1.0, 2, 0], [2.0, 4, 1], [0.0, 0, 0]]), ("ann", "bob", "eve"), ("a", "b", "c"))
"""The second column is twice the first, and eve likes everything alike."""


def features(values, prompts, responses, columns):
    table = np.array(values, dtype=float)
    return Features(prompts, responses, columns, table, from_floats(table))


OFFERED = features([[1, 5], [3, 5], [2, 7], [2, 8]], ("p", "p", "q", "q"), ("x", "y", "y", "x"), ("f", "g"))


def test_without_features_there_is_an_offer_and_somebody_opposite_to_everybody():
    setting = read(HEADS, None, None, None)
    assert (setting.prompts, setting.responses, setting.baseline) == (("any prompt",), ("baseline", "offer"), 0)
    assert setting.columns == ("a", "c") and setting.dimension == 2
    assert setting.users == People(("ann", "bob"), ((1, 0), (2, 1)))
    assert setting.candidates.heads == ((-1, 0), (-2, -1))
    assert setting.candidates.names == ("somebody opposite to ann", "somebody opposite to bob")
    assert len(setting.everybody.names) == 4


def test_features_count_from_the_baseline_of_their_prompt():
    """With p, y is (2, 0) better than x; with q, where y comes first in the file, (0, -1)."""
    setting = read(HEADS, OFFERED, None, None)
    assert (setting.prompts, setting.responses, setting.features) == (("p", "q"), ("x", "y"), ("f", "g"))
    assert setting.traits == (((0, 0), (2, 0)), ((0, 0), (0, -1)))
    assert read(HEADS, OFFERED, "y", None).traits == (((-2, 0), (0, 0)), ((0, 1), (0, 0)))
    assert not setting.coinciding


def test_rewards_are_bilinear():
    """B has rows (1, 1/2) for a and (3, -1) for c."""
    setting = read(HEADS, OFFERED, None, None)
    half = Fraction(1, 2)
    rewards = setting.rewards(setting.users, (Fraction(1), half, Fraction(3), Fraction(-1)))
    assert rewards.tolist() == [[[0, 2], [0, -half]], [[0, 10], [0, 0]]]
    (whole,) = setting.values(setting.users, (Fraction(1), half, Fraction(3), Fraction(-1)))
    assert all(np.array_equal(np.sign(whole[i].astype(float)), np.sign(rewards[i].astype(float))) for i in range(2))
    assert [whole[i].max() * 2 for i in (0, 1)] == [8 * half * rewards[i].max() for i in (0, 1)]


def test_the_class_of_some_people_is_a_cube():
    problem = read(HEADS, None, None, None).problem(People(("ann",), ((Fraction(1), Fraction(0)),)))
    assert problem.shape == (1, 2, 2) and problem.heads == (((0, 0), (1, 0)),)
    assert sorted(problem.region.normals) == [(-1, 0), (0, -1), (0, 1), (1, 0)] and set(problem.region.bounds) == {1}


def test_heads_are_made_whole_each_by_a_number_of_its_own():
    people = People(("a", "b"), ((Fraction(1, 2), Fraction(1, 3)), (Fraction(2), Fraction(4))))
    assert people.whole.tolist() == [[3, 2], [2, 4]]
    assert people.only([1]) == People(("b",), ((Fraction(2), Fraction(4)),))


def test_candidates_outside_the_span_are_counted():
    pool = make_heads(np.array([[3.0, 6, 7], [1.0, 0, 0], [0.0, 0, 0]]), ("in", "out", "none"), ("a", "b", "c"))
    setting = read(HEADS, None, None, pool)
    assert (setting.candidates, setting.outside) == (People(("in",), ((Fraction(3), Fraction(7)),)), 2)


def test_what_cannot_be_read_is_named_in_one_line():
    uneven = features([[1], [2], [3]], ("p", "p", "q"), ("x", "y", "x"), ("f",))
    same = features([[1], [1]], ("p", "p"), ("x", "y"), ("f",))
    for given, baseline, why in (
        (uneven, None, "'q' has other responses"),
        (same, None, "nothing can alter a best response"),
        (OFFERED, "z", "'z' is no response"),
        (None, "x", "names a response of --features"),
    ):
        with pytest.raises(InputError, match=why) as error:
            read(HEADS, given, baseline, None)
        assert "\n" not in str(error.value)
