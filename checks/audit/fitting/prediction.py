"""Predicting answers from other answers: a Gaussian law of heads learnt from one half, then one task after the other.

The law of the heads, N(mean, covariance), is fitted to the training half by expectation maximisation; the moments of a
head's posterior are taken by importance sampling around its mode, since modes alone make the law far too narrow. The
answers of the other half are then predicted in turn: each task by the posterior of what came before it, and the
posterior updated by its answer. Whatever the heads are, the product of these predictions is a probability of the whole
half given the other, and that is all the rank test needs of it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from checks.audit.fitting.panel import Fit, Panel, newton
from checks.audit.reading.numbers import Array, Floats
from checks.audit.running.session import tick

ROUNDS = 12
"""Rounds of expectation maximisation."""

DRAWS = 16
"""Draws of a head whose posterior is measured, half of them the mirror images of the others."""

WIDER = 1.4
"""What the fitted covariance is multiplied by for predictions, for doubt about it."""

NARROWER = 0.1
"""What the covariance of the weakest directions is multiplied by where few directions are supposed."""

LEAST = 1e-4
"""Least variance of the law of heads in any direction."""


@dataclass(frozen=True)
class Law:
    """A Gaussian law of heads, and the posterior of every user after the training half.

    Attributes
    ----------
    mean : array, shape (f,)
    covariance : array, shape (f, f)
    heads : array, shape (users, f)
    spreads : array, shape (users, f, f)
        Posterior covariances.
    """

    mean: Floats
    covariance: Floats
    heads: Floats
    spreads: Floats

    @property
    def moment(self) -> Floats:
        """The second moment of the law, shape (f, f)."""
        return np.asarray(self.covariance + np.outer(self.mean, self.mean))

    def only(self, users: Array) -> Law:
        """Keep some users, given by a mask or in order."""
        return Law(self.mean, self.covariance, self.heads[users], self.spreads[users])


def learn(panel: Panel) -> tuple[Floats, Floats]:
    """Fit the law of the heads to a panel; return its mean and covariance."""
    size, users = panel.traits.shape[1], len(panel.tasks)
    mean, covariance = np.zeros(size), np.eye(size)
    normal = np.random.default_rng(users).standard_normal((DRAWS // 2, users, size))
    normal = np.concatenate([normal, -normal])
    found = newton(panel, covariance, mean, steps=4, gain=1e-3)
    for _ in range(ROUNDS):
        heads, spreads = _moments(panel, mean, np.linalg.inv(covariance), found, normal)
        mean = heads.mean(axis=0)
        away = heads - mean
        covariance = away.T @ away / users + spreads.mean(axis=0) + LEAST * np.eye(size)
        found = newton(panel, np.linalg.inv(covariance), mean, found.heads, steps=4, gain=1e-3)
    return mean, covariance


def _moments(panel: Panel, mean: Floats, prior: Floats, found: Fit, normal: Floats) -> tuple[Floats, Floats]:
    """Mean and covariance of every user's posterior, by draws around its mode that are weighted."""
    moves = (np.linalg.cholesky(np.linalg.inv(found.precision)) @ normal[..., None])[..., 0]
    logs = (normal**2).sum(axis=2) / 2
    for turn, move in enumerate(moves):
        tick()
        away = found.heads + move - mean
        logs[turn] += panel.odds(found.heads + move)[0] - np.einsum("nf,nf->n", away @ prior, away) / 2
    weight = np.exp(logs - logs.max(axis=0))
    weight /= weight.sum(axis=0)
    shift = np.einsum("kn,knf->nf", weight, moves)
    rest = np.sqrt(weight)[..., None] * (moves - shift)
    return found.heads + shift, np.einsum("knf,kng->nfg", rest, rest)


def posteriors(panel: Panel, training: Array, mean: Floats, covariance: Floats) -> Law:
    """The posterior of every user after the tasks of a mask; a user without any keeps the law itself."""
    users = len(panel.tasks)
    heads, spreads = np.tile(mean, (users, 1)), np.tile(covariance, (users, 1, 1))
    part, who = panel.cut(training)
    found = newton(part, np.linalg.inv(covariance), mean, gain=1e-3)
    heads[who], spreads[who] = found.heads, np.linalg.inv(found.precision)
    return Law(mean, covariance, heads, spreads)


def wide(covariance: Floats) -> Floats:
    """A covariance made wider (see `WIDER`)."""
    return WIDER * covariance


def narrow(mean: Floats, covariance: Floats, rank: int) -> Floats:
    """A covariance with all but its strongest directions made small (see `NARROWER`)."""
    values, vectors = np.linalg.eigh(covariance + np.outer(mean, mean))
    small = vectors[:, : len(values) - rank]
    off = np.eye(len(values)) - (1 - np.sqrt(NARROWER)) * small @ small.T
    return np.asarray(off @ covariance @ off)


@dataclass(frozen=True)
class Predicted:
    """Tasks predicted in turn.

    Attributes
    ----------
    likely : array, shape (users,)
        Log-probability of each user's answers.
    heads : array, shape (users, f)
        Posterior means after all of them.
    chosen : array, shape (tasks,)
        The answers: those given, or those drawn.
    surprise : array, shape (2, users)
        The log-probabilities less their expectations, and their variances.
    """

    likely: Floats
    heads: Floats
    chosen: Array
    surprise: Floats


def predict(panel: Panel, law: Law, rng: np.random.Generator | None = None) -> Predicted:
    """Predict the tasks of a panel in turn, from the posteriors of its users; with ``rng``, draw answers instead."""
    heads, spreads = law.heads.copy(), law.spreads.copy()
    likely, chosen, surprise = np.zeros(len(panel.tasks)), panel.chosen.copy(), np.zeros((2, len(panel.tasks)))
    for who, tasks, rows, real in panel.turns:
        tick()
        traits, spread = panel.traits[rows], spreads[who]
        utility = np.einsum("njf,nf->nj", traits, heads[who])
        told = _chances(utility * _doubt(traits, real, spread)[:, None], real)
        if rng is not None:
            lots = rng.random((len(who), 1))
            drawn = (told.cumsum(axis=1) < lots).sum(axis=1)
            chosen[tasks] = panel.starts[tasks] + np.minimum(drawn, panel.sizes[tasks] - 1)
        picked = chosen[tasks] - panel.starts[tasks]
        gained = np.log(told[np.arange(len(who)), picked])
        likely[who] += gained
        logs = np.log(np.maximum(told, 1e-300))
        mean = (told * logs).sum(axis=1)
        surprise[:, who] += gained - mean, (told * logs**2).sum(axis=1) - mean**2
        spreads[who], moves = _updated(traits, _chances(utility, real), spread, picked)
        heads[who] += moves
    return Predicted(likely, heads, chosen, surprise)


def _doubt(traits: Floats, real: Array, spread: Floats) -> Floats:
    """What doubt about the head multiplies utilities by (MacKay's factor for the logistic function)."""
    variance = np.where(real, np.einsum("njf,njf->nj", traits @ spread, traits), 0).sum(axis=1)
    return np.asarray(1 / np.sqrt(1 + np.pi / 8 * variance / np.maximum(real.sum(axis=1) - 1, 1)))


def _updated(traits: Floats, chances: Floats, spread: Floats, picked: Array) -> tuple[Floats, Floats]:
    """The posterior covariances after one task, and how far the means move."""
    centred = traits - np.einsum("nj,njf->nf", chances, traits)[:, None, :]
    root = np.sqrt(chances)[:, :, None] * centred
    across = root @ spread
    inner = across @ root.transpose(0, 2, 1) + np.eye(root.shape[1])
    spread = spread - across.transpose(0, 2, 1) @ np.linalg.solve(inner, across)
    spread = (spread + spread.transpose(0, 2, 1)) / 2
    return spread, np.einsum("nfg,ng->nf", spread, centred[np.arange(len(picked)), picked])


def _chances(utility: Floats, real: Array) -> Floats:
    utility = np.where(real, utility, -np.inf)
    odds = np.exp(utility - utility.max(axis=1, keepdims=True))
    return np.asarray(odds / odds.sum(axis=1, keepdims=True))
