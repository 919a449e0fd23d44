from fractions import Fraction

import pytest
from flint import arb

from checks.exact.enumerate import Enumeration, Limit, OutOfBudgetError, at_precision, begin, enumeration
from checks.learners import load
from theory.errors import InputError
from theory.problem import tabular

PROBLEM = tabular({"a": [[0, 1]], "b": [[1, 0]]}, baseline=0)


@at_precision
def total(law: dict[int, arb]) -> arb:
    return sum(law.values(), arb(0))


def test_the_law_of_the_state_has_mass_one_under_every_truth() -> None:
    known = Enumeration(PROBLEM, load("greedy"))
    known.reach(6)
    for theta in range(2):
        for t in range(1, 7):
            assert total(known.probabilities(theta, t)).overlaps(arb(1))


def test_the_first_round_is_the_lowest_index_and_reveals_the_gap() -> None:
    known = Enumeration(PROBLEM, load("greedy"))
    known.reach(2)
    ((rows, members),) = known.levels[0].groups
    assert rows == ((Fraction(0), Fraction(1)),) and len(members) == 1
    assert len(known.levels[1].weights) == 2


def test_successors_are_the_next_level() -> None:
    known = Enumeration(PROBLEM, load("greedy"))
    known.reach(3)
    (root,) = known.levels[0].weights
    assert {state for state, _ in known.successors(root, 1)} == set(known.levels[1].weights)


def test_a_limit_keeps_what_was_finished() -> None:
    known = Enumeration(PROBLEM, load("greedy"))
    with pytest.raises(OutOfBudgetError, match="states"):
        known.reach(50, Limit(states=20))
    done = len(known.levels)
    assert 1 < done < 50
    known.reach(done)
    with pytest.raises(OutOfBudgetError, match="time"):
        known.reach(done + 1, Limit(deadline=0.0))


def test_a_learner_without_a_plan_is_refused_and_one_enumeration_is_shared() -> None:
    with pytest.raises(InputError, match="thompson"):
        Enumeration(PROBLEM, load("thompson"))
    assert enumeration(PROBLEM, load("greedy")) is enumeration(PROBLEM, load("greedy"))


def test_a_learner_with_a_memory_keeps_mass_one() -> None:
    """Two contexts, of which one is due for an exploration: what is remembered depends on which one comes."""
    rewards = {"a": [[0, -1], [0, -1]], "b": [[0, 2], [0, -1]], "c": [[0, -1], [0, 3]]}
    known = begin(tabular(rewards, p=[Fraction(1, 3), Fraction(2, 3)], baseline=0), load("tracking"))
    known.reach(4)
    for theta in range(3):
        for t in range(1, 5):
            assert abs(float(total(known.probabilities(theta, t))) - 1) < 1e-9


def test_states_beyond_a_limit_are_forgotten() -> None:
    for most in range(2, 30):
        known = Enumeration(PROBLEM, load("greedy"))
        with pytest.raises(OutOfBudgetError):
            known.reach(40, Limit(states=most))
        assert len(known.states) == len(known.states.leaders)
        known.reach(len(known.levels) + 1)
        assert total(known.probabilities(1, len(known.levels))).overlaps(arb(1))
