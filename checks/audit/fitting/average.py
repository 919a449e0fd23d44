"""The likelihood of answers averaged over the heads of a common subspace, and the subspace where it is largest.

What is known of a user's head before the answers, N(m, S), is projected to the span of a basis B along what the answers
are expected to tell, J: heads B z, where z is Gaussian with mean a P m and covariance a² P S Pᵀ, P = (Bᵀ J B)⁻¹ Bᵀ J.
The average of the likelihood with these weights is taken by Laplace's formula around its largest term, the information
of the answers held where the caller puts it; the logarithm then has an exact slope in B, and subspaces are climbed by
L-BFGS.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from checks.audit.fitting.panel import Fit, Likelihood, Panel, newton, times
from checks.audit.reading.numbers import Array, Floats
from checks.audit.running.session import tick

CLIMBS = 40
"""Most steps of a climb over subspaces."""


BROADER, NEARER = 1.44, 0.9
"""What covariances of heads are multiplied by for weights, and then the heads themselves (a): a direction that is left
out makes the others look weaker. Both even out the expectation of prediction over average."""

FAITH = 0.01
"""Share of what was known before that is added to J, for directions of which the answers tell nothing."""


@dataclass(frozen=True)
class Known:
    """Answers, and what is known of the heads without them.

    Attributes
    ----------
    panel : Panel
    heads : array, shape (users, f)
        Means m.
    spreads : array, shape (users, f, f)
        Covariances S.
    metric : array, shape (users, f, f)
        The information J that the answers are expected to give; it must not depend on them.
    information : array, shape (users, f, f)
        The information of the answers, near the heads that explain them.
    """

    panel: Panel
    heads: Floats
    spreads: Floats
    metric: Floats
    information: Floats

    def only(self, users: Array) -> Known:
        """Keep the users of a mask."""
        return Known(
            self.panel.only(users), self.heads[users], self.spreads[users], self.metric[users], self.information[users]
        )

    def within(self, basis: Floats) -> Weights:
        """The weights of heads in the span of a basis."""
        projection = projected(self.metric, basis)
        spread = NEARER**2 * projection @ self.spreads @ projection.transpose(0, 2, 1)
        return Weights(projection, NEARER * times(projection, self.heads), np.linalg.inv(spread))


@dataclass(frozen=True)
class Weights:
    """Gaussian weights of heads in a subspace, in the coordinates of a basis.

    Attributes
    ----------
    projection : array, shape (users, r, f)
        P: takes heads to the subspace.
    centre : array, shape (users, r)
    precision : array, shape (users, r, r)
    """

    projection: Floats
    centre: Floats
    precision: Floats


@dataclass(frozen=True)
class Average:
    """Averaged likelihoods.

    Attributes
    ----------
    logs : array, shape (users,)
    heads : array, shape (users, r)
        Where the largest terms are, in the coordinates of the basis.
    slope : array, shape (f, r)
        Of the sum of ``logs`` in the basis; zeros where it was not asked for.
    """

    logs: Floats
    heads: Floats
    slope: Floats


def known_before(panel: Panel, heads: Floats, spreads: Floats, expected: Floats, information: Floats) -> Known:
    """Answers with what is known of the heads: their law before, and what the answers are expected to tell.

    Parameters
    ----------
    panel : Panel
    heads : array, shape (users, f)
    spreads, expected, information : array, shape (users, f, f)
    """
    return Known(panel, heads, BROADER * spreads, expected + FAITH * np.linalg.inv(spreads), information)


def projected(metric: Floats, basis: Floats) -> Floats:
    """P = (Bᵀ J B)⁻¹ Bᵀ J: takes heads to coordinates in the span of a basis B, shape (users, r, f)."""
    pulled = basis.T @ metric
    return np.asarray(np.linalg.solve(pulled @ basis, pulled))


def averaged(
    known: Known, basis: Floats, start: Floats | None = None, gain: float = 1e-3, sloping: bool = False
) -> Average:
    """Average every user's likelihood over the span of a basis.

    Parameters
    ----------
    known : Known
    basis : array, shape (f, r)
        With r = 0, the likelihood at 0.
    start : array, shape (users, r), optional
        Where to begin.
    gain : float
        Precision of the maximum, in nats.
    sloping : bool
        Whether the slope is asked for.
    """
    panel = known.panel
    if not basis.shape[1]:
        zero = np.zeros((len(panel.tasks), len(basis)))
        return Average(panel.odds(zero)[0], zero[:, :0], np.zeros(basis.shape))
    weights = known.within(basis)
    held = basis.T @ known.information @ basis
    found, logs, both = weighted(panel.along(basis), held, weights, gain, start)
    slope = np.zeros(basis.shape)
    if sloping:
        inverse = np.linalg.inv(both)
        slope = panel.score(found.chances).T @ found.heads - (known.information @ basis @ inverse).sum(axis=0)
        pull = times(weights.precision, found.heads - weights.centre)
        slope += _slope_of_weights(known, basis, weights, pull, inverse)
    return Average(logs, found.heads, slope)


def weighted(
    seen: Likelihood, held: Floats, weights: Weights, gain: float, start: Floats | None = None
) -> tuple[Fit, Floats, Floats]:
    """Average likelihoods with given weights: the largest terms, the logs, and the precision around those terms.

    Parameters
    ----------
    seen : Likelihood
        Answers, seen along the subspace.
    held : array, shape (..., r, r)
        Their information.
    weights : Weights
    gain : float
        Precision of the maximum, in nats.
    start : array, shape (..., r), optional
    """
    found = newton(seen, weights.precision, weights.centre, start, gain=gain)
    away = found.heads - weights.centre
    both = held + weights.precision
    logs = found.likely - (away * times(weights.precision, away)).sum(axis=-1) / 2
    logs += (np.linalg.slogdet(weights.precision)[1] - np.linalg.slogdet(both)[1]) / 2
    return found, logs, both


def _slope_of_weights(known: Known, basis: Floats, weights: Weights, pull: Floats, inverse: Floats) -> Floats:
    """How the logs rise as the weights move with the basis, the largest term held: through P alone."""
    flat, over = weights.projection, weights.precision
    bend = pull[:, :, None] * pull[:, None, :] - over + over @ inverse @ over
    lean = NEARER * known.heads[:, :, None] * pull[:, None, :]
    lean += NEARER**2 * known.spreads @ flat.transpose(0, 2, 1) @ bend
    rest = lean - basis @ (flat @ lean)
    inner = np.linalg.inv(basis.T @ known.metric @ basis)
    return np.asarray((known.metric @ rest @ inner - (flat @ lean @ flat).transpose(0, 2, 1)).sum(axis=0))


def best(known: Known, starts: list[Floats], fixed: Floats, enough: Callable[[Floats], bool]) -> Floats:
    """Climb from several subspaces; return a basis of the best one, or of the first that is enough.

    Parameters
    ----------
    known : Known
    starts : list of array, shape (f, r)
        Bases to start from.
    fixed : array, shape (f, c)
        Directions that belong to every subspace.
    enough : callable
        Whether users' averages so high end the search.
    """
    reached = []
    for start in starts:
        tick()
        basis = _climbed(known, np.column_stack([fixed, start]), fixed.shape[1], enough)
        logs = averaged(known, basis).logs
        reached.append((float(logs.sum()), basis))
        if enough(logs):
            break
    return max(reached, key=lambda pair: pair[0])[1]


def _climbed(known: Known, basis: Floats, fixed: int, enough: Callable[[Floats], bool]) -> Floats:
    """Climb from one basis, its first directions held; return the basis where the climb ends, or where it is enough."""
    from scipy import optimize

    size, rank = basis.shape
    if rank in {fixed, size}:
        return basis
    warm: list[Floats] = []
    last = basis

    def loss(flat: Floats) -> tuple[float, Floats]:
        nonlocal last
        last = np.column_stack([basis[:, :fixed], flat.reshape(size, rank - fixed)])
        found = averaged(known, last, warm[0] if warm else None, sloping=True)
        warm[:] = [found.heads]
        if enough(found.logs):
            raise StopIteration
        return -float(found.logs.sum()), -found.slope[:, fixed:].ravel()

    minimize: Any = optimize.minimize
    try:
        options = {"maxiter": CLIMBS, "ftol": 1e-7, "gtol": 1e-3}
        done = minimize(loss, basis[:, fixed:].ravel(), jac=True, method="L-BFGS-B", options=options)
    except StopIteration:
        return last
    return np.column_stack([basis[:, :fixed], done.x.reshape(size, rank - fixed)])
