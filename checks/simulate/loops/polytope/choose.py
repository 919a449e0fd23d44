"""What learners on a polytope deploy, given the likeliest model, inside compiled loops.

Responses whose values are within a tolerance of the largest are tied; of these, the one of the lowest rank is deployed.
"""

# mypy: disable-error-code="no-untyped-def,no-untyped-call"
from __future__ import annotations

from math import log, sqrt

import numpy as np

from checks.simulate.loops.jit import jit
from checks.simulate.loops.polytope.quadratic import along, solve


@jit()
def first(values, rank, tie):
    """Return the response of the lowest rank among those within ``tie`` of the largest value."""
    most, chosen = np.max(values), -1
    for y in range(len(values)):
        if values[y] >= most - tie and (chosen < 0 or rank[y] < rank[chosen]):
            chosen = y
    return chosen


@jit()
def best(heads, rank, tie, model, values, policy):
    """Write the policy of a model."""
    responses = rank.shape[1]
    for c in range(len(rank)):
        for y in range(responses):
            values[y] = along(heads[c * responses + y], model)
        policy[c] = first(values, rank[c], tie)


@jit()
def hopeful(heads, rank, tie, caps, t, model, work, values, policy):
    """Write the policy that believes, response by response, the most that a plausible model promises.

    Plausible are the models whose log-likelihood, by its second-order expansion at the likeliest, is within
    ln t + (d/2) ln(1 + t) of the largest. No promise is larger than Θ allows: ``caps[c, y]``. Heads are relative to the
    response that promises are measured against.
    """
    _, curvature, step, _, system, _ = work
    size, responses = len(model), rank.shape[1]
    radius = sqrt(2.0 * (log(t) + 0.5 * size * log(1.0 + t)))
    for c in range(len(rank)):
        for y in range(responses):
            head = heads[c * responses + y]
            for i in range(size):
                for j in range(size):
                    system[i, j] = curvature[i, j]
                system[i, size] = head[i]
            solve(system, size)
            for i in range(size):
                step[i] = system[i, size]
            promise = along(head, model) + radius * sqrt(max(along(head, step), 0.0))
            values[y] = min(promise, caps[c, y])
        policy[c] = first(values, rank[c], tie)
