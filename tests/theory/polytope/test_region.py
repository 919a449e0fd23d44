"""The inequalities of a box against the box itself."""

from __future__ import annotations

from fractions import Fraction

from theory.instance import Box, Inequality
from theory.polytope.region import Region
from theory.span.box_lp import contains

UNIT = Box((Fraction(0), Fraction(-1)), (Fraction(1), None), (Inequality((Fraction(1), Fraction(1)), Fraction(1)),))


def test_the_inequalities_hold_exactly_where_the_box_does() -> None:
    """On a grid that meets every side, the list of inequalities and the box agree."""
    region = Region.of(UNIT)
    grid = [(Fraction(i, 2), Fraction(j, 2)) for i in range(-3, 5) for j in range(-4, 5)]
    inside = [region.contains(point) for point in grid]
    assert inside == [contains(UNIT, point) for point in grid]
    assert any(inside) and not all(inside)


def test_the_part_above_a_row() -> None:
    """A further row keeps the points on its side, the boundary included."""
    part = Region.of(UNIT).within([(Fraction(-1), Fraction(1))])
    assert part.contains((Fraction(1, 2), Fraction(1, 2)))
    assert part.broken((Fraction(1), Fraction(0))) == len(part.normals) - 1
