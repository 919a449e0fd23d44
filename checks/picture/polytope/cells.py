"""Cells of a class of one or two parameters as intervals and polygons, exact."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from theory.exact.linear import dot
from theory.instance import Vector
from theory.polytope.continuous import ContinuousClass
from theory.polytope.hull import extreme
from theory.polytope.region import Region


def corners(region: Region) -> list[Vector]:
    """Return the ends of an interval, or the corners of a polygon in order around it.

    Raises
    ------
    InputError
        When the region is empty.

    Examples
    --------
    >>> from theory.instance import Box
    >>> triangle = Region.of(Box((Fraction(0),) * 2, (Fraction(1),) * 2)).within([(Fraction(1), Fraction(-1))])
    >>> [[int(x) for x in corner] for corner in corners(triangle)]
    [[0, 0], [1, 0], [1, 1]]
    """
    axes = [tuple(int(i == j) for j in range(region.dimension)) for i in range(region.dimension)]
    ends = [(-extreme(region, tuple(-x for x in axis)).value, extreme(region, axis).value) for axis in axes]
    if len(ends) == 1:
        return [(end,) for end in ends[0]]
    (left, right), (low, high) = ends
    polygon: list[Vector] = [(left, low), (right, low), (right, high), (left, high)]
    for normal, bound in zip(region.normals, region.bounds, strict=True):
        polygon = cut(polygon, normal, bound)
    return polygon


def cut(polygon: Sequence[Vector], normal: Vector, bound: Fraction) -> list[Vector]:
    """Return the part of a convex polygon with ⟨normal, x⟩ ≤ bound (Sutherland and Hodgman), no corner twice."""
    kept: list[Vector] = []
    for here, after in zip(polygon, [*polygon[1:], *polygon[:1]], strict=True):
        inside, follows = bound - dot(normal, here), bound - dot(normal, after)
        if inside >= 0:
            kept.append(here)
        if inside * follows < 0:
            share = inside / (inside - follows)
            kept.append(tuple(a + share * (b - a) for a, b in zip(here, after, strict=True)))
    return list(dict.fromkeys(kept))


def exposed(problem: ContinuousClass, policy: Sequence[int]) -> list[Vector]:
    """Return the directions that a policy exposes, one of each with its opposite and multiples."""
    found: dict[Vector, Vector] = {}
    for seen in problem.exposed(policy):
        first = next(x for x in seen.direction if x)
        found.setdefault(tuple(x / first for x in seen.direction), seen.direction)
    return list(found.values())
