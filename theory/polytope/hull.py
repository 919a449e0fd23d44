"""Models that span the affine hull of a polytope, and the responses that coincide on all of it.

Claim: T23.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from theory.errors import InputError
from theory.exact.linear import dot, nullspace
from theory.exact.linear_program import Infeasible, Optimum, Row, Whole, solve
from theory.instance import Vector
from theory.polytope.continuous import ContinuousClass
from theory.polytope.region import Region

EMPTY = "no parameter satisfies the bounds and inequalities"


@dataclass(frozen=True)
class Hull:
    """The affine hull of a polytope.

    Attributes
    ----------
    points : list of Vector
        Models of the polytope, affinely independent, that span it.
    """

    points: list[Vector]

    @classmethod
    def of(cls, region: Region) -> Hull:
        """Find the points by two exact programs a dimension.

        Raises
        ------
        InputError
            When the polytope is empty.
        """
        first = extreme(region, (0,) * region.dimension)
        points, flat = [first.point], list[Vector]()
        while True:
            known = [tuple(a - b for a, b in zip(point, points[0], strict=True)) for point in points[1:]]
            left = nullspace([*known, *flat], region.dimension)
            if not left:
                return cls(points)
            direction = tuple(int(x) for x in left[0])
            ends = extreme(region, direction), extreme(region, tuple(-x for x in direction))
            moved = next((end.point for end in ends if dot(left[0], end.point) != dot(left[0], points[0])), None)
            if moved is None:
                flat.append(left[0])
            else:
                points.append(moved)

    @property
    def centre(self) -> Vector:
        """A point of the relative interior."""
        many = len(self.points)
        return tuple(sum(entries, Fraction(0)) / many for entries in zip(*self.points, strict=True))

    def flattens(self, row: Vector) -> bool:
        """Whether ⟨row, ·⟩ is 0 on the whole polytope."""
        return not any(dot(row, point) for point in self.points)


def extreme(region: Region, objective: Whole) -> Optimum:
    """Maximise a linear function over a bounded polytope, exactly.

    Raises
    ------
    InputError
        When the polytope is empty.
    """
    rows = [Row.of(normal, bound) for normal, bound in zip(region.normals, region.bounds, strict=True)]
    start = [2 * i + (x < 0) for i, x in enumerate(objective)]
    found = solve(objective, rows, start, ())
    if isinstance(found, Infeasible):
        raise InputError("parameters", EMPTY)
    return found


def weights(region: Region, found: Optimum) -> dict[int, Fraction]:
    """Return the multipliers of an extreme for the inequalities of the polytope as they stand, before clearing."""
    rows = zip(region.normals, region.bounds, strict=True)
    common = [lcm(bound.denominator, *(x.denominator for x in normal)) for normal, bound in rows]
    return {i: weight * common[i] for i, weight in found.multipliers.items()}


def coinciding(problem: ContinuousClass, hull: Hull) -> list[tuple[int, int, int]]:
    """Return the (c, y, y'), y < y', whose rewards are equal on all of Θ."""
    contexts, responses, _ = problem.shape
    return [
        (c, y, other)
        for c in range(contexts)
        for y in range(responses)
        for other in range(y + 1, responses)
        if hull.flattens(problem.contrast(c, y, other))
    ]
