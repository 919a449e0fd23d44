"""Lines below a loss: proved where they are, refused where they are not, and close to its convex hull."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from theory.polytope.hiding.minorants import HELLINGER, SCORE, Loss, Minorants, below

RANGES = [(0.5, -4, 6), (0, -1, 1), (5, -20, 30), (-3, 0, 2), (1, 1, 1)]
KINDS = pytest.mark.parametrize("kind", [HELLINGER, SCORE], ids=["rho", "score"])


def filled(kind: Loss, truth: float, low: float, high: float) -> Minorants:
    lines = Minorants(kind, Fraction(truth), Fraction(low), Fraction(high))
    for place in np.linspace(low, high, 20):
        lines.touch(float(place))
    return lines


@KINDS
@pytest.mark.parametrize("ends", RANGES, ids=str)
def test_no_line_is_above_and_together_they_are_close_to_the_hull(kind: Loss, ends: tuple[float, float, float]) -> None:
    lines = filled(kind, *ends)
    places = np.linspace(ends[1], ends[2], 201)
    best = np.max([float(v) + float(s) * places for s, v in lines.lines], axis=0)
    assert (best <= kind.sampled(places, ends[0]) + 1e-12).all()
    hull = np.array([lines.height(place) for place in places])
    assert (best >= hull - 0.02 * hull.max() - 1e-9).all()


@KINDS
def test_a_line_a_little_too_high_is_refused(kind: Loss) -> None:
    lines = filled(kind, 0.5, -4, 6)
    for slope, value in lines.lines:
        lifted = slope, value + Fraction(1, 20)
        assert below(kind, lines.truth, lines.low, lines.high, (slope, value))
        assert not below(kind, lines.truth, lines.low, lines.high, lifted)


@KINDS
def test_the_slope_is_the_derivative(kind: Loss) -> None:
    from flint import arb

    for a, b in ((1.0, -2.0), (-3.0, 0.5), (0.25, 0.5)):
        step = 1e-5
        around = kind.sampled(np.array([a - step, a + step]), b)
        slope = float(kind.slope(arb(a), Fraction(b)).mid())
        assert slope == pytest.approx((around[1] - around[0]) / (2 * step), rel=1e-6)
        assert float(kind.value(Fraction(a), Fraction(b)).mid()) == pytest.approx(kind.sampled(np.array([a]), b)[0])


def test_the_lines_of_a_range_hold_on_a_part_of_it() -> None:
    whole = filled(HELLINGER, 0.5, -4, 6)
    part = whole.part(Fraction(-1), Fraction(2))
    assert part.lines == whole.lines and part.lines is not whole.lines
    assert part.touch(1.5) and part.lines != whole.lines
