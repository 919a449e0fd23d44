"""The random populations of the checks as Hypothesis strategies, for tests and conjectures that should shrink."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from checks.populations import factored as _factored
from checks.populations import linear as _linear
from checks.populations import offline as _offline
from checks.populations import online as _online
from checks.populations import parts as _parts
from checks.populations.every_kind import every_kind
from checks.populations.source import Source
from theory.instance import Instance, Vector

T = TypeVar("T")


class Hypothetical(Source):
    """Choices by Hypothesis, which shrinks them towards the first and the smallest."""

    def __init__(self, draw: DrawFn) -> None:
        self._draw = draw

    def whole(self, low: int, high: int) -> int:
        """Return a whole number from low to high, both included."""
        return low if low == high else self._draw(_between(low, high))


@cache
def _between(low: int, high: int) -> SearchStrategy[int]:
    """Return the strategy of a range, the same object each time, so that it is made ready once."""
    return st.integers(low, high)


@st.composite
def _drawn(draw: DrawFn, population: Callable[[Source], Any]) -> Any:
    return population(Hypothetical(draw))


def strategy(population: Callable[[Source], T]) -> SearchStrategy[T]:
    """Return the strategy that draws from a population."""
    found: SearchStrategy[T] = _drawn(population)
    return found


def distributions(size: int, zeros: bool = False) -> SearchStrategy[Vector]:
    """Draw a probability vector; masses may be as small as 1/1000, and 0 with ``zeros``."""
    return strategy(partial(_parts.distribution, size=size, zeros=zeros))


def rationals() -> SearchStrategy[Any]:
    """Draw small rationals: mostly whole numbers, so that ties are common, and a few decimals."""
    return st.sampled_from(_parts.FINE)


def _public(population: Callable[..., Instance]) -> Callable[..., SearchStrategy[Instance]]:
    def options(*arguments: Any, **named: Any) -> SearchStrategy[Instance]:
        return strategy(lambda choose: population(choose, *arguments, **named))

    options.__name__, options.__doc__ = population.__name__, population.__doc__
    return options


online = _public(_online.online)
confusing = _public(_online.confusing)
exploring = _public(_online.exploring)
mirrored = _public(_online.mirrored)
slates = _public(_online.slates)
blind = _public(_online.blind)
revealing = _public(_online.revealing)
offline = _public(_offline.offline)
untold = _public(_offline.untold)
linear = _public(_linear.linear)
polytopes = _public(_linear.polytopes)
segments = _public(_linear.segments)
factored = _public(_factored.factored)
one_hot = _public(_factored.one_hot)
trained = _public(_factored.trained)


def instances() -> SearchStrategy[Instance]:
    """Draw an instance of any kind."""
    return strategy(every_kind)
