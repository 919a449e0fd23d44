"""The best likelihood that heads in one common subspace can reach, each user free within it.

For a subspace V, every user's best log-likelihood over heads in V is bounded from above by entropy: among all
probabilities of the answers with the same mean features as the answers given, the likelihood at any head is at most
minus their entropy (weak duality), so one such probability near the fitted one gives a bound that no head exceeds.
Over subspaces the problem is not convex; it is climbed from several places (L-BFGS on a basis, the heads eliminated).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from checks.audit.fitting.panel import Fit, Panel, newton
from checks.audit.fitting.prediction import Law, predict
from checks.audit.reading.numbers import Floats
from checks.audit.running.session import tick

RIDGE = 1e-2
"""Penalty that keeps a user who always answers alike at a finite place; the bound makes up for it."""

DRAWS = 64
"""Simulated sets of answers of a user."""

PLACES = 8
"""Drawn heads from which the maximum of an expectation is looked for."""

GREATEST = -0.45
"""Most that is made of the expectation's distance from 1, a dimension; for Gaussian estimates it is −½ log 3."""

STEPS = 4
"""Steps towards the head at which the expectation of a ratio is largest."""

CLIMBS = 40
"""Most steps of a climb over subspaces."""


@dataclass(frozen=True)
class Best:
    """The best subspace found.

    Attributes
    ----------
    basis : array, shape (f, r)
    bounds : array, shape (users,)
        What no head within it exceeds, as log-likelihood.
    """

    basis: Floats
    bounds: Floats


def within(panel: Panel, basis: Floats, start: Floats | None = None, gain: float = 1e-5) -> Fit:
    """Fit every user within the span of a basis; the heads are the coordinates in it."""
    size = basis.shape[1]
    return newton(panel.along(basis), RIDGE * np.eye(size), np.zeros(size), start, gain=gain)


def bounds(panel: Panel, basis: Floats) -> Floats:
    """Bound every user's log-likelihood over all heads in the span of a basis, from above, shape (users,)."""
    if not basis.shape[1]:
        return panel.odds(np.zeros((len(panel.tasks), panel.traits.shape[1])))[0]
    found, seen = within(panel, basis), panel.along(basis)
    slope, information = seen.score(found.chances), seen.information(found.chances)
    correction = np.einsum("nfg,ng->nf", np.linalg.pinv(information, rcond=1e-10, hermitian=True), slope)
    left = np.abs(np.einsum("nfg,ng->nf", information, correction) - slope).max(axis=1)
    reach = np.einsum("rk,rk->r", seen.traits, correction[seen.person])
    reach -= np.repeat(np.add.reduceat(found.chances * reach, seen.starts), seen.sizes)
    chances = found.chances * (1 + reach)
    valid = (np.minimum.reduceat(chances, seen.starts[seen.first]) >= 0) & (left < 1e-9)
    entropy = np.add.reduceat(np.where(chances > 0, -chances * np.log(np.maximum(chances, 1e-300)), 0), seen.starts)
    return np.where(valid, np.minimum(-np.add.reduceat(entropy, seen.first), 0), 0)


def best(panel: Panel, starts: list[Floats], fixed: Floats, enough: Callable[[Floats], bool]) -> Best:
    """Climb from several subspaces to the best one.

    Parameters
    ----------
    panel : Panel
    starts : list of array, shape (f, r)
        Bases to start from.
    fixed : array, shape (f, c)
        Directions that belong to every subspace.
    enough : callable
        Whether users' log-likelihoods so high end the search.
    """
    found: Best | None = None
    for start in starts:
        tick()
        basis = _climbed(panel, np.column_stack([fixed, start]), fixed.shape[1], enough)
        reached = Best(basis, bounds(panel, basis))
        if found is None or reached.bounds.sum() > found.bounds.sum():
            found = reached
        if enough(found.bounds):
            break
    assert found is not None
    return found


def _climbed(panel: Panel, basis: Floats, fixed: int, enough: Callable[[Floats], bool]) -> Floats:
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
        found = within(panel, last, warm[0] if warm else None, gain=1e-3)
        warm[:] = [found.heads]
        if enough(found.likely):
            raise StopIteration
        slope = panel.score(found.chances).T @ found.heads[:, fixed:]
        value = found.likely.sum() - RIDGE / 2 * (found.heads**2).sum()
        return -float(value), -slope.ravel()

    minimize: Any = optimize.minimize
    try:
        options = {"maxiter": CLIMBS, "ftol": 1e-7, "gtol": 1e-3}
        done = minimize(loss, basis[:, fixed:].ravel(), jac=True, method="L-BFGS-B", options=options)
    except StopIteration:
        return last
    return np.column_stack([basis[:, :fixed], done.x.reshape(size, rank - fixed)])


def slack(panel: Panel, law: Law, basis: Floats, rng: np.random.Generator) -> Floats:
    """How far below 1 the expectation of prediction over best likelihood stays, whatever the head, as a log.

    At the head B z that expectation is the mean of p_z / best over answers drawn from the prediction. It is maximised
    over z for every user: from the best of some drawn heads, each step replaces the log of the mean by its tangent,
    which only ever raises it. One standard error is added for the simulation; the result is between `GREATEST` a
    dimension and 0.

    Parameters
    ----------
    panel : Panel
        The predicted tasks.
    law : Law
        What predicts them.
    basis : array, shape (f, r)
    rng : Generator

    Returns
    -------
    array, shape (users,)
    """
    users, rank = len(panel.tasks), basis.shape[1]
    if not rank:
        return np.zeros(users)
    many = panel.repeated(DRAWS)
    tiled = Law(law.mean, law.covariance, np.tile(law.heads, (DRAWS, 1)), np.tile(law.spreads, (DRAWS, 1, 1)))
    drawn = replace(many, chosen=predict(many, tiled, rng).chosen).along(basis)
    reached = newton(drawn, RIDGE * np.eye(rank), np.zeros(rank), gain=1e-2)
    told = np.add.reduceat(drawn.traits[drawn.chosen], drawn.first, axis=0).reshape(DRAWS, users, rank)
    tops = reached.likely.reshape(DRAWS, users)
    seen = panel.along(basis)
    places = np.concatenate([reached.heads.reshape(DRAWS, users, rank)[:PLACES], [law.heads @ np.linalg.pinv(basis).T]])
    values = np.array([_ratios(seen, place, told, tops).mean(axis=0) for place in places])
    heads = places[values.argmax(axis=0), np.arange(users)]
    top, errors = values.max(axis=0), np.zeros(users)
    for _ in range(STEPS):
        tick()
        ratios = _ratios(seen, heads, told, tops)
        heads = _matched(seen, np.einsum("bn,bnk->nk", ratios / ratios.sum(axis=0), told), heads)
        ratios = _ratios(seen, heads, told, tops)
        top = np.maximum(top, ratios.mean(axis=0))
        errors = np.maximum(errors, ratios.std(axis=0) / np.sqrt(DRAWS))
    return np.asarray(np.clip(np.log(top + errors), GREATEST * rank, 0))


def _ratios(seen: Panel, heads: Floats, told: Floats, tops: Floats) -> Floats:
    """The likelihood of every draw at some heads, over the best it can have, shape (draws, users)."""
    likely, _ = seen.odds(heads)
    own = np.add.reduceat(seen.traits[seen.chosen], seen.first, axis=0)
    partition = np.einsum("nk,nk->n", own, heads) - likely
    return np.asarray(np.exp(np.minimum(np.einsum("bnk,nk->bn", told, heads) - partition - tops, 0)))


def _matched(seen: Panel, told: Floats, heads: Floats) -> Floats:
    """Two Newton steps towards heads whose expected features are the ones told."""
    size = seen.traits.shape[1]
    for _ in range(2):
        _, chances = seen.odds(heads)
        expected = np.add.reduceat(chances[:, None] * seen.traits, seen.starts[seen.first], axis=0)
        move = np.linalg.solve(seen.information(chances) + RIDGE * np.eye(size), (told - expected)[:, :, None])[:, :, 0]
        heads = heads + move / np.maximum(1, np.linalg.norm(move, axis=1, keepdims=True))
    return heads
