"""One round of a walk: its outcomes are a law, its cost is the mean of what the responses cost."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import arb

from checks.bench.polytope.boundary import INSTANCE
from checks.exact.enumerate import Limit
from checks.exact.polytope.certified import Counted
from checks.exact.polytope.law import enumerated
from checks.simulate.polytope.play import Request, prepare
from theory.polytope.continuous import ContinuousClass, Policy
from theory.problem import tabular
from theory.quantities import mean_regret

F = Fraction
WALK = Counted(ContinuousClass.of(INSTANCE), prepare(INSTANCE, Request("greedy", 2)))


@pytest.mark.parametrize("policy", [None, (0, 1), (2, 2)])
def test_outcomes_are_a_law(policy: Policy | None) -> None:
    rows = list(WALK.outcomes(policy))
    assert sum((mass for mass, _, _ in rows), arb(0)).overlaps(arb(1))
    assert all(comparison is not None and comparison[1] != comparison[2] for _, comparison, _ in rows)


def test_costs_are_those_of_the_truth_as_a_table() -> None:
    """The policies of two models of a table that has the truth's rewards as its first."""
    rewards = [list(map(F, row)) for row in WALK.problem.rewards(WALK.theta)]
    swapped = [[F(0), F(0), F(1)], [F(1), F(0), F(0)]]
    problem = tabular({"truth": rewards, "other": swapped})
    assert WALK.cost((2, 0)) == mean_regret(problem, 1, 0) and WALK.cost((1, 1)) == 0
    assert WALK.cost(None) == F(5, 12) and WALK.worst == F(7, 8)


def test_nothing_is_remembered_in_rounds_that_do_not_explore() -> None:
    answer = enumerated(WALK, {3}, 4, Limit())
    first = arb(float(WALK.cost(WALK.policy(WALK.start))))
    assert answer.curve[1].overlaps(first) and answer.curve[2].overlaps(2 * first) and answer.states > 1
    assert (answer.curve[3] - answer.curve[2]).overlaps(arb(5) / 12)
