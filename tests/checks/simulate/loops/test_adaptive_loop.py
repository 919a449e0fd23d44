"""The loop of learners with a rule of their own, with rules so simple that their regret is counted by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from checks.simulate.common.arrays import arrays
from checks.simulate.common.random import streams
from checks.simulate.loops.jit import CHOOSE, jit
from checks.simulate.loops.leader import deploy
from checks.simulate.plans.adaptive_plan import Deciding
from checks.simulate.plans.plan import Ending, cursor
from theory.problem import tabular

PROBLEM = tabular({"a": [[0, 1]], "b": [[2, 1]]})
"""Under b the policy of a costs 1 a round, and that of b nothing."""


@jit(CHOOSE)
def alternating(ratios, marks, record, t, state, table, matrix, policy):
    """Deploy a, then b, and so on, each for as many rounds as the matrix says."""
    hold = int(matrix[0, 0])
    deploy(policy, table, ((t - 1) // abs(hold)) % 2)
    return hold


@jit(CHOOSE)
def counting(ratios, marks, record, t, state, table, matrix, policy):
    """Ask for digits until outcomes are counted; deploy b where as many are remembered as the matrix says, else a."""
    if record[3].shape[1] == 0:
        return 0
    deploy(policy, table, int(np.sum(record[0]) == matrix[0, 1] * (t - 1)))
    return int(matrix[0, 0])


def played(choose: Any, horizon: int, grid: list[int], *numbers: float, fuel: int = 1 << 40) -> Any:
    sources = arrays(PROBLEM, 1)
    plan = Deciding(choose=choose, table=sources.policy, matrix=np.array([numbers], dtype=float), begin=np.zeros(2))
    ending = Ending(horizon, 0.0, np.zeros((2, 2)), np.zeros((2, 2), dtype=np.int64))
    at, states = cursor(sources, plan, 3, len(grid)), streams(0, 0, 3)
    while not plan.advance(sources, ending, np.array(grid), states, at, fuel):
        pass
    assert (at.ended == horizon).all()
    return at.regret


@pytest.mark.parametrize("fuel", [1, 2, 1000])
@pytest.mark.parametrize("hold", [3, -3])
def test_a_policy_stays_for_the_rounds_it_was_chosen_for(hold: int, fuel: int) -> None:
    """Rounds 1–3 and 7–9 cost 1; whether feedback is remembered changes nothing."""
    regret = played(alternating, 11, [1, 2, 3, 4, 6, 7, 10, 11], hold, fuel=fuel)
    assert regret.tolist() == [[1, 2, 3, 3, 3, 4, 6, 6]] * 3


def test_the_last_rounds_are_cut_at_the_horizon() -> None:
    assert played(alternating, 8, [8], 5).tolist() == [[5.0]] * 3
    assert played(alternating, 4, [2, 4], 5).tolist() == [[2.0, 4.0]] * 3


@pytest.mark.parametrize(("hold", "share"), [(1, 1), (2, 1), (-1, 0), (-2, 0)])
def test_every_round_is_remembered_or_none(hold: int, share: int) -> None:
    """Nothing costs anything, so the count was right before every decision; runs do not inherit it."""
    assert played(counting, 12, [12], hold, share).tolist() == [[0.0]] * 3


def test_a_wrong_count_would_be_seen() -> None:
    """Nothing is remembered while everything is expected: only in round 1 are both 0."""
    assert played(counting, 12, [12], -1, 1).tolist() == [[11.0]] * 3
