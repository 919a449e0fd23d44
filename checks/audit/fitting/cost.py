"""What averages over a subspace cost: the mean of log κ over users, as close as a decision needs it.

κ is searched for a few users first and for more where that leaves hope; what was found of a user is kept for the next
look. No average lies further below the best likelihood than a stated ceiling, which κ then cannot exceed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from checks.audit.fitting.block import batches
from checks.audit.fitting.expectation import DRAWN, Found, Ratio, above, again, search
from checks.audit.reading.numbers import Array, Floats

DEPTH, DEEPER = 2.0, 3.0
"""See `ceiling`."""

GLANCED, HOPED = 8, 0.6
"""Users looked at first, and the share of their log κ that others may leave; where that is too much, none follow."""

LOOKS = ((24, 1, 0.75), (120, 1, 0.9), (240, 3, 0.0))
"""Users who are looked at, how often at the heads found, and the share of log κ that the next look may leave."""

ROOM = 1.5e5
"""Numbers that are kept at a time for the users who are searched together."""


def ceiling(rank: int) -> float:
    """How far the average may lie below the best likelihood, in nats; no expectation exceeds this, as a log."""
    return DEPTH * rank + DEEPER if rank else 0.0


def cost(whole: Ratio, total: Callable[[float], float], threshold: float, seed: int) -> float:
    """A bound on the mean of log κ over all users, as close as the decision needs.

    Parameters
    ----------
    whole : Ratio
    total : callable
        The evidence where so much is divided out for each user.
    threshold : float
        The evidence that certifies.
    seed : int
        Draws the sample of users, and the answers.
    """
    highest = ceiling(whole.basis.shape[1])
    if total(highest) >= threshold or total(0) < threshold:
        return highest
    sample = Sample(whole, seed)
    if total(HOPED * sample.shortfall(GLANCED)[0]) < threshold:
        return highest
    for users, looks, left in LOOKS:
        mean, most = sample.shortfall(users, looks)
        if total(most) >= threshold or total(left * mean) < threshold:
            break
    return min(most, highest)


@dataclass
class Searched:
    """Users who were searched for together.

    Attributes
    ----------
    users : array
        In increasing order.
    found : Found
    looks : list of array, shape (users, 2, draws)
        Ratios drawn at the heads that were found.
    """

    users: Array
    found: Found
    looks: list[Floats] = field(default_factory=list)

    def kappa(self, looks: int) -> Floats:
        """Estimate every user's largest expectation from so many looks; from none, as the search has seen it."""
        if not looks:
            return self.found.top
        return np.asarray(above(np.concatenate(self.looks[:looks], axis=2)).max(axis=1))


class Sample:
    """Users in the order of a draw, with what was found of the first ones.

    Parameters
    ----------
    whole : Ratio
    seed : int
    """

    def __init__(self, whole: Ratio, seed: int) -> None:
        self.whole = whole
        self.rng = np.random.default_rng(seed)
        self.order = self.rng.permutation(len(whole.law.heads))
        self.searched: list[Searched] = []

    def shortfall(self, users: int, looks: int = 0) -> tuple[float, float]:
        """Estimate the mean of log κ over all users from the first ones; also an upper confidence bound."""
        self._search(users)
        for part in self.searched:
            self._look(part, looks)
        each = np.log(np.concatenate([part.kappa(looks) for part in self.searched]))
        each = np.clip(each, 0, ceiling(self.whole.basis.shape[1]))
        left = 1 - len(each) / len(self.order)
        return float(each.mean()), float(each.mean() + 3 * each.std() * np.sqrt(left / len(each)))

    def _search(self, users: int) -> None:
        """Search for those of the first users who have not been searched for."""
        rest = self.order[sum(len(part.users) for part in self.searched) : users]
        for part in batches(self.whole.panel, rest, DRAWN, ROOM):
            self.searched.append(Searched(part, search(self.whole.only(part), self.rng)))

    def _look(self, part: Searched, looks: int) -> None:
        """Look at some users again until it was so often."""
        if len(part.looks) < looks:
            ratio = self.whole.only(part.users)
            part.looks += [again(ratio, part.found, self.rng) for _ in range(looks - len(part.looks))]
