"""The tails of `tracking`: never exceeded by runs, and intervals at 10⁹ rounds narrow enough to see a logarithm."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, exp, log

import numpy as np
import pytest
from flint import arb

from checks.learners import load
from checks.simulate.common.confidence import limit
from checks.simulate.plans.tracking_tails import _alike, _counted, _told, knowledge
from checks.simulate.run import Request, collect, prepare, simulate
from theory.diversity import Conditions
from theory.exploration.tracking_bound import Series, TrackingBound
from theory.problem import tabular

TWINS = tabular({"m0": [[0, -5, -1]], "m1": [[0, -1, -1]], "t": [[0, 1, Fraction(7, 10)]]}, baseline=0)


@pytest.mark.parametrize("theta", range(3))
@pytest.mark.slow
def test_what_is_left_above_a_level_is_no_more_than_said(theta: int) -> None:
    request = Request(load("tracking"), theta, 10**5, 4000, seed=9)
    sources, plan, ending = prepare(TWINS, request)
    regret = collect(sources, plan, ending, request).regret[:, -1]
    levels = [one for one in knowledge(sources, 10**5)(10**5).levels if one.tail < np.inf]
    assert len(levels) > 5
    for one in levels:
        excess = np.maximum(regret - one.size, 0.0)
        assert limit(excess, max(float(excess.max()), 1e-9) * 50.0, 1e-12, -1.0) <= one.tail + 1e-9


@pytest.mark.parametrize("theta", range(3))
def test_intervals_at_long_horizons_are_narrow_and_below_the_bound(theta: int) -> None:
    result = simulate(TWINS, Request(load("tracking"), theta, 10**9, 500, seed=4, confidence=1 - 1e-10))
    low, high = result["regret"]["interval"]
    assert high - low < 100.0
    assert low <= float(TrackingBound(Conditions(TWINS), theta).total(10**9).upper())


def affinity(g: float, h: float) -> float:
    """Σ_z √(P(z) Q(z)) of two comparisons with these gaps."""
    p, q = 1 / (1 + exp(-g)), 1 / (1 + exp(-h))
    return (p * q) ** 0.5 + ((1 - p) * (1 - q)) ** 0.5


@pytest.mark.parametrize("exponent", [1, 5, 40])
def test_a_model_that_is_told_by_hand(exponent: int) -> None:
    """m serves y1 and explores y2: 2 · 2 + 1 for each time that it is selected, n times or more with chance ρⁿ."""
    problem = tabular({"m": [[0, 1, -1]], "h": [[0, 1, 2]], "t": [[0, -2, -3]]}, baseline=0)
    bound, rho = TrackingBound(Conditions(problem), 2), affinity(1, -2)
    size, tail = _told(bound, 0, exponent)
    n = ceil(exponent / -log(rho))
    assert (size, tail) == (pytest.approx(5 * n), pytest.approx(5 * rho**n / (1 - rho)))
    assert _told(bound, 1, exponent)[0] == 3 * ceil(exponent / -log(affinity(2, -3)))


def test_what_is_cut_off_a_series_is_left() -> None:
    half = Fraction(1, 2)
    series = Series((half, Fraction(1), Fraction(2)), (arb(1), arb(0.5), arb(0.25)), arb(3))
    assert _counted(series, 1) == (1.5, 2 * 0.25 + 3)
    assert _counted(series, 0) == (0.5, 0.5 + 2 * 0.25 + 3)


def test_waiting_for_a_context_pays_both_kinds_of_rounds() -> None:
    """Δ(m, θ) = 1/4 is lost in odd and in even rounds until a context of mass 1/4 comes, twice for each visit."""
    rewards = {"m": [[0, Fraction(-1)], [0, Fraction(-1)]], "t": [[0, Fraction(1)], [0, Fraction(-1)]]}
    problem = tabular(rewards, p=[Fraction(1, 4), Fraction(3, 4)], baseline=0)  # type: ignore[arg-type]
    bound = TrackingBound(Conditions(problem), 1)
    series = bound.waiting(0)
    visits, _, waits = _alike(bound, 0, series, 10**6, 8)
    kept = next(k for k, chance in enumerate(series.chances) if float(chance.upper()) < exp(-8))
    s = log(9 / 8)
    moment = log(1 / 4) + s - log(1 - 3 / 4 * exp(s))
    assert visits[0] == 0
    assert waits == (pytest.approx((kept * moment + 8) / (2 * s)), pytest.approx(exp(-9) / (2 * s)))
