"""Which of two models is more likely, for many runs side by side: the same digits as in the compiled loops."""

from __future__ import annotations

import numpy as np

from checks.simulate.common.arrays import Arrays, Indices
from checks.simulate.common.sums_of_digits import not_negative

MOST_COUNTS = 1 << 24
"""Runs times outcomes that are counted side by side: 128 megabytes."""


class UncountedError(Exception):
    """A decision that floats do not carry, in runs whose outcomes were not counted."""


def rows_ahead(arrays: Arrays, seen: Indices, classes: Indices, m: int, rivals: Indices) -> Indices:
    """Return 1 where model m is more likely than its rival, −1 where it is less.

    Parameters
    ----------
    seen : int array, shape (rows, len(classes))
        How often each of these outcomes was seen; the likelihoods of m and of its rival differ.
    rivals : int array, shape (rows,)
        Another model for each row.
    """
    kept, places = np.unique(np.column_stack([seen, rivals]), axis=0, return_inverse=True)
    counts, others = kept[:, :-1], kept[:, -1]
    weights = np.zeros((len(arrays.digits.gaps), len(kept)), dtype=np.int64)
    rows = np.arange(len(kept))
    for i, k in enumerate(classes):
        np.add.at(weights, (arrays.index[k, others], rows), counts[:, i])
        weights[arrays.index[k, m]] -= counts[:, i]
    used = weights.any(axis=1)
    error = 2 * np.abs(weights).sum(axis=0)
    while True:
        digits = arrays.digits.table[used]
        above, below = (not_negative(weights[used], digits, 0, shift) for shift in (-error, error))
        if (above | ~below).all():
            return np.asarray(np.where(above, 1, -1)[places.ravel()])
        arrays.digits.refine(arrays.digits.table.shape[1])
