"""The largest expectation that prediction over averaged likelihood has at any head of a subspace.

At the head z the answers have probability p_z, and the ratio of their prediction q to their average D over the subspace
has the expectation E_z[q / D]. It is estimated at several heads of every user by importance sampling: the answers are
drawn from heads z + o, where o is a part of the head off the subspace as the prediction expects it, and weighted by
p_z over the mean of the probabilities at all z + o. Along the subspace p_z and the draws agree, off it the prediction
and the draws agree, so that the weighted ratios vary little. The heads tried are multiples of the expected one, and
then a walk from the best so far.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from checks.audit.fitting.average import Known, averaged, known_before, times
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

    def parts(self, projection: Floats, rng: np.random.Generator) -> Floats:
        """Parts of heads off the subspace, as they are predicted, shape (places, users, f)."""
        law = self.law
        normal = rng.standard_normal((PLACES, *law.heads.shape, 1))
        whole = law.heads + (np.linalg.cholesky(law.spreads) @ normal)[..., 0]
        return np.array([one - times(projection, one) @ self.basis.T for one in whole])

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
        draws = len(parts) * EACH
        inside = heads @ self.basis.T
        moved = inside + parts
        drawn = drawn_from(self.panel.repeated(draws), np.tile(moved, (EACH, 1, 1)).reshape(-1, size), rng)
        known, likely = answers_told(drawn, self.law, self.expected, draws)
        over = likely - averaged(known, self.basis, gain=1e-2).logs
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
    return replace(panel, chosen=np.flatnonzero(utility == top))


def answers_told(drawn: Panel, law: Law, expected: Floats, draws: int) -> tuple[Known, Floats]:
    """Every draw with what is known of its heads, and the log-probability it was predicted with."""
    tiled = Law(law.mean, law.covariance, np.tile(law.heads, (draws, 1)), np.tile(law.spreads, (draws, 1, 1)))
    told = predict(drawn, tiled)
    information = drawn.information(drawn.odds(told.heads)[1])
    expected = np.tile(expected, (draws, 1, 1))
    return known_before(drawn, tiled.heads, tiled.spreads, expected, information), told.likely


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
    law = ratio.law
    users = len(law.heads)
    if not ratio.basis.shape[1]:
        return np.zeros(users)
    weights = known_before(ratio.panel, law.heads, law.spreads, ratio.expected, ratio.expected).within(ratio.basis)
    root, centre = np.linalg.cholesky(np.linalg.inv(weights.precision)), weights.centre
    parts = ratio.parts(weights.projection, rng)
    heads: Floats = centre
    top: Floats = np.zeros(users)
    for share in MULTIPLES:
        heads, top = better(ratio.at(share * centre, parts, rng), share * centre, heads, top)
    multiple = heads
    for length in WALK:
        tried = heads + length * times(root, rng.standard_normal(centre.shape))
        heads, top = better(ratio.at(tried, parts, rng), tried, heads, top)
    if again > 1:
        projection = weights.projection
        looks = [[ratio.at(z, ratio.parts(projection, rng), rng) for z in (multiple, heads)] for _ in range(again)]
        top = np.mean(looks, axis=0).max(axis=0)
    return np.maximum(np.log(top), 0)


def better(value: Floats, tried: Floats, heads: Floats, top: Floats) -> tuple[Floats, Floats]:
    """For every user the head with the larger value, and that value."""
    return np.where((value > top)[:, None], tried, heads), np.maximum(value, top)
