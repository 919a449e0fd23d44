"""T23 on a class without interior: responses with different heads coincide on all of it.

Where Θ has interior points, different heads suffice for distinct responses. Distinct responses given, T23 needs none.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from numpy.random import Generator

from checks.refute.drawing.polytopes import polytope
from checks.refute.dropped.standard import observe_without
from checks.refute.searching.observation import Dropped, Observation
from theory.instance import Box, Heads, Instance


def thin(rng: Generator) -> Instance:
    """Draw a polytope, one of whose parameters is known."""
    drawn = polytope(rng)
    models, truth = drawn.models, drawn.truth
    assert isinstance(models, Heads) and isinstance(models.parameters, Box) and isinstance(truth, tuple)
    box, last = models.parameters, truth[-1]
    assert isinstance(last, Fraction)
    known = Box((*box.lower[:-1], last), (*box.upper[:-1], last), box.inequalities)
    return replace(drawn, models=Heads(models.vectors, known))


def observe(instance: Instance) -> Observation | None:
    """Find such a class in which all heads of a context differ, and the two sides of T23 differ."""
    models = instance.models
    if not isinstance(models, Heads) or not isinstance(models.parameters, Box):
        return None
    box = models.parameters
    flat = any(low is not None and low == high for low, high in zip(box.lower, box.upper, strict=True))
    if not flat or any(len(set(block)) < len(block) for block in models.vectors):
        return None
    return observe_without("T23", "distinct-responses", instance)


DROPPED = Dropped("T23", "interior", thin, observe)
"""The search."""
