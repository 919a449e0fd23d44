"""The maximum-likelihood model inside kernels, and for how many rounds it is certain to stay the same.

Log-likelihood ratios are sums of floats. Two of them within `GUARD` of each other are compared by fingerprints of
their canonical forms (see `checks.simulate.arrays`), so that an exact tie goes to the lowest index, as in the
exact enumeration.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from checks.simulate.jit import jit

Reals = NDArray[np.float64]
Indices = NDArray[np.int64]
Prints = NDArray[np.uint64]

GUARD = 1e-6
"""Far above the rounding error of a sum of log-likelihood ratios near the top, far below their usual distance."""

FOREVER = 1 << 62
"""More rounds than any horizon."""


@jit()
def fingerprint(counts: Indices, prints: Prints, m: int, first: int, last: int) -> np.uint64:
    """Return the fingerprint of model m after the outcomes counted, classes ``first`` … ``last`` − 1 only."""
    total = np.uint64(0)
    for k in range(first, last):
        if counts[k]:
            total += np.uint64(counts[k]) * prints[k, m]
    return total


@jit()
def settle(ratios: Reals, shift: int, top: float, counts: Indices, prints: Prints, first: int, last: int) -> int:
    """Return the leader among the models within `GUARD` of the top, the lowest index on exact ties."""
    best = -1
    mark = np.uint64(0)
    for m in range(prints.shape[1]):
        if ratios[shift + m] > top - GUARD:
            own = fingerprint(counts, prints, m, first, last)
            if best < 0 or (own != mark and ratios[shift + m] > ratios[shift + best]):
                best, mark = m, own
    return best


@jit()
def leader(ratios: Reals, shift: int, counts: Indices, prints: Prints, first: int, last: int) -> int:
    """Return the maximum-likelihood model of ``ratios[shift:]`` given outcomes of the classes ``first`` … ``last``."""
    models = prints.shape[1]
    top, best, close = -np.inf, 0, 0
    for m in range(models):
        if ratios[shift + m] > top:
            top, best = ratios[shift + m], m
    for m in range(models):
        close += ratios[shift + m] > top - GUARD
    return best if close == 1 else settle(ratios, shift, top, counts, prints, first, last)


@jit()
def holds(ratios: Reals, shift: int, lead: int, reach: Reals, row: int) -> int:
    """Return for how many rounds the leader stays the same, whatever happens in them.

    ``reach[row, m]`` is 1 over the most that m can gain on the leader in one round, infinite if it cannot gain.
    """
    least = np.inf
    for m in range(reach.shape[1]):
        if m != lead and reach[row, m] < np.inf:
            least = min(least, (ratios[shift + lead] - ratios[shift + m] - GUARD) * reach[row, m])
    if least < 0.0:
        return 1
    return FOREVER if least >= 1e15 else 1 + int(least)


@jit()
def deploy(policy: Indices, table: Indices, row: int) -> None:
    """Write a row of the table as the policy, labelled by its number."""
    for c in range(table.shape[1]):
        policy[c] = table[row, c]
    policy[len(policy) - 1] = row
