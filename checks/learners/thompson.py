"""Thompson sampling: the policy of a model drawn from the posterior, with a uniform prior over Θ."""

# mypy: disable-error-code="no-untyped-call"
from __future__ import annotations

from math import exp

import numpy as np

from checks.learner_protocol import Learner
from checks.simulate.common.arrays import Arrays
from checks.simulate.loops.draws import uniform
from checks.simulate.loops.jit import CHOOSE, jit
from checks.simulate.loops.leader import deploy
from checks.simulate.plans.adaptive_plan import Deciding
from checks.simulate.plans.plan import Plan

NEGLIGIBLE = 40.0
"""Models whose likelihood is smaller by e⁻⁴⁰ are below the resolution of a uniform variable."""


@jit(CHOOSE)
def choose(ratios, marks, record, t, state, table, matrix, policy):  # type: ignore[no-untyped-def]
    """Deploy π of a model drawn in proportion to its likelihood."""
    top, total, drawn = ratios[0, 0], 0.0, 0
    for m in range(len(table)):
        top = max(top, ratios[0, m])
    for m in range(len(table)):
        if ratios[0, m] > top - NEGLIGIBLE:
            total += exp(ratios[0, m] - top)
            drawn = m
    rest = uniform(state) * total
    for m in range(drawn):
        if ratios[0, m] > top - NEGLIGIBLE:
            rest -= exp(ratios[0, m] - top)
            if rest < 0.0:
                drawn = m
                break
    if policy[len(policy) - 1] != drawn:
        deploy(policy, table, drawn)
    return 1


def compiled(arrays: Arrays, horizon: int) -> Plan:
    """Return the compiled half."""
    models = len(arrays.policy)
    return Deciding(
        choose=choose, table=arrays.policy, matrix=np.zeros((1, 1)), begin=np.zeros(models), one_by_one=True
    )


LEARNER = Learner("thompson", "the policy of a model drawn from the posterior", compiled=compiled)
