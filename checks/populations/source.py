"""A source of choices: everything random about an instance is a whole number that a source picks.

`Seeded` picks by a seed, for the trials; `checks.strategies` picks by Hypothesis, for tests that shrink.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from random import Random
from typing import TypeVar

from theory.instance import Instance

T = TypeVar("T")


class Source(ABC):
    """Where choices come from."""

    @abstractmethod
    def whole(self, low: int, high: int) -> int:
        """Return a whole number from low to high, both included."""

    def pick(self, items: Sequence[T]) -> T:
        """Return one of some items."""
        return items[self.whole(0, len(items) - 1)]

    def one_in(self, number: int) -> bool:
        """Return true once in so many times."""
        return self.whole(1, number) == number

    def distinct(self, items: Sequence[T], size: int) -> list[T]:
        """Return so many different ones of some items, in random order."""
        left = list(items)
        return [left.pop(self.whole(0, len(left) - 1)) for _ in range(size)]


class Seeded(Source):
    """Uniform choices by a seed: the same ones on every machine and in every version of Python.

    Parameters
    ----------
    seed : str

    Examples
    --------
    >>> choose = Seeded("a seed")
    >>> [choose.whole(1, 6) for _ in range(5)]
    [3, 1, 5, 3, 6]
    """

    def __init__(self, seed: str) -> None:
        self._uniform = Random(seed).random

    def whole(self, low: int, high: int) -> int:
        """Return a whole number from low to high, both included, all equally likely."""
        return low + int(self._uniform() * (high - low + 1))


Population = Callable[[Source], Instance]


def either(*populations: Population) -> Population:
    """Return the population that draws from one of several, all equally likely."""
    return lambda choose: choose.pick(populations)(choose)
