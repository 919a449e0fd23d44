"""Random instances given by heads: finite classes, all of ℝ^d, boxes and polytopes."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from checks.populations.parts import FINE, HALF, comparators, contexts, matrix, responses, vector
from checks.populations.source import Source
from theory.instance import Baseline, Box, Comparators, Everything, Heads, Inequality, Instance, Uniform, Vector

NONE, ONE = Fraction(0), Fraction(1)


def linear(choose: Source, finite: bool = True) -> Instance:
    """Draw an instance given by heads, with a finite class, all of ℝ^d, or a box."""
    here, names = contexts(choose, 3), responses(choose)
    dimension = choose.whole(1, 3)
    heads = tuple(matrix(choose, len(names), dimension) for _ in here)
    theta: Any = vector(choose, dimension)
    parameters: Any = Everything()
    if finite:
        others = [vector(choose, dimension) for _ in range(choose.whole(1, 3))]
        parameters = {"theta": theta} | {f"m{i}": other for i, other in enumerate(others)}
        theta = "theta"
    elif choose.one_in(2):
        lower, upper = (tuple(None if choose.one_in(3) else x + step for x in theta) for step in (-1, 1))
        parameters = Box(lower, upper)
    return Instance(here, names, comparators(choose, len(here), names), Heads(heads, parameters), theta)


def polytopes(choose: Source, dimension: int = 2, most_contexts: int = 3, most_responses: int = 3) -> Instance:
    """Draw an instance given by heads over a bounded polytope, mostly with a truth inside.

    Segments and points, responses that coincide, contexts that do not matter and ties at a corner are all common.
    """
    here, names = contexts(choose, most_contexts), responses(choose, most_responses)
    size = choose.whole(1, dimension)
    heads = tuple(_block(choose, len(names), size) for _ in here)
    theta = vector(choose, size, FINE)
    reach = (NONE, HALF, ONE, ONE, Fraction(2))
    lower, upper = (tuple(x + sign * choose.pick(reach) for x in theta) for sign in (-1, 1))
    further = tuple(_cut(choose, theta) for _ in range(choose.pick((0, 0, 1, 2))))
    law = comparators(choose, len(here), names)
    truth = None if choose.one_in(8) else theta
    return Instance(here, names, law, Heads(heads, Box(lower, upper, further)), truth)


def _block(choose: Source, rows: int, columns: int) -> tuple[Vector, ...]:
    """Draw the heads of a context, in which a response now and then coincides with the first."""
    block = list(matrix(choose, rows, columns))
    if choose.one_in(6):
        block[choose.whole(0, rows - 1)] = block[0]
    return tuple(block)


def _cut(choose: Source, inside: Vector) -> Inequality:
    """Draw an inequality that a parameter meets, perhaps as an equality."""
    normal = vector(choose, len(inside))
    slack = choose.pick((NONE, HALF, ONE))
    return Inequality(normal, sum((a * x for a, x in zip(normal, inside, strict=True)), slack))


def segments(choose: Source) -> Instance:
    """Draw one parameter between bounds around a tie; every response compared with every other, or with the first."""
    here, names = contexts(choose, 2), responses(choose)
    heads = tuple(matrix(choose, len(names), 1) for _ in here)
    theta = choose.pick((ONE, HALF, -ONE, Fraction(2), Fraction(-1, 3)))
    room = choose.pick((NONE, HALF, ONE))
    ends = sorted((theta + (room if theta > 0 else -room), choose.pick((-theta / 2, -theta, NONE))))
    law: Comparators = Baseline(names[0]) if choose.one_in(3) else Uniform()
    return Instance(here, names, law, Heads(heads, Box((ends[0],), (ends[1],))), (theta,))
