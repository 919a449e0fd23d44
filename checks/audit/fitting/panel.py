"""Choices as one flat panel: every user's log-likelihood, its gradient and its information, all users at once.

Rows are alternatives, tasks are runs of rows, users are runs of tasks. A panel may be cut to some tasks or users, and
seen along some directions: a basis B of shape (f, r) turns heads w = B z into r coordinates z a user.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, reduce
from typing import Protocol

import numpy as np

from checks.audit.reading.choices import Choices
from checks.audit.reading.numbers import Array, Floats

LAYOUT = ("starts", "first", "even", "owner", "person", "alike")
"""What of a panel depends neither on features nor on answers."""


def times(matrices: Floats, vectors: Floats) -> Floats:
    """A matrix times a vector for everybody, by the last axes."""
    return np.asarray((matrices @ vectors[..., None])[..., 0])


@dataclass(frozen=True)
class Panel:
    """Tasks of users, flat.

    Attributes
    ----------
    traits : array, shape (rows, f)
        Features less the mean of their task, in coordinates where rewards are scalar products.
    sizes : array, shape (tasks,)
        Alternatives of every task.
    chosen : array, shape (tasks,)
        The chosen row.
    tasks : array, shape (users,)
        Tasks of every user; each has one at least.
    """

    traits: Floats
    sizes: Array
    chosen: Array
    tasks: Array

    @property
    def shape(self) -> tuple[int, ...]:
        """Users."""
        return (len(self.tasks),)

    @cached_property
    def starts(self) -> Array:
        """First row of every task."""
        return np.asarray(np.cumsum(self.sizes) - self.sizes)

    @cached_property
    def first(self) -> Array:
        """First task of every user."""
        return np.asarray(np.cumsum(self.tasks) - self.tasks)

    @cached_property
    def even(self) -> int:
        """The alternatives of a task where all have the same number, else 0; sums over tasks are then faster."""
        return int(self.sizes[0]) if len(self.sizes) and (self.sizes == self.sizes[0]).all() else 0

    @property
    def level(self) -> int:
        """The rows of a user where all have the same number, else 0."""
        return self.alike[0][1].shape[1] if len(self.alike) == 1 and self.traits.shape[1] else 0

    @cached_property
    def owner(self) -> Array:
        """Whose every task is."""
        return np.repeat(np.arange(len(self.tasks)), self.tasks)

    @cached_property
    def person(self) -> Array:
        """Whose every row is."""
        return np.repeat(self.owner, self.sizes)

    def like(self, traits: Floats | None = None, chosen: Array | None = None) -> Panel:
        """The same tasks with other features or other answers; how they are laid out is found once for all."""
        other = Panel(
            self.traits if traits is None else traits, self.sizes, self.chosen if chosen is None else chosen, self.tasks
        )
        vars(other).update({name: getattr(self, name) for name in LAYOUT})
        return other

    def answered(self, heads: Floats, rng: np.random.Generator) -> Panel:
        """The same tasks with answers drawn at one head of every user."""
        utility = np.einsum("rf,rf->r", self.traits, heads[self.person]) + rng.gumbel(size=len(self.traits))
        top = np.repeat(np.maximum.reduceat(utility, self.starts), self.sizes)
        return self.like(chosen=np.flatnonzero(utility == top))

    def cut(self, tasks: Array) -> tuple[Panel, Array]:
        """Keep the tasks of a mask; return the panel of them, and which users still have one."""
        rows = np.repeat(tasks, self.sizes)
        place = np.cumsum(rows) - 1
        left, counts = np.unique(self.owner[tasks], return_counts=True)
        return Panel(self.traits[rows], self.sizes[tasks], place[self.chosen[tasks]], counts), left

    def only(self, users: Array) -> Panel:
        """Keep the users of a mask."""
        return self if users.all() else self.cut(np.repeat(users, self.tasks))[0]

    def along(self, basis: Floats) -> Panel:
        """The same panel seen along some directions."""
        return self.like(traits=self.traits @ basis)

    def utility(self, heads: Floats) -> Floats:
        """What every row is worth to its user, shape (rows,)."""
        if self.level:
            return np.asarray((self.traits.reshape(len(heads), self.level, -1) @ heads[:, :, None]).ravel())
        return np.asarray(np.einsum("rf,rf->r", self.traits, heads[self.person]))

    def odds(self, heads: Floats) -> tuple[Floats, Floats]:
        """The log-likelihood of every user with these heads, and the chance of every row."""
        utility = self.utility(heads)
        top = self._by_task(np.maximum, utility)
        odds = np.exp(utility - np.repeat(top, self.sizes))
        totals = self._by_task(np.add, odds)
        likely = utility[self.chosen] - top - np.log(totals)
        return np.add.reduceat(likely, self.first), odds / np.repeat(totals, self.sizes)

    def _by_task(self, step: np.ufunc, values: Floats) -> Floats:
        """Take the values of every task's rows together, two at a time."""
        if self.even:
            return np.asarray(reduce(step, values.reshape(-1, self.even).T))
        return np.asarray(step.reduceat(values, self.starts))

    def score(self, chances: Floats) -> Floats:
        """The gradient of every user's log-likelihood, shape (users, f)."""
        rest = -chances
        rest[self.chosen] += 1
        return np.asarray(np.add.reduceat(rest[:, None] * self.traits, self.starts[self.first], axis=0))

    @cached_property
    def alike(self) -> list[tuple[Array, Array]]:
        """Users with the same number of rows together: who, and which rows, shape (users, rows)."""
        rows = np.add.reduceat(self.sizes, self.first) if len(self.tasks) else np.zeros(0, dtype=int)
        begin = self.starts[self.first]
        groups = [np.flatnonzero(rows == count) for count in np.unique(rows)]
        return [(users, begin[users][:, None] + np.arange(rows[users[0]])) for users in groups]

    def means(self, chances: Floats) -> Floats:
        """The mean features of every task by the chances of its rows, shape (tasks, f)."""
        if self.even:
            shape = len(self.sizes), self.even
            return np.asarray(np.einsum("nj,njf->nf", chances.reshape(shape), self.traits.reshape(*shape, -1)))
        return np.asarray(np.add.reduceat(chances[:, None] * self.traits, self.starts, axis=0))

    def information(self, chances: Floats) -> Floats:
        """Minus the second derivative of every user's log-likelihood, shape (users, f, f)."""
        size = self.traits.shape[1]
        centred = np.repeat(self.means(chances), self.sizes, axis=0)
        np.subtract(self.traits, centred, out=centred)
        centred *= np.sqrt(chances)[:, None]
        if self.level:
            each = centred.reshape(len(self.tasks), self.level, size)
            return np.asarray(each.transpose(0, 2, 1) @ each)
        result = np.empty((len(self.tasks), size, size))
        for users, rows in self.alike:
            part = centred[rows]
            result[users] = part.transpose(0, 2, 1) @ part
        return result


def panel_of(choices: Choices, dual: Floats) -> Panel:
    """Prepare choices in the dual coordinates of a metric (see `checks.audit.fitting.logit.metric`)."""
    counts = np.bincount(choices.owner, minlength=len(choices.users))
    return Panel(choices.spread() @ dual.T, np.diff(choices.starts), choices.chosen, counts)


class Likelihood(Protocol):
    """Answers with a log-likelihood: one of every user (a panel), or many drawn for every user."""

    @property
    def shape(self) -> tuple[int, ...]:
        """Whose heads there are."""

    def odds(self, heads: Floats, /) -> tuple[Floats, Floats]:
        """The log-likelihoods at some heads, and the chance of every alternative."""

    def score(self, chances: Floats, /) -> Floats:
        """The gradients of the log-likelihoods."""

    def information(self, chances: Floats, /) -> Floats:
        """Minus the second derivatives of the log-likelihoods."""


@dataclass(frozen=True)
class Fit:
    """Penalised maximum-likelihood heads.

    Attributes
    ----------
    heads : array, shape (..., f)
        Of every user, or of every draw of every user.
    likely : array, shape (...)
        Log-likelihoods there, without the penalty.
    chances : array
        Of every alternative.
    precision : array, shape (..., f, f)
        Information plus penalty there.
    """

    heads: Floats
    likely: Floats
    chances: Floats
    precision: Floats


def newton(
    given: Likelihood, penalty: Floats, centre: Floats, start: Floats | None = None, steps: int = 30, gain: float = 1e-5
) -> Fit:
    """Maximise ℓ(w) − ½ (w − centre)ᵀ penalty (w − centre) for everybody, by Newton steps halved until they help.

    Parameters
    ----------
    given : Likelihood
    penalty : array, shape (..., f, f)
        Positive definite; the same for all, or one each.
    centre : array, shape (..., f)
    start : array, shape (..., f), optional
    steps : int
        At most so many.
    gain : float
        Stop where no user's objective can rise by more than this.
    """
    heads = np.array(np.broadcast_to(centre, (*given.shape, centre.shape[-1]))) if start is None else start
    likely, chances = given.odds(heads)
    for step in range(steps + 1):
        away = heads - centre
        pull = times(penalty, away)
        value = likely - (pull * away).sum(axis=-1) / 2
        slope = given.score(chances) - pull
        precision = given.information(chances) + penalty
        move = np.linalg.solve(precision, slope[..., None])[..., 0]
        if step == steps or (move * slope).sum(axis=-1).max(initial=0) < gain:
            break
        heads, likely, chances = _climb(given, penalty, centre, heads, move, value)
    return Fit(heads, likely, chances, precision)


def _climb(
    given: Likelihood, penalty: Floats, centre: Floats, heads: Floats, move: Floats, value: Floats
) -> tuple[Floats, Floats, Floats]:
    """Go along Newton's moves, halved for the users whom they make worse."""
    share = np.ones(heads.shape[:-1])
    for _ in range(12):
        there = heads + share[..., None] * move
        likely, chances = given.odds(there)
        away = there - centre
        worse = likely - (times(penalty, away) * away).sum(axis=-1) / 2 < value - 1e-12 - 1e-12 * np.abs(value)
        if not worse.any():
            break
        share[worse] /= 2
    return there, likely, chances
