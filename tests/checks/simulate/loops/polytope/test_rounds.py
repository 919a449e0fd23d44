"""The loop on a polytope round by round: regrets counted by hand, interruptions, and a model that is not reached."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from checks.simulate.common.random import streams
from checks.simulate.loops.polytope.rounds import DONE, EXPLORING, GREEDY, LOST, OPTIMISTIC, PAUSED, play
from checks.simulate.polytope.tables import Tables, memory, scratch
from theory.instance import Baseline, Box, Context, Heads, Instance
from theory.polytope.continuous import ContinuousClass

F = Fraction
SEGMENT = Instance(
    (Context("u", "x", F(1)),), ("y0", "y1"), Baseline("y0"),
    Heads((((F(0),), (F(1),)),), Box((F(0),), (F(1),))), (F(1, 2),),
)  # fmt: skip
"""At the truth 1/2, y1 is better than y0 by 1/2; who believes 0 deploys y0, which is told nothing by itself."""

TABLES = Tables(ContinuousClass.of(SEGMENT))
HORIZON = 60
NEVER = np.array([HORIZON + 1])
GRID = np.arange(1, HORIZON + 1)


def played(rule: int, schedule: NDArray[np.int64] = NEVER, fuel: int = 1 << 40, runs: int = 40) -> Any:
    regret, kept, states = np.zeros((runs, HORIZON)), memory(TABLES), streams(1, 0, runs)
    references = TABLES.references() if rule == OPTIMISTIC else None
    arguments = TABLES.polytope, TABLES.deal, TABLES.served(references), HORIZON, schedule, GRID, states, regret, kept
    status = PAUSED
    while status == PAUSED:
        status = play(rule, *arguments, scratch(TABLES), fuel)
    assert status == DONE and kept[4][0] == runs
    return regret


def test_greedy_is_right_until_it_is_wrong_for_ever() -> None:
    """A round costs nothing or 1/2, and after the first that costs, all do; not all runs are alike."""
    costs = np.diff(played(GREEDY), axis=1, prepend=0)
    assert set(costs.ravel().tolist()) == {0.0, 0.5}
    assert (np.diff(costs, axis=1) >= 0).all()
    assert len(set(costs[:, -1].tolist())) == 2


def test_exploring_rounds_cost_the_mean_and_alone_are_learnt_from() -> None:
    """Rounds 1, 2 and 10 are random: 1/4 each. Between them the policy does not change."""
    costs = np.diff(played(EXPLORING, np.array([1, 2, 10, HORIZON + 1])), axis=1, prepend=0)
    assert (costs[:, [0, 1, 9]] == 0.25).all()
    for part in (costs[:, 2:9], costs[:, 10:]):
        assert (part == part[:, :1]).all() and set(part.ravel().tolist()) <= {0.0, 0.5}


def test_hope_finds_what_greedy_misses() -> None:
    """y1 promises at least 0 as long as it is plausible, more than y0 does; nobody stays wrong from the start."""
    assert played(OPTIMISTIC)[:, -1].sum() < played(GREEDY)[:, -1].sum()


@pytest.mark.parametrize("rule", [GREEDY, EXPLORING, OPTIMISTIC])
@pytest.mark.parametrize("fuel", [1, 7])
def test_an_interrupted_block_goes_on_as_if_it_were_not(rule: int, fuel: int) -> None:
    schedule = np.array([1, 5, HORIZON + 1])
    assert (played(rule, schedule, fuel, 5) == played(rule, schedule, runs=5)).all()


def test_a_model_that_is_not_reached_is_told() -> None:
    """With no step allowed the first decision fails."""
    normals, bounds, directions, centre, (pull, _, tie) = TABLES.polytope
    polytope = normals, bounds, directions, centre, (pull, 0.0, tie)
    kept, states = memory(TABLES), streams(1, 0, 1)
    status = play(
        GREEDY, polytope, TABLES.deal, TABLES.served(), HORIZON, NEVER, GRID, states, np.zeros((1, HORIZON)), kept,
        scratch(TABLES), 100,
    )  # fmt: skip
    assert status == LOST and kept[4][1] == 0
