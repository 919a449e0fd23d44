"""Learners that never change their policy: uniform and constant."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from checks.simulate.common.arrays import Arrays, Indices, Prints
from checks.simulate.common.confidence import Knowledge, Level
from checks.simulate.plans.plan import Cursor, Ending, Plan


@dataclass(frozen=True, eq=False, kw_only=True)
class Fixed(Plan):
    """A learner that deploys the one row of ``table`` for ever: nothing needs to be drawn."""

    def advance(self, arrays: Arrays, ending: Ending, grid: Indices, streams: Prints, at: Cursor, fuel: int) -> bool:
        """Finish a block."""
        at.regret[:] = arrays.regret(self.table[0]) * grid
        at.ended[:] = ending.horizon
        return True


def repeat(arrays: Arrays, action: int) -> Plan:
    """Return the plan of the learner that takes one action (Y for a uniform response) in every context."""
    table = np.full((1, len(arrays.contexts)), action, dtype=np.int64)
    rate = arrays.regret(table[0])

    def knowledge(t: int | None) -> Knowledge:
        assert t is not None
        return Knowledge(rate * t, (Level(0.0, 0.0),))

    return Fixed(table=table, begin=np.zeros(1), knowledge=knowledge)
