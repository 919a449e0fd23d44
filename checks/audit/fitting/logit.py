"""From choices to heads: a penalised conditional logit per person, in the metric of the features.

A person u facing a task picks alternative j with probability ∝ exp⟨w_u, φ_j⟩ (Bradley–Terry for two
alternatives). Let Ī be the covariance of the features within a task, all alternatives alike, averaged over the
tasks, and Ī = T Tᵀ with T of full column rank. In the coordinates z = Tᵀ w the reward spread of a person over a
typical task is ‖z‖, and the fit maximises the log-likelihood minus (penalty / 2) ‖z‖². The metric moves with the
features, so scaling a feature leaves the fit unchanged.
"""

from __future__ import annotations

import numpy as np

from checks.audit.fitting.panel import newton, panel_of
from checks.audit.reading.choices import Choices
from checks.audit.reading.numbers import Floats
from checks.audit.running import session

PENALTY = 4.0
"""Default strength of the penalty, in tasks: as much information as that many average tasks carry."""


def metric(gram: Floats, rank: int) -> tuple[Floats, Floats]:
    """Split a covariance of known rank as T Tᵀ; return T of shape (d, rank) and its pseudo-inverse (rank, d).

    The split is made on the correlation matrix, so scaling a coordinate scales its row of T and changes nothing else.
    """
    scale = np.sqrt(np.diag(gram))
    safe = np.where(scale > 0, scale, 1.0)
    values, vectors = np.linalg.eigh(gram / np.outer(safe, safe))
    keep = np.argsort(values)[::-1][:rank]
    roots, axes = np.sqrt(np.maximum(values[keep], 0)), vectors[:, keep]
    alive = (scale > 0)[:, None]
    return scale[:, None] * axes * roots, np.where(alive, axes / safe[:, None] / np.where(roots > 0, roots, 1), 0).T


def fit(choices: Choices, whiten: Floats, penalty: float = PENALTY) -> Floats:
    """Fit one head per user in the coordinates z, by penalised maximum likelihood.

    Parameters
    ----------
    choices : Choices
    whiten : array, shape (f, d)
        The pseudo-inverse of T (see `metric`).
    penalty : float
        In tasks.

    Returns
    -------
    array, shape (n, f)
        Heads z.
    """
    size = len(whiten)
    session.tick()
    return newton(panel_of(choices, whiten), penalty * np.eye(size), np.zeros(size), gain=1e-12).heads
