from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from theory.span.recruiting import (
    expected_users,
    miss_bound,
    sharp_miss_bound,
    sharp_miss_enclosure,
    users_needed,
)

chances = st.fractions(Fraction(1, 20), 1, max_denominator=20)


def rank(vectors):
    basis = []
    for vector in vectors:
        vector = list(vector)
        for pivot, row in basis:
            factor = vector[pivot] / row[pivot]
            vector = [v - factor * r for v, r in zip(vector, row, strict=True)]
        lead = next((j for j, v in enumerate(vector) if v), None)
        if lead is not None:
            basis.append((lead, vector))
    return len(basis)


def exact_miss(law, users, dimension):
    """The probability itself, by enumeration of every sequence of draws."""
    total = Fraction(0)
    for draw in product(law, repeat=users):
        weight = Fraction(1)
        for _, chance in draw:
            weight *= chance
        total += weight * (rank([head for head, _ in draw]) < dimension)
    return total


LAW = [((Fraction(1), Fraction(0)), Fraction(1, 2)), ((Fraction(0), Fraction(1)), Fraction(1, 3)),
       ((Fraction(1), Fraction(1)), Fraction(1, 6))]  # fmt: skip


@pytest.mark.parametrize("users", range(6))
def test_both_forms_bound_the_enumerated_probability(users):
    truth = exact_miss(LAW, users, 2)
    assert truth <= sharp_miss_bound(users, [Fraction(1), Fraction(1, 2)]) <= miss_bound(users, 2, Fraction(1, 2))


def test_basis_heads_attain_the_sharp_bound():
    law = [((Fraction(1), Fraction(0)), Fraction(1, 2)), ((Fraction(0), Fraction(1)), Fraction(1, 2))]
    for users in range(6):
        assert exact_miss(law, users, 2) == sharp_miss_bound(users, [Fraction(1), Fraction(1, 2)])


def test_a_larger_escape_probability_is_refuted_by_enumeration():
    assert exact_miss(LAW, 4, 2) > sharp_miss_bound(4, [Fraction(1), Fraction(3, 4)])


@given(st.integers(0, 12), st.integers(0, 5), chances)
def test_equal_chances_make_the_two_forms_agree(users, dimension, q):
    assert sharp_miss_bound(users, [q] * dimension) == miss_bound(users, dimension, q)


@given(st.integers(0, 12), st.lists(chances, max_size=4))
def test_enclosure_contains_the_fraction(users, escapes):
    exact = sharp_miss_bound(users, escapes)
    ball = sharp_miss_enclosure(users, escapes) * exact.denominator
    assert ball.contains(exact.numerator)


@given(st.lists(chances, min_size=1, max_size=3), st.fractions(Fraction(1, 50), Fraction(1, 2), max_denominator=50))
def test_users_needed_is_the_smallest(escapes, risk):
    users = users_needed(escapes, risk)
    assert sharp_miss_bound(users, escapes) <= risk
    assert users == len(escapes) or sharp_miss_bound(users - 1, escapes) > risk


def test_a_risk_that_is_met_exactly_is_met():
    assert users_needed([Fraction(17, 20)], Fraction(3, 20)) == 1
    assert users_needed([Fraction(17, 20)], Fraction(3, 20) - Fraction(1, 10**40)) == 2


def test_expected_users_is_the_sum_of_the_tail():
    escapes = [Fraction(1, 2), Fraction(1, 3)]
    tail = sum(sharp_miss_bound(n, escapes) for n in range(200))
    assert 0 < expected_users(escapes) - tail < Fraction(1, 10**25)


def test_impossible_chances_are_refused():
    with pytest.raises(ValueError, match="escape"):
        miss_bound(3, 2, Fraction(0))
    assert users_needed([Fraction(1, 10)], Fraction(1, 1000), limit=5) is None


def test_nothing_to_span_needs_nobody_and_any_risk_the_dimension() -> None:
    """With a risk of 1 even no user is enough, yet fewer than the dimension cannot span: the answer starts there."""
    assert users_needed([], Fraction(0)) == 0
    assert users_needed([Fraction(1)] * 3, Fraction(0)) == 3
    assert users_needed([Fraction(1, 2)] * 3, Fraction(1)) == 3
