"""The likelihood of answers averaged over the heads of a common subspace, and the subspace where it is largest.

What is known of a user's head before the answers, N(m, Q⁻¹), is cut to the span of a basis B: heads B z with weight
exp(−½ (B z − m)ᵀ Q (B z − m)). The average of the likelihood with these weights is taken by Laplace's formula around
its largest term, the information J of the answers held where the caller puts it; the logarithm then has an exact slope
in B, and subspaces are climbed by L-BFGS.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from checks.audit.fitting.panel import Panel, newton
from checks.audit.reading.numbers import Array, Floats
from checks.audit.running.session import tick

CLIMBS = 40
"""Most steps of a climb over subspaces."""


BROADER = 1.44
"""What covariances of heads are multiplied by for weights: it evens out the expectation of prediction over average."""


@dataclass(frozen=True)
class Known:
    """Answers, and what is known of the heads without them.

    Attributes
    ----------
    panel : Panel
    heads : array, shape (users, f)
        Means m.
    precision : array, shape (users, f, f)
        Inverse covariances Q.
    information : array, shape (users, f, f)
        The information J of the answers, near the heads that explain them.
    """

    panel: Panel
    heads: Floats
    precision: Floats
    information: Floats

    def only(self, users: Array) -> Known:
        """Keep the users of a mask."""
        return Known(self.panel.only(users), self.heads[users], self.precision[users], self.information[users])

    def within(self, basis: Floats) -> tuple[Floats, Floats]:
        """Mean and precision of the weights in the coordinates of a basis."""
        inner = basis.T @ self.precision @ basis
        pulled = times(self.precision, self.heads) @ basis
        return np.linalg.solve(inner, pulled[:, :, None])[:, :, 0], inner


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


def weights(spreads: Floats) -> Floats:
    """Precisions of the weights with which heads of these covariances are averaged over (see `BROADER`)."""
    return np.asarray(np.linalg.inv(spreads) / BROADER)


def times(matrices: Floats, vectors: Floats) -> Floats:
    """A matrix times a vector for every user."""
    return np.asarray((matrices @ vectors[:, :, None])[:, :, 0])


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
    centre, inner = known.within(basis)
    found = newton(panel.along(basis), inner, centre, start, gain=gain)
    away = found.heads - centre
    whole = known.information + known.precision
    both = basis.T @ whole @ basis
    logs = found.likely - (away * times(inner, away)).sum(axis=1) / 2
    logs += (np.linalg.slogdet(inner)[1] - np.linalg.slogdet(both)[1]) / 2
    slope = np.zeros(basis.shape)
    if sloping:
        pull = times(known.precision, found.heads @ basis.T - known.heads)
        rest = times(known.precision, centre @ basis.T - known.heads)
        slope = (panel.score(found.chances) - pull).T @ found.heads + rest.T @ centre
        slope += (known.precision @ basis @ np.linalg.inv(inner) - whole @ basis @ np.linalg.inv(both)).sum(axis=0)
    return Average(logs, found.heads, slope)


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
