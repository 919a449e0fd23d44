"""Points that span a polytope, and contrasts that vanish on all of it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from theory.errors import InputError
from theory.exact.linear import rank
from theory.instance import Box, Inequality
from theory.polytope.hull import Hull
from theory.polytope.region import Region

F = Fraction


def hull(lower: list[int], upper: list[int], *cuts: tuple[list[int], int]) -> Hull:
    further = tuple(Inequality(tuple(map(F, normal)), F(most)) for normal, most in cuts)
    return Hull.of(Region.of(Box(tuple(map(F, lower)), tuple(map(F, upper)), further)))


@pytest.mark.parametrize(
    ("found", "dimension", "vanishing"),
    [
        (hull([0, 0], [1, 1]), 2, []),
        (hull([-1, -1], [0, 0]), 2, []),
        (hull([0, 0], [1, 0]), 1, [[0, 1]]),
        (hull([0, 0, 0], [2, 2, 2], ([1, 1, 0], 0)), 1, [[1, 0, 0], [0, 1, 0]]),
        (hull([-1, -1], [1, 1], ([1, -1], 0), ([-1, 1], 0)), 1, [[1, -1]]),
        (hull([0, 0], [0, 0]), 0, [[1, 0], [0, 1]]),
    ],
)
def test_as_many_points_as_span_it(found: Hull, dimension: int, vanishing: list[list[int]]) -> None:
    """Boxes, a side, an edge, the diagonal and a point."""
    first, *others = found.points
    assert len(others) == dimension
    assert rank([tuple(a - b for a, b in zip(point, first, strict=True)) for point in others]) == dimension
    size = len(first)
    assert all(found.flattens(tuple(map(F, row))) for row in vanishing)
    axes = [tuple(F(int(i == j)) for j in range(size)) for i in range(size)]
    assert sum(map(found.flattens, axes)) == sum(sum(map(abs, row)) == 1 for row in vanishing)


def test_the_centre_is_the_mean_of_the_points() -> None:
    found = hull([0, 0], [0, 3])
    assert sorted(found.points) == [(0, 0), (0, 3)] and found.centre == (0, F(3, 2))


def test_nothing_spans_an_empty_polytope() -> None:
    with pytest.raises(InputError, match="no parameter satisfies"):
        hull([0, 0], [1, 1], ([1, 1], -1))
