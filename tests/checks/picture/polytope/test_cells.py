"""Polygons of cells, by hand and by area: cells cover the class and overlap nowhere."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from checks.bench.bench_polytope import drawn
from checks.picture.polytope.cells import corners, cut, exposed
from checks.picture.polytope.numbers import numbers
from theory.instance import Vector
from theory.polytope.continuous import ContinuousClass
from theory.polytope.decision import decide

F = Fraction


def area(polygon: list[Vector]) -> Fraction:
    pairs = zip(polygon, [*polygon[1:], *polygon[:1]], strict=True)
    return abs(sum(((a * d - b * c) for (a, b), (c, d) in pairs), F(0))) / 2


@pytest.mark.parametrize("seed", range(10))
def test_cells_cover_the_square_and_overlap_nowhere(seed: int) -> None:
    """Seeds 5 and 9 have responses that coincide on the whole class."""
    instance = drawn(2, 3, 3, seed)
    cells = numbers(replace(instance, truth=None), 10, 2, 0, 0.99, 1)["cells"]
    areas = [
        area([tuple(F(x).limit_denominator(10**6) for x in corner) for corner in cell["corners"]]) for cell in cells
    ]
    assert min(areas) > 0 and sum(areas) == 4
    decision = decide(ContinuousClass.of(instance))
    assert decision.strict is not None and (len(decision.strict.leaves) < len(cells)) == (seed in (5, 9))


def test_an_interval_has_two_ends() -> None:
    problem = ContinuousClass.of(drawn(1, 1, 2, 3))
    assert corners(problem.region) == [(F(-1),), (F(1),)]


def test_a_corner_that_is_cut_through_stays_once() -> None:
    square: list[Vector] = [(F(0), F(0)), (F(1), F(0)), (F(1), F(1)), (F(0), F(1))]
    assert cut(square, (F(1), F(1)), F(1)) == [(F(0), F(0)), (F(1), F(0)), (F(0), F(1))]
    assert cut(square, (F(1), F(0)), F(-1)) == []


def test_directions_are_told_once_whatever_their_sign_and_length() -> None:
    problem = ContinuousClass.of(drawn(2, 4, 3, 1))
    policy = problem.policy((F(1, 3), F(1, 5)))
    rows = exposed(problem, policy)
    crossed = [a[0] * b[1] - a[1] * b[0] for i, a in enumerate(rows) for b in rows[:i]]
    assert all(crossed) and len(rows) <= len(problem.exposed(policy))
