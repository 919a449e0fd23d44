"""Enumeration of a learner with a memory, against a hand-made one that counts rounds."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import arb

from checks.exact.enumerate import Limit, OutOfBudgetError
from checks.exact.remembering import Remembering
from checks.learner_protocol import History, Learner, Memory, Rows
from theory.problem import Problem, tabular

PROBLEM = tabular({"a": [[0, 1], [1, 0]], "b": [[1, 0], [0, 1]]})


def plan(history: History, t: int) -> Rows:
    """Serve the first response until the first context came twice, then the second."""
    seen = history.memory[0][0] if history.memory else 0
    row = (Fraction(1), Fraction(0)) if seen < 2 else (Fraction(0), Fraction(1))
    return (row, row)


def recalls(history: History, t: int, c: int) -> Memory:
    seen = history.memory[0][0] if history.memory else 0
    return ((seen + (c == 0),),)


COUNTING = Learner("counting", "serves by what it counted", plan, recalls=recalls)


def masses(known: Remembering, t: int) -> dict[int, arb]:
    """How often the first context came, with its probability before round t, under model 0."""
    found: dict[int, arb] = {}
    for node, mass in known.probabilities(0, t).items():
        memory = known._nodes[node][1]
        seen = memory[0][0] if memory else 0
        found[seen] = found.get(seen, arb(0)) + mass
    return found


def enumerated(problem: Problem, rounds: int) -> Remembering:
    known = Remembering(problem, COUNTING)
    known.reach(rounds, Limit())
    return known


def test_the_memory_has_the_law_of_what_it_counts() -> None:
    """Each context comes in half of the rounds: before round 4 a binomial law of three."""
    found = masses(enumerated(PROBLEM, 4), 4)
    assert sorted(found) == [0, 1, 2, 3]
    for seen, ways in enumerate((1, 3, 3, 1)):
        assert found[seen].contains(arb(ways) / 8) and found[seen].rad() < 1e-12


def test_states_with_another_memory_are_other_nodes() -> None:
    known = enumerated(PROBLEM, 3)
    assert len(set(known._nodes)) == len(known._nodes) > len(known.states)


def test_the_limit_counts_nodes() -> None:
    known = Remembering(PROBLEM, COUNTING)
    with pytest.raises(OutOfBudgetError, match="more than 3 states"):
        known.reach(4, Limit(states=3))
