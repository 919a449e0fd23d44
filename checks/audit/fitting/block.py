"""The tasks of some users as one array, and many answers of each user to them: what simulated answers are drawn in.

Users with fewer tasks and tasks with fewer alternatives are padded by what tells nothing: a task with one alternative,
an alternative that is never chosen. Draws are the last axis, so that every step is taken for all of them at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from checks.audit.fitting.panel import Panel
from checks.audit.reading.numbers import Array, Floats


@dataclass(frozen=True)
class Block:
    """Tasks of some users.

    Attributes
    ----------
    traits : array, shape (users, tasks, alternatives, f)
        Zeros where padded.
    off : array, shape (users, tasks, alternatives, 1)
        What is added to utilities: 0, and −∞ where an alternative is padded.
    """

    traits: Floats
    off: Floats

    @property
    def widest(self) -> Array:
        """The most alternatives that anybody has at each task, shape (tasks,)."""
        return np.asarray((self.off == 0).sum(axis=2).max(axis=(0, 2), initial=1))

    @cached_property
    def rows(self) -> Floats:
        """All alternatives of a user, shape (users, rows, f)."""
        return self.traits.reshape(len(self.traits), -1, self.traits.shape[-1])

    @cached_property
    def squares(self) -> Floats:
        """Products of the features of every alternative, shape (users, f², rows)."""
        products = self.rows[..., None] * self.rows[..., None, :]
        return products.reshape(*products.shape[:2], -1).transpose(0, 2, 1)

    def along(self, basis: Floats) -> Block:
        """The same tasks seen along some directions."""
        return Block(self.traits @ basis, self.off)

    def odds(self, heads: Floats) -> tuple[Floats, Floats]:
        """What log-likelihoods take from the utilities chosen, shape (users, draws), and the chances of alternatives.

        Parameters
        ----------
        heads : array, shape (users, draws, f)

        Returns
        -------
        tuple of array
            The second of shape (users, tasks, alternatives, draws).
        """
        utility = (self.rows @ heads.transpose(0, 2, 1)).reshape(*self.traits.shape[:3], -1)
        utility += self.off
        top = utility.max(axis=2, keepdims=True)
        odds = np.exp(np.subtract(utility, top, out=utility), out=utility)
        totals = odds.sum(axis=2, keepdims=True)
        odds /= totals
        return (top + np.log(totals)).sum(axis=(1, 2)), odds

    def means(self, weights: Floats) -> Floats:
        """Sum the features of all alternatives with weights, shape (users, draws, f)."""
        return np.asarray((self.rows.transpose(0, 2, 1) @ _flat(weights)).transpose(0, 2, 1))

    def information(self, chances: Floats) -> Floats:
        """Minus the second derivative of the log-likelihood, shape (users, draws, f, f)."""
        size = self.traits.shape[-1]
        means = self.traits.transpose(0, 1, 3, 2) @ chances
        whole = (self.squares @ _flat(chances)).reshape(len(means), size, size, -1)
        whole -= np.einsum("utfd,utgd->ufgd", means, means)
        return whole.transpose(0, 3, 1, 2)

    def answered(self, chances: Floats, rng: np.random.Generator) -> Answered:
        """Draw answers with given chances, shape (users, tasks, alternatives, draws)."""
        below = chances.cumsum(axis=2)
        below /= below[:, :, -1:]
        chosen = (below > rng.random((*chances.shape[:2], 1, chances.shape[3]))).astype(float)
        chosen[:, :, 1:] -= chosen[:, :, :-1].copy()
        return Answered(self, chosen)


@dataclass(frozen=True)
class Answered:
    """Answers of some users to their tasks, several times over.

    Attributes
    ----------
    block : Block
    chosen : array, shape (users, tasks, alternatives, draws)
        1 for what was chosen, else 0.
    """

    block: Block
    chosen: Floats

    @property
    def shape(self) -> tuple[int, int]:
        """Users and draws."""
        return len(self.chosen), self.chosen.shape[-1]

    @cached_property
    def told(self) -> Floats:
        """The sums of the features that were chosen, shape (users, draws, f): all a likelihood needs of the answers."""
        return self.block.means(self.chosen)

    def along(self, basis: Floats) -> Answered:
        """The same answers, the tasks seen along some directions."""
        return Answered(self.block.along(basis), self.chosen)

    def odds(self, heads: Floats) -> tuple[Floats, Floats]:
        """The log-likelihoods at heads of shape (users, draws, f), and the chances of alternatives."""
        less, chances = self.block.odds(heads)
        return np.einsum("udf,udf->ud", self.told, heads) - less, chances

    def score(self, chances: Floats) -> Floats:
        """The gradients of the log-likelihoods, shape (users, draws, f)."""
        return self.told - self.block.means(chances)

    def information(self, chances: Floats) -> Floats:
        """Minus the second derivatives of the log-likelihoods, shape (users, draws, f, f)."""
        return self.block.information(chances)


def _flat(weights: Floats) -> Floats:
    return weights.reshape(len(weights), -1, weights.shape[-1])


def block_of(panel: Panel) -> Answered:
    """Pad a panel; its answers are one draw."""
    turn, place = np.arange(panel.tasks.max(initial=0)), np.arange(panel.sizes.max(initial=1))
    tasks = panel.first[:, None] + np.minimum(turn, panel.tasks[:, None] - 1)
    missing = (turn >= panel.tasks[:, None])[..., None] | (place >= panel.sizes[tasks][..., None])
    rows = panel.starts[tasks][..., None] + np.minimum(place, panel.sizes[tasks][..., None] - 1)
    traits = np.where(missing[..., None], 0, panel.traits[rows])
    chosen = np.where(turn < panel.tasks[:, None], panel.chosen[tasks] - panel.starts[tasks], 0)
    off = np.where(missing & (place > 0), -np.inf, 0)
    return Answered(Block(traits, off[..., None]), (chosen[..., None] == place)[..., None].astype(float))


def batches(panel: Panel, users: Array, draws: int, room: float) -> Iterator[Array]:
    """Deal users out, those with as many tasks together, so that no batch keeps more numbers than there is room for.

    Parameters
    ----------
    panel : Panel
    users : array
        The users who are dealt out.
    draws : int
        Answers of each user.
    room : float
    """
    size, widest = panel.traits.shape[1], np.maximum.reduceat(panel.sizes, panel.first)
    order, done = users[np.lexsort((-widest[users], -panel.tasks[users]))], 0
    while done < len(order):
        left = order[done:]
        rows = int(panel.tasks[left[0]]) * np.maximum.accumulate(widest[left])
        taken = ((draws + size) * rows + draws * size**2) * np.arange(1, len(left) + 1)
        most = max(1, int((taken <= room).sum()))
        yield np.sort(left[:most])
        done += most
