"""The largest expectation that prediction over averaged likelihood has at any head of a subspace.

At the head z the answers have probability p_z, and the ratio of their prediction q to their average D over the subspace
has the expectation E_z[q / D]. It is estimated at several heads of every user by importance sampling: the answers are
drawn from heads z + o, where o is a part of the head off the subspace as the prediction expects it, and weighted by
p_z over the mean of the probabilities at all z + o. Along the subspace p_z and the draws agree, off it the prediction
and the draws agree, so that the weighted ratios vary little. The heads tried are multiples of the expected one, and
others around the best of those.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from checks.audit.fitting.average import Weights, known_before, times, weighted
from checks.audit.fitting.panel import Panel
from checks.audit.fitting.prediction import Law, predict
from checks.audit.reading.numbers import Array, Floats
from checks.audit.running.session import tick

PLACES = 12
"""Parts off the subspace; from each an answer is drawn."""

MULTIPLES = (0.0, 0.5, 1.0, 1.5, 2.0, 4.0, 8.0, 16.0)
"""Multiples of the expected head that are tried."""

STEPS = (1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 4.0, 4.0)
"""Lengths of steps from the best multiple to other heads that are tried, in spreads of the weights."""

TRIED = len(MULTIPLES)
"""Heads of every user that are tried at a time."""


@dataclass(frozen=True)
class Ratio:
    """What predicts, and what is averaged over.

    Attributes
    ----------
    panel : Panel
        The predicted tasks.
    law : Law
        What predicts them.
    expected : array, shape (users, f, f)
        The information they are expected to give.
    basis : array, shape (f, r)
    """

    panel: Panel
    law: Law
    expected: Floats
    basis: Floats

    @cached_property
    def weights(self) -> Weights:
        """What is averaged with."""
        law = self.law
        return known_before(self.panel, law.heads, law.spreads, self.expected, self.expected).within(self.basis)

    def only(self, users: Array) -> Ratio:
        """Keep some users, given in increasing order."""
        mask = np.isin(np.arange(len(self.expected)), users)
        return Ratio(self.panel.only(mask), self.law.only(users), self.expected[users], self.basis)

    @cached_property
    def drawn(self) -> tuple[Panel, Law, Weights]:
        """Everybody as often as answers are drawn: tasks, law and weights."""
        law, weights, draws = self.law, self.weights, TRIED * PLACES
        many = [np.tile(one, (draws, *[1] * (one.ndim - 1))) for one in (law.heads, law.spreads)]
        each = [np.tile(one, (draws, *[1] * (one.ndim - 1))) for one in vars(weights).values()]
        return self.panel.repeated(draws), Law(law.mean, law.covariance, *many), Weights(*each)

    @cached_property
    def tried(self) -> Panel:
        """Everybody as often as heads are tried."""
        return self.panel.repeated(TRIED)

    def parts(self, rng: np.random.Generator) -> Floats:
        """Draw parts of heads off the subspace, as they are predicted, shape (places, users, f)."""
        law = self.law
        normal = rng.standard_normal((PLACES, *law.heads.shape, 1))
        whole = law.heads + (np.linalg.cholesky(law.spreads) @ normal)[..., 0]
        return np.array([one - times(self.weights.projection, one) @ self.basis.T for one in whole])

    def at(self, heads: Floats, parts: Floats, rng: np.random.Generator) -> Floats:
        """Draw weighted ratios at some heads of every user, shape (tried, places, users); their means are wanted.

        Parameters
        ----------
        heads : array, shape (tried, users, r)
            In the coordinates of the basis; as many as `TRIED`.
        parts : array, shape (places, users, f), or one such for each try
            Parts of heads off the subspace.
        rng : Generator
        """
        tick()
        inside = heads @ self.basis.T
        moved = inside[:, None] + parts
        panel, law, weights = self.drawn
        drawn = panel.answered(moved.reshape(-1, moved.shape[-1]), rng)
        over = logs_over(drawn, law, weights, self.basis).reshape(moved.shape[:3])
        told = told_by(drawn).reshape(moved.shape)
        own = told_by(self.tried).reshape(inside.shape)
        likely = _likely(told, inside[:, None], partition(self.tried, own, inside)[:, None])
        mixed = np.logaddexp.reduce(_likely(told, moved, partition(drawn, told, moved)), axis=1) - np.log(PLACES)
        return np.asarray(np.exp(over + likely[:, 0] - mixed))


def told_by(panel: Panel) -> Floats:
    """The sums of the features that were chosen, shape (users, f): all that a likelihood needs of the answers."""
    return np.asarray(np.add.reduceat(panel.traits[panel.chosen], panel.first, axis=0))


def partition(panel: Panel, told: Floats, heads: Floats) -> Floats:
    """What log-likelihoods take from ⟨answers told, head⟩, at one head of every user of a panel."""
    likely = panel.odds(heads.reshape(-1, heads.shape[-1]))[0]
    return np.asarray((told * heads).sum(axis=-1) - likely.reshape(heads.shape[:-1]))


def _likely(told: Floats, heads: Floats, less: Floats) -> Floats:
    """The log-likelihood of every draw at every place of its try, shape (tried, places, draws, users)."""
    return np.asarray(np.einsum("tbnf,tpnf->tpbn", told, heads, optimize=True) - less[:, :, None])


def logs_over(drawn: Panel, law: Law, weights: Weights, basis: Floats) -> Floats:
    """The logs of prediction over average, answers by answers."""
    told = predict(drawn, law)
    information = drawn.information(drawn.odds(told.heads)[1])
    start = times(weights.projection, told.heads)
    return told.likely - weighted(drawn, information, weights, basis, gain=1e-2, start=start)[1]


@dataclass(frozen=True)
class Found:
    """Where every user's expectation was largest in a search.

    Attributes
    ----------
    heads : array, shape (2, users, r)
        The best multiple of the expected head, and the best of all heads that were tried.
    top : array, shape (users,)
        The expectation as the search has seen it: the largest of many noisy estimates, and too large by that.
    """

    heads: Floats
    top: Floats


def search(ratio: Ratio, rng: np.random.Generator) -> Found:
    """Search every user's largest expectation over the heads of the subspace."""
    centre, parts = ratio.weights.centre, ratio.parts(rng)
    users, rank = centre.shape
    tried = np.multiply.outer(MULTIPLES, centre)
    values = above(ratio.at(tried, parts, rng), axis=1)
    multiple = _best(tried, values)
    root = np.linalg.cholesky(np.linalg.inv(ratio.weights.precision))
    steps = (root @ rng.standard_normal((TRIED, users, rank, 1)))[..., 0]
    others = multiple + np.reshape(STEPS, (-1, 1, 1)) * steps
    values = np.concatenate([values, above(ratio.at(others, parts, rng), axis=1)])
    return Found(np.array([multiple, _best(np.concatenate([tried, others]), values)]), values.max(axis=0))


def _best(tried: Floats, values: Floats) -> Floats:
    """Every user's head with the largest value."""
    return np.asarray(tried[values.argmax(axis=0), np.arange(tried.shape[1])])


def again(ratio: Ratio, found: Found, rng: np.random.Generator) -> Floats:
    """Draw weighted ratios anew at the two heads that were found, shape (2, draws, users).

    The largest of the many noisy means of a search is too large; these means have not been chosen.
    """
    parts = np.array([ratio.parts(rng) for _ in range(TRIED // 2)])
    both = np.repeat(found.heads, TRIED // 2, axis=0)
    return ratio.at(both, np.concatenate([parts, parts]), rng).reshape(2, -1, len(found.top))


def above(ratios: Floats, axis: int) -> Floats:
    """The mean along an axis, and one standard error."""
    return np.asarray(ratios.mean(axis=axis) + ratios.std(axis=axis) / np.sqrt(ratios.shape[axis]))
