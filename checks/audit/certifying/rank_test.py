"""How many dimensions the heads behind some choices certainly span: a test that no head law can fool.

"The heads lie in r dimensions" is tried upwards from r = 0. Every user's tasks are cut in two halves without looking at
the answers. One half predicts the other (`checks.audit.fitting.prediction`): q, a probability of its answers. For a
subspace V of r dimensions D is the likelihood averaged over heads in V (`checks.audit.fitting.average`), never below a
stated fraction of the best one (`checks.audit.fitting.subspace`), and κ the largest expectation of q / D at any head
in V (`checks.audit.fitting.expectation`). If V holds all heads, the product of q / (κ D) over users has expectation at
most 1, whatever the heads, the design and the numbers of users and tasks; by Markov it exceeds 1/α with chance at most
α. The least over V is what counts. Both halves predict each other and the two ratios are averaged, which keeps that.
Averages do not fit the answers they explain, as best likelihoods do, so that a user's own coordinates cost no power.

Only users expected to say more than their own free coordinates cost are used; who they are is decided from the
training half and the design alone. Users whose answers are copies of another's count once (see `Weighed`).
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise

import numpy as np

from checks.audit.fitting.average import FAITH, Known, averaged, best, known_before, projected
from checks.audit.fitting.cost import ceiling, cost
from checks.audit.fitting.expectation import Ratio
from checks.audit.fitting.panel import Panel, times
from checks.audit.fitting.prediction import Law, learn, posteriors, predicted
from checks.audit.fitting.subspace import bounds
from checks.audit.reading.choices import Choices
from checks.audit.reading.numbers import Array, Floats

WASTED = 5.0
"""A half whose evidence is this far (in nats) below what certifies is not looked at further: it then counts as none."""


COORDINATE = 0.05
"""What a dimension of the subspace is expected to cost a user, in nats."""

PLENTY, FEW = 2000.0, 50
"""Users are taken in the order of what they are expected to say until it is plenty, and a few at least."""

GUESSED = 8
"""Times the weakest directions are guessed."""


@dataclass(frozen=True)
class Side:
    """One half predicted from the other.

    Attributes
    ----------
    panel : Panel
        The predicted half; users without tasks in it are left out.
    law : Law
        Learnt from the other half, of these users.
    moment : array, shape (f, f)
        Second moment of the heads as the other half tells it.
    predicted : array, shape (users,)
        Log-probabilities of the answers.
    heads : array, shape (users, f)
        Posterior means after both halves: a place to start from.
    copies : array, shape (users,)
        The first user with the same tasks and answers.
    worth : array, shape (users, f, f)
        Expected information of the predicted half.
    surprise : array, shape (2, users)
        The log-probabilities less their expectations, and their variances.
    """

    panel: Panel
    law: Law
    moment: Floats
    predicted: Floats
    heads: Floats
    copies: Array
    worth: Floats
    surprise: Floats

    def known(self) -> Known:
        """The predicted half with what the other one tells of the heads."""
        information = self.panel.information(self.panel.odds(self.heads)[1])
        return known_before(self.panel, self.law.heads, self.law.spreads, self.worth, information)


@dataclass(frozen=True)
class Cut:
    """One way to cut everybody's tasks: the law learnt from one part predicts the other.

    Attributes
    ----------
    panel : Panel
    training : array of bool, shape (tasks,)
    copies : array, shape (users,)
        The first user with the same tasks and answers.
    mean, covariance : array
        Of the law of the heads, learnt from the training part.
    """

    panel: Panel
    training: Array
    copies: Array
    mean: Floats
    covariance: Floats

    @property
    def moment(self) -> Floats:
        """The second moment of the law, shape (f, f)."""
        return np.asarray(self.covariance + np.outer(self.mean, self.mean))

    def side(self, covariance: Floats) -> Side:
        """Predict the other part with a law of this covariance."""
        law = posteriors(self.panel, self.training, self.mean, covariance)
        test, left = self.panel.cut(~self.training)
        own = Law(law.mean, law.covariance, law.heads[left], law.spreads[left])
        likely, heads, surprise = predicted(test, own)
        worth = test.information(test.odds(own.heads / 2)[1])
        _, again = np.unique(self.copies[left], return_inverse=True)
        return Side(test, own, self.moment, likely, heads, again, worth, surprise)


def cut(panel: Panel, training: Array, copies: Array) -> Cut:
    """Learn the law of the heads from the tasks of a mask."""
    return Cut(panel, training, copies, *learn(panel.cut(training)[0]))


def expected(half: Side, rank: int, fixed: Floats, more: float = 1.0) -> Floats:
    """What each user of a half is expected to add to the evidence against ``rank`` dimensions, in nats.

    The law of the heads loses its weakest directions; the expected log of prediction over average is then the
    divergence of two Gaussian laws of an estimate, less what is divided out. Which directions are the weakest is itself
    uncertain: the mean is taken over moments of users drawn with replacement.

    Parameters
    ----------
    half : Side
    rank : int
    fixed : array, shape (f, c)
        Directions that are granted.
    more : float
        Had everybody so many times the tasks.
    """
    prior = np.linalg.inv(half.law.covariance)
    precision = prior + more * (np.linalg.inv(half.law.spreads) - prior)
    rng, heads = np.random.default_rng(len(half.predicted)), half.law.heads
    told = [heads[rng.integers(0, len(heads), len(heads))] for _ in range(GUESSED)]
    bases = [np.column_stack([fixed, places(again.T @ again, rank, fixed)]) for again in told]
    gains = [_divergence(half, basis, precision, more * half.worth) for basis in bases]
    return np.asarray(np.mean(gains, axis=0) - COORDINATE * (rank + fixed.shape[1]))


def _divergence(half: Side, basis: Floats, precision: Floats, worth: Floats) -> Floats:
    size, spread = len(half.law.mean), np.linalg.inv(precision)
    flat = basis @ projected(worth + FAITH * precision, basis)
    inside, off = flat @ spread @ flat.transpose(0, 2, 1), half.law.heads - times(flat, half.law.heads)
    under, over = np.eye(size) + worth @ inside, np.eye(size) + worth @ spread
    gain = np.trace(np.linalg.solve(under, over), axis1=1, axis2=2) - size
    gain += np.linalg.slogdet(under)[1] - np.linalg.slogdet(over)[1]
    gain += (off * times(np.linalg.solve(under, worth), off)).sum(axis=1)
    return np.asarray(gain / 2)


@dataclass(frozen=True)
class Weighed:
    """One half against a rank, before κ is divided out.

    A user whose tasks and answers are all those of another one may be a copy. Of such users the first one's
    ratio counts, or the product of all of theirs where that is smaller: a ratio that is valid whether they are copies
    or people who happen to agree.

    Attributes
    ----------
    over : array, shape (users,)
        The logs of prediction over average, at the subspace where the average is largest.
    group : array, shape (users,)
        Users with the same number may be copies.
    single : array of bool, shape (users,)
        The first one of each group.
    ratio : Ratio
        Prediction and average of these users.
    """

    over: Floats
    group: Array
    single: Array
    ratio: Ratio

    def less(self, cost: float) -> float:
        """The evidence where so much is divided out for each user, as a log."""
        over = self.over - cost
        return float(np.minimum(over[self.single], np.bincount(self.group, over)).sum())

    def evidence(self, threshold: float, seed: int) -> float:
        """The log of the ratio q / (κ average), as close as a threshold needs it."""
        return self.less(cost(self.ratio, self.less, threshold, seed))


def weighed(half: Side, rank: int, fixed: Floats, threshold: float) -> Weighed | None:
    """Hold one half against heads in ``rank`` dimensions beside the fixed ones; ``None`` where it tells too little.

    Parameters
    ----------
    half : Side
    rank : int
    fixed : array, shape (f, c)
        Directions that are granted.
    threshold : float
        The evidence that certifies; far below it nothing is looked at further.
    """
    use = used(expected(half, rank, fixed))
    if not use.any():
        return None
    _, group = np.unique(half.copies[use], return_inverse=True)
    single = np.zeros(use.sum(), dtype=bool)
    single[np.unique(group, return_index=True)[1]] = True
    known, predicted = half.known().only(use), half.predicted[use]

    def enough(reached: Floats) -> bool:
        return bool((predicted[single] - reached).sum() < threshold - WASTED)

    heads = half.heads[use][single]
    starts = [places(moment, rank, fixed) for moment in (heads.T @ heads, half.moment)]
    basis = np.linalg.qr(best(known.only(single), starts, fixed, enough))[0]
    reached = averaged(known, basis).logs
    if enough(reached[single]):
        return None
    reached = np.maximum(reached, bounds(known.panel, basis) - ceiling(basis.shape[1]))
    ratio = Ratio(known.panel, half.law.only(use), half.worth[use], basis)
    return Weighed(predicted - reached, group, single, ratio)


def used(worth: Floats) -> Array:
    """The users who are used, by what each is expected to say in nats: the most telling ones, until it is plenty."""
    order = np.argsort(-worth, kind="stable")
    told = np.concatenate([[0.0], np.cumsum(worth[order])[:-1]])
    use = np.zeros(len(worth), dtype=bool)
    use[order[(worth[order] > 0) & ((told < PLENTY) | (np.arange(len(worth)) < FEW))]] = True
    return use


def places(moment: Floats, rank: int, fixed: Floats) -> Floats:
    """The strongest directions of a second moment beside the fixed ones, shape (f, rank)."""
    size = len(moment)
    off = np.eye(size) - fixed @ np.linalg.pinv(fixed)
    return np.asarray(np.linalg.eigh(off @ moment @ off)[1][:, size - rank :])


def half_of_each(choices: Choices, seed: int) -> Array:
    """Draw half of every user's tasks (one less where odd), from the tasks alone and not from the answers.

    People who face the same tasks get the same half, so that copies of a person are copies in both halves. The draw
    does not depend on the names or the units of anything.
    """
    codes = np.column_stack([np.unique(column, return_inverse=True)[1] for column in choices.values.T])
    counts = np.bincount(choices.owner, minlength=len(choices.users))
    ends = np.cumsum(counts)
    result = np.zeros(len(choices.owner), dtype=bool)
    for end, count in zip(ends, counts, strict=True):
        rows = codes[choices.starts[end - count] : choices.starts[end]]
        key = blake2b(np.ascontiguousarray(rows).tobytes(), digest_size=8).digest()
        order = np.random.default_rng([seed, int.from_bytes(key, "little")]).permutation(count)
        result[end - count + order[: count // 2]] = True
    return result


def copies_of(choices: Choices) -> Array:
    """For every user the first one with the same tasks and the same answers, shape (users,)."""
    marks = np.zeros((len(choices.values), 2))
    marks[choices.chosen, 0] = marks[choices.starts[:-1], 1] = 1
    whole = np.column_stack([choices.values, marks])
    ends = np.append(choices.starts[np.searchsorted(choices.owner, np.arange(len(choices.users)))], len(whole))
    first: dict[bytes, int] = {}
    keys = [np.ascontiguousarray(whole[a:b]).tobytes() for a, b in pairwise(ends)]
    return np.array([first.setdefault(key, user) for user, key in enumerate(keys)])
