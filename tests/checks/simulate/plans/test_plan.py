"""The state of a block: fresh cursors, and what is put back when outcomes must be counted from the start."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from checks.simulate.common.arrays import Arrays, Indices, arrays
from checks.simulate.common.random import streams
from checks.simulate.plans.plan import Cursor, Ending, Plan, cursor
from theory.problem import tabular

PROBLEM = tabular({"a": [[0, 1], [0, 1]], "b": [[2, 1], [0, 1]]})


@dataclass(frozen=True, eq=False, kw_only=True)
class Idle(Plan):
    """A plan that does nothing."""

    def advance(
        self, arrays: Arrays, ending: Ending, grid: Indices, streams: NDArray[np.uint64], at: Cursor, fuel: int
    ) -> bool:
        """Finish."""
        return True


def fresh() -> tuple[Arrays, Idle, Cursor]:
    sources = arrays(PROBLEM, 0)
    plan = Idle(table=sources.policy, begin=np.array([0.0, -1.5]), kept=3)
    return sources, plan, cursor(sources, plan, 4, 2)


def test_a_fresh_cursor_has_seen_nothing() -> None:
    sources, plan, at = fresh()
    assert at.regret.shape == (4, 2) and at.ended.shape == at.residual.shape == (4,)
    assert at.ratios.tolist() == [0.0, -1.5] and at.marks.tolist() == [0, 0] and at.memory.tolist() == [0, 0, 0]
    assert at.policy.tolist() == [-1, -1, -1] and not at.seen.any() and len(at.seen) == len(sources.ratios)
    at.ratios[0] = 7
    assert plan.begin[0] == 0
    assert plan.parts(sources).tolist() == [0, 1] and not plan.believes and not plan.is_little(1)


def test_digits_are_left_out_until_somebody_needs_them() -> None:
    sources, plan, at = fresh()
    states = streams(0, 0, 4)
    digits = plan.digits(sources, states, at)
    assert digits.shape[1] == 0 and not at.counting and at.origin is not None and at.origin is not states
    plan.look_closer(sources, digits, states, at)
    assert plan.digits(sources, states, at).shape[1] > 0


def test_a_run_that_is_played_again_starts_as_it_did() -> None:
    """Of the third run everything is put back; the runs before it are kept, and so are their generators."""
    sources, plan, at = fresh()
    states = streams(0, 0, 4)
    digits, origin = plan.digits(sources, states, at), states.copy()
    states += np.uint64(1)
    at.place[:], at.sums[:], at.memory[:], at.policy[:], at.ratios[:], at.marks[:] = (2, 9, 1), 5.0, 1, 1, 3.0, 8
    plan.look_closer(sources, digits, states, at)
    assert (states[2] == origin[2]).all() and (states[[0, 1, 3]] == origin[[0, 1, 3]] + np.uint64(1)).all()
    assert at.place.tolist() == [2, 0, 0] and at.sums.tolist() == [0, 0] and not at.memory.any() and at.counting
    assert at.ratios.tolist() == plan.begin.tolist() and not at.marks.any() and set(at.policy.tolist()) == {-1}
    states += np.uint64(1)
    before = states.copy()
    plan.look_closer(sources, plan.digits(sources, states, at), states, at)
    assert (states == before).all()


def test_a_block_begun_with_digits_counts_from_its_first_round() -> None:
    sources, plan, at = fresh()
    sources.digits.refine(0)
    assert plan.digits(sources, streams(0, 0, 4), at).shape[1] > 0 and at.counting
