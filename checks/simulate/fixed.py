"""Learners that never change their policy: uniform and constant."""

from __future__ import annotations

import numpy as np

from checks.simulate.arrays import Arrays
from checks.simulate.confidence import Knowledge, Level
from checks.simulate.jit import CHOOSE, jit
from checks.simulate.kernel import Plan
from checks.simulate.leader import FOREVER, deploy
from checks.simulate.leading import no_offset


@jit(CHOOSE)
def choose(ratios, counts, prints, t, state, table, matrix, policy):  # type: ignore[no-untyped-def]
    """Deploy the one row of the table for ever."""
    deploy(policy, table, 0)
    return -FOREVER


def repeat(arrays: Arrays, action: int) -> Plan:
    """Return the plan of the learner that takes one action (Y for a uniform response) in every context."""
    contexts = len(arrays.contexts)
    table = np.full((1, contexts), action, dtype=np.int64)
    rate = arrays.regret(table[0])

    def knowledge(t: int, most: float) -> Knowledge:
        return Knowledge(rate * t, (Level(0.0, 0.0),))

    return Plan(choose, table, np.zeros((1, 1)), np.zeros(1), no_offset(arrays), knowledge=knowledge)
