"""From choices to heads: a penalised conditional logit per person, in the metric of the features.

A person u facing a task picks alternative j with probability ∝ exp⟨w_u, φ_j⟩ (Bradley–Terry for two
alternatives). Let Ī be the covariance of the features within a task, all alternatives alike, averaged over the
tasks, and Ī = T Tᵀ with T of full column rank. In the coordinates z = Tᵀ w the reward spread of a person over a
typical task is ‖z‖, and the fit maximises the log-likelihood minus (penalty / 2) ‖z‖². The metric moves with the
features, so scaling a feature leaves the fit unchanged. The optimiser is L-BFGS-B of scipy.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from checks.audit import session
from checks.audit.reading.choices import Choices
from checks.audit.reading.numbers import Array, Floats
from theory.errors import InputError

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


def fit(choices: Choices, whiten: Floats, penalty: float = PENALTY, use: Array | None = None) -> Floats:
    """Fit one head per user in the coordinates z, by penalised maximum likelihood.

    Parameters
    ----------
    choices : Choices
    whiten : array, shape (f, d)
        The pseudo-inverse of T (see `metric`).
    penalty : float
        In tasks.
    use : array of bool, shape (tasks,), optional
        The tasks that count; all where absent.

    Returns
    -------
    array, shape (n, f)
        Heads z; a user without any task gets 0.

    Raises
    ------
    InputError
        Where the optimiser does not reach a gradient of 1e-4 of a task.
    """
    shape = len(choices.users), len(whiten)
    weight = np.ones(len(choices.owner)) if use is None else use.astype(float)
    given = (choices.values, choices.starts, choices.owner, choices.chosen, whiten, weight, penalty)
    return session.kept(given, shape, lambda: _fit(choices, whiten, penalty, weight))


def _fit(choices: Choices, whiten: Floats, penalty: float, weight: Floats) -> Floats:
    from scipy import optimize

    minimize: Any = optimize.minimize
    users, size = len(choices.users), len(whiten)
    sizes = np.diff(choices.starts)
    traits = choices.spread() @ whiten.T
    person, repeats = np.repeat(choices.owner, sizes), np.repeat(weight, sizes)
    first = np.searchsorted(choices.owner, np.arange(users))
    rows = choices.starts[first]
    observed = np.add.reduceat(traits[choices.chosen] * weight[:, None], first, axis=0)

    def objective(flat: Floats) -> tuple[float, Floats]:
        session.tick()
        heads = flat.reshape(users, size)
        utility = np.einsum("rf,rf->r", traits, heads[person])
        utility -= np.repeat(np.maximum.reduceat(utility, choices.starts[:-1]), sizes)
        odds = np.exp(utility)
        totals = np.add.reduceat(odds, choices.starts[:-1])
        loss = weight @ (np.log(totals) - utility[choices.chosen]) + penalty / 2 * (flat @ flat)
        expected = np.add.reduceat(traits * (odds / np.repeat(totals, sizes) * repeats)[:, None], rows, axis=0)
        return float(loss), (expected - observed + penalty * heads).ravel()

    if not size:
        return np.zeros((users, 0))
    limits = {"maxiter": 2000, "maxfun": 4000, "gtol": 1e-7, "ftol": 1e-16}
    result = minimize(objective, np.zeros(users * size), jac=True, method="L-BFGS-B", options=limits)
    if np.abs(result.jac).max() > 1e-4:
        raise InputError("choices", f"the fit did not converge: gradient {np.abs(result.jac).max():.1e}")
    return np.asarray(result.x.reshape(users, size))


def halves(choices: Choices, whiten: Floats, penalty: float, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Fit every person twice, on two disjoint random halves of equal size of their tasks.

    Users with an odd number of tasks leave one out, users with fewer than two are 0 in both.

    Returns
    -------
    pair of arrays, shape (n, f)
    """
    lot = rng.random(len(choices.owner))
    order = np.lexsort((lot, choices.owner))
    counts = np.bincount(choices.owner, minlength=len(choices.users))
    position = np.empty(len(order), dtype=int)
    position[order] = np.arange(len(order)) - np.repeat(np.cumsum(counts) - counts, counts)
    half = counts[choices.owner] // 2
    first, second = position < half, (position >= half) & (position < 2 * half)
    return fit(choices, whiten, penalty, first), fit(choices, whiten, penalty, second)
