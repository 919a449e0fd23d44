"""Random polytopes of linear rewards, and truths on either side of a decision boundary."""

from __future__ import annotations

from fractions import Fraction

from numpy.random import Generator

from checks.refute.drawing.random_parts import between, contexts, frozen, number, point, responses, table
from theory.instance import Baseline, Box, Comparators, Explicit, Heads, Inequality, Instance, Rewards, Uniform


def polytope(rng: Generator) -> Instance:
    """Draw a box of at most two parameters, now and then cut, with a truth inside; half of the time a segment."""
    return _drawn(rng, 1 if rng.random() < 0.5 else 2)


def segment(rng: Generator) -> Instance:
    """Draw one parameter between two bounds."""
    return _drawn(rng, 1)


def _drawn(rng: Generator, size: int) -> Instance:
    names = responses(between(rng, 2, 3))
    law = contexts(rng, between(rng, 1, 2))
    heads = [frozen([[Fraction(between(rng, -2, 2)) for _ in range(size)] for _ in names]) for _ in law]
    theta = tuple(number(rng) for _ in range(size))
    lower = tuple(x - Fraction(between(rng, 0, 4), 2) for x in theta)
    upper = tuple(x + Fraction(between(rng, 0, 4), 2) for x in theta)
    further = []
    if rng.random() < 0.3:
        normal = tuple(Fraction(between(rng, -1, 1)) for _ in range(size))
        further.append(Inequality(normal, sum((a * x for a, x in zip(normal, theta, strict=True)), Fraction(1, 2))))
    met: Comparators = Baseline(names[0]) if rng.random() < 0.5 else Uniform()
    return Instance(law, names, met, Heads(tuple(heads), Box(lower, upper, tuple(further))), theta)


def mirrored(rng: Generator) -> Instance:
    """Draw two truths whose best responses change places in the first context."""
    names, law = responses(2), contexts(rng, between(rng, 1, 2))
    step = Fraction(between(rng, 1, 8), 4)
    rest = frozen(table(rng, len(law) - 1, 2))
    plus, minus = ((step, Fraction(0)), *rest), ((Fraction(0), step), *rest)
    if rng.random() < 0.2:
        plus = ((step + 1, Fraction(0)), *rest)
    met: Comparators = Uniform()
    if rng.random() < 0.3:
        met = Explicit((tuple(point(2, between(rng, 0, 1)) for _ in names),) * len(law))
    return Instance(law, names, met, Rewards({"plus": plus, "minus": minus}), "plus")
