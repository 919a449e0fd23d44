"""Which comparisons to ask: as many as a space of rewards has dimensions, as well conditioned as exchange makes them.

Claim: T28.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]

SWAPS = 1000
"""Most exchanges; each makes the volume larger."""

BETTER = 1 + 1e-6
"""By what factor an exchange must enlarge the volume."""


def best_conditioned(gaps: Floats) -> list[int]:
    """Choose r rows that span a large volume: greedily, then one exchanged for another while that makes it larger.

    In the end every row is a combination of the chosen ones with coefficients of at most 1 in size, up to `BETTER`, so
    no gap is known worse than √r times as well as those that are asked.

    Parameters
    ----------
    gaps : array, shape (q, r)
        The gaps of r independent rewards along every question.

    Returns
    -------
    list of int
        In increasing order. Floats chose them: that they are independent remains to be decided exactly.

    Examples
    --------
    >>> best_conditioned(np.array([[1.0, 0.0], [0.5, 0.1], [0.0, 2.0], [0.0, 0.0]]))
    [0, 2]
    """
    size = gaps.shape[1]
    if not size:
        return []
    basis = np.linalg.qr(gaps)[0]
    rest, picked = basis.copy(), list[int]()
    for _ in range(size):
        norms = np.linalg.norm(rest, axis=1)
        norms[picked] = -1.0
        picked.append(int(norms.argmax()))
        along = rest[picked[-1]] / max(float(norms[picked[-1]]), np.finfo(float).tiny)
        rest = rest - np.outer(rest @ along, along)
    for _ in range(SWAPS):
        weights = np.abs(coefficients(basis, picked))
        row, place = divmod(int(weights.argmax()), size)
        if weights[row, place] <= BETTER:
            break
        picked[place] = row
    return sorted(picked)


def coefficients(gaps: Floats, asked: list[int]) -> Floats:
    """Write every row as a combination of the asked ones: ``coefficients @ gaps[asked] = gaps``, shape (q, r)."""
    return np.asarray(np.linalg.lstsq(gaps[asked].T, gaps.T, rcond=None)[0].T)
