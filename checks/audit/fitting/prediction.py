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

from checks.audit.fitting.block import Answered, batches, block_of
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

ROOM = 1e6
"""Numbers that are kept at a time for users who are predicted together."""

LEAST = 1e-4
"""Least variance of the law of heads in any direction."""

WIDE = 12
"""Alternatives of a task from which its information is summed first, instead of taken in one by one."""


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
    likely : array, shape (users, draws)
        Log-probabilities of the answers.
    heads : array, shape (users, draws, f)
        Posterior means after all of them.
    chances : array, shape (users, tasks, alternatives, draws)
        What was predicted, of every alternative.
    """

    likely: Floats
    heads: Floats
    chances: Floats

    @property
    def expected(self) -> tuple[Floats, Floats]:
        """Expectations and variances of the log-probabilities, each task given those before; shape (users, draws)."""
        logs = np.log(np.maximum(self.chances, 1e-300))
        means = (self.chances * logs).sum(axis=2)
        squares = (self.chances * logs**2).sum(axis=2)
        return means.sum(axis=1), (squares - means**2).sum(axis=1)


def predict(given: Answered, law: Law) -> Predicted:
    """Predict tasks in turn, from the posteriors of their users."""
    block, (_, draws) = given.block, given.shape
    heads, spreads = np.repeat(law.heads[..., None], draws, axis=2), np.repeat(law.spreads[..., None], draws, axis=3)
    told = np.zeros_like(given.chosen)
    for turn, widest in enumerate(block.widest):
        tick()
        traits, off = block.traits[:, turn, :widest], block.off[:, turn, :widest]
        chosen, utility = given.chosen[:, turn, :widest], traits @ heads
        told[:, turn, :widest] = _chances(utility * _doubt(traits, off, spreads) + off)
        chances = _chances(utility + off)
        if widest < WIDE:
            _narrowed(spreads, traits, chances)
        else:
            _narrowed_at_once(spreads, traits, chances)
        heads += np.einsum("ujd,ujfd->ufd", chosen - chances, _across(traits, spreads))
    likely = np.log((told * given.chosen).sum(axis=2)).sum(axis=1)
    return Predicted(likely, heads.transpose(0, 2, 1), told)


def predicted(panel: Panel, law: Law) -> tuple[Floats, Floats, Floats]:
    """Predict the answers of a panel.

    Returns
    -------
    tuple of array
        The log-probabilities, shape (users,); the posterior means after all tasks, shape (users, f); and the
        log-probabilities less their expectations with their variances, shape (2, users).
    """
    users = np.arange(len(panel.tasks))
    likely, heads, surprise = np.empty(len(users)), np.empty(law.heads.shape), np.empty((2, len(users)))
    for some in batches(panel, users, 1, ROOM):
        told = predict(block_of(panel.only(np.isin(users, some))), law.only(some))
        mean, variance = told.expected
        likely[some], heads[some] = told.likely[:, 0], told.heads[:, 0]
        surprise[:, some] = (told.likely - mean)[:, 0], variance[:, 0]
    return likely, heads, surprise


def _across(traits: Floats, spreads: Floats) -> Floats:
    """Spreads times the features of every alternative, shape (users, alternatives, f, draws)."""
    users, size, _, draws = spreads.shape
    return (traits @ spreads.reshape(users, size, -1)).reshape(users, -1, size, draws)


def _doubt(traits: Floats, off: Floats, spreads: Floats) -> Floats:
    """What doubt about the head multiplies utilities by (MacKay's factor for the logistic function)."""
    variance = np.einsum("ujf,ujfd->ud", traits, _across(traits, spreads))
    others = np.maximum((off == 0).sum(axis=1) - 1, 1)
    return np.asarray(1 / np.sqrt(1 + np.pi / 8 * variance / others))[:, None]


def _narrowed(spreads: Floats, traits: Floats, chances: Floats) -> None:
    """Narrow the posterior covariances, in place, by one task.

    Its information is a sum over alternatives, of each against those after it: rank one each.
    """
    for turn in range(traits.shape[1] - 1):
        one, rest = chances[:, turn], chances[:, turn + 1 :]
        after = rest.sum(axis=1)
        shares = np.concatenate([np.ones_like(one)[:, None], -rest / np.maximum(after, 1e-300)[:, None]], axis=1)
        move = np.einsum("ujd,ujfd->ufd", shares, _across(traits[:, turn:], spreads))
        variance = (shares * (traits[:, turn:] @ move)).sum(axis=1)
        weight = one * after / np.maximum(one + after, 1e-300)
        move *= np.sqrt(weight / (1 + weight * variance))[:, None]
        spreads -= move[:, :, None] * move[:, None]


def _narrowed_at_once(spreads: Floats, traits: Floats, chances: Floats) -> None:
    """Narrow the posterior covariances S, in place, by one task of information J: (1 + S J)⁻¹ S."""
    users, size, _, draws = spreads.shape
    means = traits.transpose(0, 2, 1) @ chances
    products = (traits[..., None] * traits[..., None, :]).reshape(users, -1, size**2)
    told = (products.transpose(0, 2, 1) @ chances).reshape(users, size, size, draws)
    told -= means[:, :, None] * means[:, None]
    before, told = spreads.transpose(0, 3, 1, 2), told.transpose(0, 3, 1, 2)
    after = np.linalg.solve(np.eye(size) + before @ told, before)
    spreads[:] = ((after + after.swapaxes(2, 3)) / 2).transpose(0, 2, 3, 1)


def _chances(utility: Floats) -> Floats:
    odds = np.exp(utility - utility.max(axis=1, keepdims=True))
    return np.asarray(odds / odds.sum(axis=1, keepdims=True))
