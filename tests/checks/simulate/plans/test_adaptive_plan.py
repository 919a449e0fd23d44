"""A rule of its own is asked again with more digits, and what was played without them is played again."""

from __future__ import annotations

import numpy as np

from checks.simulate.common.arrays import arrays
from checks.simulate.common.random import streams
from checks.simulate.loops.jit import CHOOSE, jit
from checks.simulate.loops.leader import deploy
from checks.simulate.plans.adaptive_plan import Deciding
from checks.simulate.plans.plan import Ending, cursor
from theory.problem import tabular


@jit(CHOOSE)
def late(ratios, marks, record, t, state, table, matrix, policy):
    """Deploy the first row, and from round 4 on ask for digits first; with them, the row that the matrix says."""
    if t >= 4 and record[3].shape[1] == 0:
        return 0
    deploy(policy, table, int(matrix[0, 0]) if record[3].shape[1] else 0)
    return 1


def regret(row: int, horizon: int, fuel: int) -> tuple[list[list[float]], bool]:
    """Under b the first row costs 1 a round and the second nothing."""
    sources = arrays(tabular({"a": [[0, 1]], "b": [[2, 1]]}), 1)
    plan = Deciding(choose=late, table=sources.policy, matrix=np.array([[float(row)]]), begin=np.zeros(2))
    ending = Ending(horizon, 0.0, np.zeros((2, 2)), np.zeros((2, 2), dtype=np.int64))
    at, states = cursor(sources, plan, 2, 1), streams(0, 0, 2)
    while not plan.advance(sources, ending, np.array([horizon]), states, at, fuel):
        pass
    return at.regret.tolist(), at.counting


def test_the_run_that_needed_digits_is_played_again_from_its_start() -> None:
    """The second row is deployed from round 1 on, not from round 4."""
    for fuel in (1, 5, 100):
        assert regret(1, 9, fuel) == ([[0.0]] * 2, True)
        assert regret(0, 9, fuel) == ([[9.0]] * 2, True)


def test_a_short_run_never_counts() -> None:
    assert regret(1, 3, 100) == ([[3.0]] * 2, False)
