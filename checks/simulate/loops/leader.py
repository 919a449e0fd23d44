"""Maximum-likelihood model in compiled loops, and for how many rounds it is certain to lead.

Log-likelihood ratios are sums of floats. Of two within ``GUARD`` of each other, fingerprints of their canonical forms
(see `checks.simulate.common.arrays`) say whether they are equal, so that an exact tie goes to the lowest index, as in
the exact enumeration; if they are not, and closer than floats can be wrong, `checks.simulate.loops.likelihood_order`
decides.
"""

# mypy: disable-error-code="no-untyped-def,no-untyped-call"
from __future__ import annotations

import numpy as np

from checks.simulate.common.limits import FOREVER, GUARD, ROUNDING
from checks.simulate.loops.jit import jit
from checks.simulate.loops.likelihood_order import UNKNOWN, order


@jit()
def leader(ratios, marks, record, u, rounds):
    """Return the model of the largest ratio in row u after so many rounds, the lowest index on exact ties.

    −1 if more digits are needed to tell.
    """
    models = ratios.shape[1]
    top, second, best = ratios[u, 0], -np.inf, 0
    for m in range(1, models):
        value = ratios[u, m]
        if value > top:
            top, second, best = value, top, m
        elif value > second:
            second = value
    if second > top - GUARD - rounds * ROUNDING:
        best = _first(ratios, marks, record, u, rounds, top)
    return best


@jit()
def _first(ratios, marks, record, u, rounds, top):
    """Return the leader among those that floats put close to the top."""
    best, error = -1, rounds * ROUNDING
    for m in range(ratios.shape[1]):
        value = ratios[u, m]
        if value <= top - GUARD - error:
            continue
        if best < 0:
            best = m
        elif marks[u, m] != marks[u, best]:
            ahead = value - ratios[u, best]
            if abs(ahead) <= error:
                ahead = order(record, u, m, best, 0)
                if ahead == UNKNOWN:
                    return -1
            if ahead > 0:
                best = m
    return best


@jit()
def lasting(ratios, u, lead, reach, played):
    """Return for how many rounds the leader of row u is certain to stay, and how far it is ahead of those who can gain.

    ``reach[u·M + lead, m]`` is 1 over the most that m can gain on the leader in one round, infinite if it cannot.
    How far it is ahead is shortened by what floats may be wrong by after ``played`` rounds: negative on a near tie.
    """
    models = ratios.shape[1]
    top, row = ratios[u, lead] - GUARD - played * ROUNDING, u * models + lead
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
