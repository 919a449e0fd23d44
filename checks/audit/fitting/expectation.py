"""The largest expectation that prediction over averaged likelihood has at any head of a subspace.

At the head z the answers have probability p_z, and the ratio of their prediction q to their average D over the subspace
has the expectation E_z[q / D]. It is estimated at several heads of every user by importance sampling: the answers are
drawn from heads z + o, where o is a part of the head off the subspace as the prediction expects it, and weighted by
p_z over the mean of the probabilities at all z + o. Along the subspace p_z and the draws agree, off it the prediction
and the draws agree, so that the weighted ratios vary little. The heads tried are multiples of the expected one, and
then a walk from the best so far.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from checks.audit.fitting.average import Weights, known_before, times, weighted
from checks.audit.fitting.panel import Panel
from checks.audit.fitting.prediction import Law, predict
from checks.audit.reading.numbers import Floats
from checks.audit.running.session import tick

PLACES, EACH = 12, 3
"""Parts off the subspace, and answers drawn from each."""

MULTIPLES = (0.0, 0.5, 1.0, 1.5, 2.0, 4.0, 16.0)
"""Multiples of the expected head that are tried."""

WALK = (1.0, 1.0, 4.0, 1.0, 1.0, 4.0)
"""Lengths of the steps of the walk, in spreads of the weights."""


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

    @cached_property
    def drawn(self) -> tuple[Panel, Law, Weights]:
        """Everybody as often as answers are drawn: tasks, law and weights."""
        law, weights, draws = self.law, self.weights, PLACES * EACH
        many = [np.tile(one, (draws, *[1] * (one.ndim - 1))) for one in (law.heads, law.spreads)]
        each = [np.tile(one, (draws, *[1] * (one.ndim - 1))) for one in vars(weights).values()]
        return self.panel.repeated(draws), Law(law.mean, law.covariance, *many), Weights(*each)

    def parts(self, rng: np.random.Generator) -> Floats:
        """Draw parts of heads off the subspace, as they are predicted, shape (places, users, f)."""
        law = self.law
        normal = rng.standard_normal((PLACES, *law.heads.shape, 1))
        whole = law.heads + (np.linalg.cholesky(law.spreads) @ normal)[..., 0]
        return np.array([one - times(self.weights.projection, one) @ self.basis.T for one in whole])

    def at(self, heads: Floats, parts: Floats, rng: np.random.Generator) -> Floats:
        """Estimate the expectation at one head a user, one standard error added, shape (users,).

        Parameters
        ----------
        heads : array, shape (users, r)
            In the coordinates of the basis.
        parts : array, shape (places, users, f)
            Parts of heads off the subspace.
        rng : Generator
        """
        tick()
        users, size = self.law.heads.shape
        draws = PLACES * EACH
        inside = heads @ self.basis.T
        moved = inside + parts
        panel, law, weights = self.drawn
        drawn = drawn_from(panel, np.tile(moved, (EACH, 1, 1)).reshape(-1, size), rng)
        over = logs_over(drawn, law, weights, self.basis)
        told = np.add.reduceat(drawn.traits[drawn.chosen], drawn.first, axis=0).reshape(draws, users, size)
        mixed = np.logaddexp.reduce([self.likely(told, place) for place in moved], axis=0) - np.log(len(parts))
        ratios = np.exp(over.reshape(draws, users) + self.likely(told, inside) - mixed)
        return np.asarray(ratios.mean(axis=0) + ratios.std(axis=0) / np.sqrt(draws))

    def likely(self, told: Floats, heads: Floats) -> Floats:
        """The log-likelihood of every draw at one head a user, shape (draws, users)."""
        panel = self.panel
        own = np.add.reduceat(panel.traits[panel.chosen], panel.first, axis=0)
        partition = (own * heads).sum(axis=1) - panel.odds(heads)[0]
        return np.asarray(np.einsum("bnf,nf->bn", told, heads) - partition)


def drawn_from(panel: Panel, heads: Floats, rng: np.random.Generator) -> Panel:
    """Answers drawn at given heads."""
    utility = np.einsum("rf,rf->r", panel.traits, heads[panel.person]) + rng.gumbel(size=len(panel.traits))
    top = np.repeat(np.maximum.reduceat(utility, panel.starts), panel.sizes)
    return panel.like(chosen=np.flatnonzero(utility == top))


def logs_over(drawn: Panel, law: Law, weights: Weights, basis: Floats) -> Floats:
    """The logs of prediction over average, answers by answers."""
    told = predict(drawn, law)
    information = drawn.information(drawn.odds(told.heads)[1])
    return told.likely - weighted(drawn, information, weights, basis, gain=1e-2)[1]


def largest(ratio: Ratio, rng: np.random.Generator, again: int = 1) -> Floats:
    """Search every user's largest expectation over the heads of the subspace; its logarithm, at least 0.

    Parameters
    ----------
    ratio : Ratio
    rng : Generator
    again : int
        How often the expectation is estimated at the two best heads that were found; once is what the search itself
        has seen, the largest of many noisy estimates and too large by that.
    """
    users = len(ratio.law.heads)
    if not ratio.basis.shape[1]:
        return np.zeros(users)
    root, centre = np.linalg.cholesky(np.linalg.inv(ratio.weights.precision)), ratio.weights.centre
    parts = ratio.parts(rng)
    heads: Floats = centre
    top: Floats = np.zeros(users)
    for share in MULTIPLES:
        heads, top = better(ratio.at(share * centre, parts, rng), share * centre, heads, top)
    multiple = heads
    for length in WALK:
        tried = heads + length * times(root, rng.standard_normal(centre.shape))
        heads, top = better(ratio.at(tried, parts, rng), tried, heads, top)
    if again > 1:
        looks = [[ratio.at(z, ratio.parts(rng), rng) for z in (multiple, heads)] for _ in range(again)]
        top = np.mean(looks, axis=0).max(axis=0)
    return np.maximum(np.log(top), 0)


def better(value: Floats, tried: Floats, heads: Floats, top: Floats) -> tuple[Floats, Floats]:
    """For every user the head with the larger value, and that value."""
    return np.where((value > top)[:, None], tried, heads), np.maximum(value, top)
