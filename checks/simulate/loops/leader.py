"""The maximum-likelihood model inside kernels, and for how many rounds it is certain to stay the same.

Log-likelihood ratios are sums of floats. Two of them within ``GUARD`` of each other are compared by fingerprints of
their canonical forms (see `checks.simulate.common.arrays`), so that an exact tie goes to the lowest index, as in the
exact enumeration.
"""

# mypy: disable-error-code="no-untyped-def"
from __future__ import annotations

import numpy as np

from checks.simulate.common.limits import FOREVER, GUARD
from checks.simulate.loops.jit import jit


@jit()
def leader(ratios, marks, u):
    """Return the model of the largest ratio in row u, the lowest index on exact ties."""
    models = ratios.shape[1]
    top, second, best = ratios[u, 0], -np.inf, 0
    for m in range(1, models):
        value = ratios[u, m]
        if value > top:
            top, second, best = value, top, m
        elif value > second:
            second = value
    if second > top - GUARD:
        best = -1
        for m in range(models):
            value = ratios[u, m]
            if value > top - GUARD and (best < 0 or (value > ratios[u, best] and marks[u, m] != marks[u, best])):
                best = m
    return best


@jit()
def lasting(ratios, u, lead, reach):
    """Return for how many rounds the leader of row u is certain to stay, and how far it is ahead of those who can gain.

    ``reach[u·M + lead, m]`` is 1 over the most that m can gain on the leader in one round, infinite if it cannot.
    How far it is ahead is shortened by ``GUARD``: negative on a near tie.
    """
    models = ratios.shape[1]
    top, row = ratios[u, lead] - GUARD, u * models + lead
    rounds, ahead = np.inf, np.inf
    for m in range(models):
        if reach[row, m] < np.inf:
            behind = top - ratios[u, m]
            ahead, rounds = min(ahead, behind), min(rounds, behind * reach[row, m])
    if ahead < 0.0:
        return 1, ahead
    return (FOREVER if rounds >= 1e15 else 1 + int(rounds)), ahead


@jit()
def deploy(policy, table, row):
    """Write a row of the table as the policy, labelled by its number."""
    for c in range(table.shape[1]):
        policy[c] = table[row, c]
    policy[len(policy) - 1] = row
