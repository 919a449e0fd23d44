"""Shrinking: fewest models, contexts and responses first, then the simplest numbers, as long as it still refutes."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from checks.refute.shrinking.removals import removals
from checks.refute.shrinking.simplify import simplifications
from theory.instance import Instance

Refutes = Callable[[Instance], bool]


def shrink(instance: Instance, refutes: Refutes) -> Instance:
    """Return an instance that still refutes, from which nothing can be removed and no number made simpler.

    Parameters
    ----------
    instance : Instance
        One that refutes.
    refutes : callable
        Whether an instance does.
    """
    while True:
        smaller = _first(removals(instance), refutes) or _first(simplifications(instance), refutes)
        if smaller is None:
            return instance
        instance = smaller


def minimal(instance: Instance, refutes: Refutes) -> bool:
    """Whether no context, response or model can be removed without losing the counterexample."""
    return _first(removals(instance), refutes) is None


def _first(candidates: Iterable[Instance], refutes: Refutes) -> Instance | None:
    return next((candidate for candidate in candidates if refutes(candidate)), None)
