"""Optimistic: drops models by a log-likelihood radius that grows like ln t, then deploys the best that is plausible.

A model is plausible in round t while its log-likelihood is within ln(|Θ| t) of the largest; the truth is implausible
with probability at most 1/t. In each context the plausible model that promises most is believed, a promise being its
reward for its own best response over the context's *reference*, the response most often compared against. A promise
that is not kept is seen in the comparisons with the reference, and the model is dropped.
"""

# mypy: disable-error-code="no-untyped-call"
from __future__ import annotations

from math import ceil, log

import numpy as np

from checks.learner_protocol import Learner
from checks.simulate.common.arrays import Arrays
from checks.simulate.common.limits import ROUNDING
from checks.simulate.common.sums_of_digits import UNITS
from checks.simulate.loops.jit import CHOOSE, jit
from checks.simulate.loops.leader import leader
from checks.simulate.loops.likelihood_order import UNKNOWN, order
from checks.simulate.plans.adaptive_plan import Deciding
from checks.simulate.plans.plan import Plan

FINENESS = 1 << 20
"""The radius is rounded up to a multiple of 1 over this."""


@jit(CHOOSE)
def choose(ratios, marks, record, t, state, table, matrix, policy):  # type: ignore[no-untyped-def]
    """Deploy π of the plausible model with the largest promise, ``matrix[m, c]``, lowest index on ties."""
    models, contexts = table.shape
    lead = leader(ratios, marks, record, 0, t)
    if lead < 0:
        return 0
    radius, plausible = ceil(log(float(models) * t) * FINENESS), np.ones(models, dtype=np.bool_)
    for m in range(models):
        spare = ratios[0, m] - ratios[0, lead] + radius / FINENESS
        if m != lead and abs(spare) <= t * ROUNDING:
            spare = order(record, 0, m, lead, radius * (UNITS // FINENESS))
            if spare == UNKNOWN:
                return 0
        plausible[m] = spare >= 0.0
    changed = False
    for c in range(contexts):
        best, promise = -1, -np.inf
        for m in range(models):
            if plausible[m] and matrix[m, c] > promise:
                best, promise = m, matrix[m, c]
        changed |= policy[c] != table[best, c]
        policy[c] = table[best, c]
    policy[contexts] += changed
    return 1


def compiled(arrays: Arrays, horizon: int) -> Plan:
    """Return the compiled half."""
    problem, models = arrays.problem, range(len(arrays.policy))
    references = [_reference(arrays, c) for c in arrays.contexts]
    pairs = list(zip(arrays.contexts, references, strict=True))
    promises = [[float(problem.gap(m, c, int(problem.policy[m, c]), y)) for c, y in pairs] for m in models]
    begin = np.zeros(len(models))
    return Deciding(choose=choose, table=arrays.policy, matrix=np.array(promises), begin=begin, one_by_one=True)


def _reference(arrays: Arrays, c: int) -> int:
    """Return the response with the largest Σ_y κ(y' | c, y), lowest index on ties."""
    table = arrays.problem.kappa[c]
    size = range(len(table))
    return max(size, key=lambda other: (sum(table[y][other] for y in size), -other))


LEARNER = Learner("optimistic", "the best response of any model within a ln t radius of likelihood", compiled=compiled)
