"""Plans of learners with a rule of their own, such as Thompson sampling."""

# mypy: disable-error-code="no-untyped-call"
from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from checks.simulate.common.arrays import Arrays, Indices, Prints, Reals
from checks.simulate.plans.plan import Cursor, Ending, Plan


@dataclass(frozen=True, eq=False, kw_only=True)
class Deciding(Plan):
    """A learner with a compiled ``choose``, see `checks.simulate.loops.adaptive_loop`.

    Attributes
    ----------
    choose : compiled function
        How it decides.
    matrix : float array, two-dimensional
        Whatever it wants to look up, beside ``table``.
    """

    choose: Any
    matrix: Reals

    def advance(self, arrays: Arrays, ending: Ending, grid: Indices, streams: Prints, at: Cursor, fuel: int) -> bool:
        """Continue a block."""
        from checks.simulate.loops.adaptive_loop import DONE, UNDECIDED, decide

        status, whole = UNDECIDED, np.array([0, len(at.seen)])
        while status == UNDECIDED:
            digits = self.digits(arrays, streams, at)
            status = decide(
                self.choose, self.table, self.matrix, self.begin,
                arrays.bits, arrays.law, arrays.law_levels, arrays.law_names, arrays.start, arrays.levels, arrays.names,
                arrays.ratios, arrays.prints, arrays.shortfall, ending.horizon, grid, streams,
                at.regret, at.ended, at.ratios[None, :], at.marks[None, :], (at.seen, whole, arrays.index, digits),
                at.policy, at.place, at.sums, fuel,
            )  # fmt: skip
            if status == UNDECIDED:
                self.look_closer(arrays, digits, streams, at)
        return bool(status == DONE)
