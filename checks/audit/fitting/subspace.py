"""The best likelihood that heads in a common subspace can reach, each user free within it, bounded from above.

For a subspace V, every user's best log-likelihood over heads in V is bounded by entropy: among all probabilities of the
answers with the same mean features as the answers given, the likelihood at any head is at most minus their entropy
(weak duality), so one such probability near the fitted one gives a bound that no head exceeds.
"""

from __future__ import annotations

import numpy as np

from checks.audit.fitting.panel import Panel, newton
from checks.audit.reading.numbers import Floats

RIDGE = 1e-2
"""Penalty that keeps a user who always answers alike at a finite place; the bound makes up for it."""


def bounds(panel: Panel, basis: Floats) -> Floats:
    """Bound every user's log-likelihood over all heads in the span of a basis, from above, shape (users,)."""
    if not basis.shape[1]:
        return panel.odds(np.zeros((len(panel.tasks), panel.traits.shape[1])))[0]
    seen, size = panel.along(basis), basis.shape[1]
    found = newton(seen, RIDGE * np.eye(size), np.zeros(size))
    slope, information = seen.score(found.chances), seen.information(found.chances)
    correction = np.einsum("nfg,ng->nf", np.linalg.pinv(information, rcond=1e-10, hermitian=True), slope)
    left = np.abs(np.einsum("nfg,ng->nf", information, correction) - slope).max(axis=1)
    reach = np.einsum("rk,rk->r", seen.traits, correction[seen.person])
    reach -= np.repeat(np.add.reduceat(found.chances * reach, seen.starts), seen.sizes)
    chances = found.chances * (1 + reach)
    valid = (np.minimum.reduceat(chances, seen.starts[seen.first]) >= 0) & (left < 1e-9)
    entropy = np.add.reduceat(np.where(chances > 0, -chances * np.log(np.maximum(chances, 1e-300)), 0), seen.starts)
    return np.where(valid, np.minimum(-np.add.reduceat(entropy, seen.first), 0), 0)
