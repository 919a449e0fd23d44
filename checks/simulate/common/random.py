"""Seeds of runs, and the tables that random numbers are looked up in."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def streams(seed: int, block: int, size: int) -> NDArray[np.uint64]:
    """Return the generator states of ``size`` runs, shape (size, 4), spawned from a seed and a block number."""
    child = np.random.SeedSequence(entropy=seed, spawn_key=(block,))
    return np.asarray(child.generate_state(4 * size, np.uint64), dtype=np.uint64).reshape(size, 4)


def alias_table(law: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return thresholds and aliases (Walker, Vose) of a law that sums to 1 up to rounding.

    Examples
    --------
    >>> alias_table(np.array([0.25, 0.75]))[0].tolist()
    [0.5, 1.0]
    """
    size = len(law)
    weight = law / law.sum() * size
    threshold, alias = np.ones(size), np.arange(size)
    small = [i for i in range(size) if weight[i] < 1]
    large = [i for i in range(size) if weight[i] >= 1]
    while small and large:
        i, j = small.pop(), large[-1]
        threshold[i], alias[i] = weight[i], j
        weight[j] -= 1 - weight[i]
        if weight[j] < 1:
            small.append(large.pop())
    return threshold, alias


def spelt(
    law: NDArray[np.float64], names: NDArray[np.int64], bits: int
) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Return an alias table for `checks.simulate.loops.draws.pick`: thresholds of ``bits`` bits, and pairs of names.

    Examples
    --------
    >>> [column.tolist() for column in spelt(np.array([0.25, 0.75]), np.array([7, 8]), 4)]
    [[8, 16], [7, 8, 8, 8]]
    """
    threshold, alias = alias_table(law)
    levels = np.rint(np.ldexp(threshold, bits)).astype(np.uint64)
    return levels, np.stack([names, names[alias]], axis=1).ravel().astype(np.uint64)
