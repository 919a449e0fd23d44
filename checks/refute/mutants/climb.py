"""Random search with restarts: fresh instances and neighbours of the best so far."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Protocol, TypeVar

from numpy.random import Generator

from checks.refute.drawing.instance_families import Sampler
from checks.refute.mutants.neighbours import neighbour
from theory.instance import Instance


class Scored(Protocol):
    """What a score must have: a ratio, larger is better."""

    @property
    def ratio(self) -> float:
        """What is maximised."""


S = TypeVar("S", bound=Scored)

RESTARTS = 0.25
"""How often a fresh instance is drawn instead of a neighbour of the best so far."""

ASCENT = 1000
"""After so many instances the optimiser starts again from nothing: it may have climbed the wrong hill."""


def climb(
    draw: Sampler, score: Callable[[Instance], S | None], rngs: Iterable[Generator], budget: int
) -> Iterator[tuple[int, Instance, S]]:
    """Yield every new record: how many instances were looked at until then, the instance, and its score.

    Parameters
    ----------
    draw : Sampler
        Draws a fresh instance.
    score : callable
        Scores an instance; ``None`` where there is nothing to score.
    rngs : iterable of Generator
        One an instance, from `checks.refute.searching.search.stream`: the same generators give the same records.
    budget : int
        Instances that are looked at.
    """
    best: tuple[Instance, S] | None = None
    record: float | None = None
    for n, rng in enumerate(islice(rngs, budget)):
        best = best if n % ASCENT else None
        instance = draw(rng) if best is None or rng.random() < RESTARTS else neighbour(rng, best[0])
        scored = score(instance)
        if scored is not None and (best is None or scored.ratio >= best[1].ratio):
            best = instance, scored
            if record is None or scored.ratio > record:
                record = scored.ratio
                yield n + 1, instance, scored
