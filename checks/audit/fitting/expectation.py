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

from checks.audit.fitting.average import Weights, known_before, weighted
from checks.audit.fitting.block import Answered, Block, block_of
from checks.audit.fitting.panel import Panel, times
from checks.audit.fitting.prediction import Law, predict
from checks.audit.reading.numbers import Array, Floats
from checks.audit.running.session import tick

PLACES = 12
"""Parts off the subspace; from each an answer is drawn."""

MULTIPLES = (0.0, 0.5, 1.0, 1.5, 2.0, 4.0, 8.0, 16.0)
"""Multiples of the expected head that are tried."""

STEPS = (1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 4.0, 4.0)
"""Lengths of steps from the best multiple to other heads that are tried, in spreads of the weights."""

ANEW = len(MULTIPLES) // 2
"""How often answers are drawn anew at each of two heads, so that a look costs as much as a stage of the search."""

DRAWN = len(MULTIPLES) * PLACES
"""Answers of every user that are drawn at a time."""

MOST = 1e7
"""Numbers that are kept at a time; fewer answers are drawn at a time for a user with many tasks, or with wide ones."""


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
    def block(self) -> Block:
        """The predicted tasks, padded."""
        return block_of(self.panel).block

    def only(self, users: Array) -> Ratio:
        """Keep some users, given in increasing order."""
        mask = np.isin(np.arange(len(self.expected)), users)
        return Ratio(self.panel.only(mask), self.law.only(users), self.expected[users], self.basis)

    def parts(self, rng: np.random.Generator, sets: int = 1) -> Floats:
        """Draw parts of heads off the subspace, as they are predicted, shape (users, sets, places, f)."""
        law = self.law
        normal = rng.standard_normal((len(law.heads), sets * PLACES, law.heads.shape[1]))
        whole = law.heads[:, None] + normal @ np.linalg.cholesky(law.spreads).transpose(0, 2, 1)
        off = whole - whole @ (self.basis @ self.weights.projection).transpose(0, 2, 1)
        return np.asarray(off.reshape(len(off), sets, PLACES, -1))

    def at(self, heads: Floats, parts: Floats, rng: np.random.Generator) -> Floats:
        """Draw weighted ratios at some heads of every user, shape (users, tried, places); their means are wanted.

        Parameters
        ----------
        heads : array, shape (users, tried, r)
            In the coordinates of the basis.
        parts : array, shape (users, 1, places, f), or one such for each try
            Parts of heads off the subspace.
        rng : Generator
        """
        tried = heads.shape[1]
        parts = np.broadcast_to(parts, (len(parts), tried, *parts.shape[2:]))
        pieces = np.array_split(np.arange(tried), min(tried, int(1 + self.block.off.size * tried * PLACES / MOST)))
        return np.concatenate([self._at(heads[:, some], parts[:, some], rng) for some in pieces], axis=1)

    def _at(self, heads: Floats, parts: Floats, rng: np.random.Generator) -> Floats:
        """Draw for some of the heads, all at once."""
        tick()
        inside = heads @ self.basis.T
        moved = inside[:, :, None] + parts
        less, chances = self.block.odds(moved.reshape(len(moved), -1, moved.shape[-1]))
        drawn = self.block.answered(chances, rng)
        over = self.over(drawn).reshape(moved.shape[:3])
        told = drawn.told.reshape(moved.shape)
        own = times(told, inside) - self.block.odds(inside)[0][:, :, None]
        others = told @ moved.transpose(0, 1, 3, 2) - less.reshape(moved.shape[:3])[:, :, None]
        return np.asarray(np.exp(over + own - np.logaddexp.reduce(others, axis=3) + np.log(PLACES)))

    def over(self, drawn: Answered) -> Floats:
        """The logs of prediction over average for some answers, shape (users, draws)."""
        told, weights = predict(drawn, self.law), self.weights
        seen = drawn.along(self.basis)
        held = seen.information(drawn.odds(told.heads)[1])
        start = told.heads @ weights.projection.transpose(0, 2, 1)
        each = Weights(weights.projection[:, None], weights.centre[:, None], weights.precision[:, None])
        return told.likely - weighted(seen, held, each, gain=1e-2, start=start)[1]


@dataclass(frozen=True)
class Found:
    """Where every user's expectation was largest in a search.

    Attributes
    ----------
    heads : array, shape (users, 2, r)
        The best multiple of the expected head, and the best of all heads that were tried.
    top : array, shape (users,)
        The expectation as the search has seen it: the largest of many noisy estimates, and too large by that.
    """

    heads: Floats
    top: Floats


def search(ratio: Ratio, rng: np.random.Generator) -> Found:
    """Search every user's largest expectation over the heads of the subspace."""
    centre, parts = ratio.weights.centre, ratio.parts(rng)
    multiples = np.reshape(MULTIPLES, (-1, 1)) * centre[:, None]
    values = above(ratio.at(multiples, parts, rng))
    multiple = _best(multiples, values)
    root = np.linalg.cholesky(np.linalg.inv(ratio.weights.precision))
    steps = rng.standard_normal((len(centre), len(STEPS), centre.shape[1])) @ root.transpose(0, 2, 1)
    others = multiple[:, None] + np.reshape(STEPS, (-1, 1)) * steps
    values = np.concatenate([values, above(ratio.at(others, parts, rng))], axis=1)
    top = _best(np.concatenate([multiples, others], axis=1), values)
    return Found(np.stack([multiple, top], axis=1), values.max(axis=1))


def _best(tried: Floats, values: Floats) -> Floats:
    """Every user's head with the largest value."""
    return np.asarray(tried[np.arange(len(tried)), values.argmax(axis=1)])


def again(ratio: Ratio, found: Found, rng: np.random.Generator) -> Floats:
    """Draw weighted ratios anew at the two heads that were found, shape (users, 2, draws).

    The largest of the many noisy means of a search is too large; these means have not been chosen.
    """
    parts = np.tile(ratio.parts(rng, ANEW), (1, 2, 1, 1))
    return ratio.at(np.repeat(found.heads, ANEW, axis=1), parts, rng).reshape(len(found.top), 2, -1)


def above(ratios: Floats) -> Floats:
    """The mean along the last axis, and one standard error."""
    return np.asarray(ratios.mean(axis=-1) + ratios.std(axis=-1) / np.sqrt(ratios.shape[-1]))
