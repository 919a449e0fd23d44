"""The tails of `tracking`: never exceeded by runs, and intervals at 10⁹ rounds narrow enough to see a logarithm."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from checks.learners import load
from checks.simulate.common.confidence import limit
from checks.simulate.plans.tracking_tails import knowledge
from checks.simulate.run import Request, collect, prepare, simulate
from theory.diversity import Conditions
from theory.exploration.tracking_bound import TrackingBound
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
