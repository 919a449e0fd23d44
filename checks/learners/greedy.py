"""Greedy: the policy of the maximum-likelihood model, the lowest index on ties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.learner_protocol import History, Learner, Rows

if TYPE_CHECKING:
    from checks.simulate.common.arrays import Arrays
    from checks.simulate.plans.plan import Plan


def plan(history: History, t: int) -> Rows:
    """Deploy π of the most likely model."""
    return history.policy(history.leader)


def compiled(arrays: Arrays, horizon: int) -> Plan:
    """Return the compiled half."""
    from checks.simulate.plans.mle_plan import follow

    return follow(arrays, arrays.policy, leads=True)


LEARNER = Learner("greedy", "the policy of the maximum-likelihood model", plan, compiled=compiled)
