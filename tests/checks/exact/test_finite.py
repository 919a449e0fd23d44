from math import e

import pytest

from checks.exact.enumerate import Limit
from checks.exact.expectations import expected_regret
from checks.exact.finite import finite_regret, most_states
from checks.learners import load
from theory.exact.enclosure import ball
from theory.problem import tabular

PROBLEM = tabular({"a": [[0, 1]], "b": [[1, 0]]}, baseline=0)


def test_it_is_the_expected_regret() -> None:
    answer = finite_regret(PROBLEM, 1, load("greedy"), 6, Limit())
    assert answer.unfinished is None and len(answer.curve) == 7
    assert answer.low.overlaps(expected_regret(PROBLEM, 1, load("greedy"), 6)[-1])


def test_what_is_cut_off_is_bounded() -> None:
    whole = finite_regret(PROBLEM, 1, load("greedy"), 12, Limit())
    cut = finite_regret(PROBLEM, 1, load("greedy"), 12, Limit(states=12))
    assert cut.unfinished is not None and len(cut.curve) < 13
    assert cut.low <= whole.high and whole.low <= cut.high


def test_a_learner_without_a_bound_of_its_own_is_bounded_by_the_worst_policy() -> None:
    cut = finite_regret(PROBLEM, 1, load("pooled"), 12, Limit(states=12))
    assert cut.unfinished is not None
    assert cut.high <= ball(12)


def test_the_number_of_states_is_bounded_without_enumerating() -> None:
    for horizon in (1, 3, 6):
        answer = finite_regret(PROBLEM, 0, load("greedy"), horizon, Limit())
        assert answer.states <= most_states(PROBLEM, load("greedy"), horizon)


def test_every_round_that_was_not_enumerated_counts() -> None:
    """One round of `uniform` is known; each of the eleven others may cost 1."""
    cut = finite_regret(PROBLEM, 1, load("uniform"), 12, Limit(states=0))
    assert (len(cut.curve), float(cut.low), float(cut.high)) == (2, 0.5, 11.5)


def test_the_last_round_that_is_known_is_not_paid_twice() -> None:
    """Greedy loses 1 in round one, and 1/J in all: a ratio of e comes with chance σ(−1), so that J = σ(−1)(e − 2)."""
    cut = finite_regret(PROBLEM, 1, load("greedy"), 1000, Limit(states=0))
    assert len(cut.curve) == 2 and float(cut.low) == 1
    assert float(cut.high) == pytest.approx((1 + e) / (e - 2), rel=1e-9)
