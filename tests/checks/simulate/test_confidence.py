"""Intervals hold what they promise, at any number of runs."""

from __future__ import annotations

from math import inf

import numpy as np
import pytest

from checks.simulate.confidence import Knowledge, Level, bounded, geometric, interval, radius


def known(most: float) -> Knowledge:
    return Knowledge(0.0, tuple(bounded(most)))


def test_rare_disasters_are_not_ruled_out() -> None:
    """A regret of 1000 with probability 1/n is missed by a third of all samples."""
    for runs in (2, 10, 100, 1000):
        low, high = interval(np.zeros(runs), known(1000.0), 0.99)
        assert low == 0.0
        assert high >= 1000.0 / runs


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("runs", [2, 30, 3000])
def test_covers(seed: int, runs: int) -> None:
    draw = np.random.default_rng(seed)
    sample = (draw.random(runs) < 0.01) * 50.0 + draw.random(runs)
    low, high = interval(sample, known(60.0), 1 - 1e-12)
    assert low <= 1.0 <= high


def test_covers_geometric_variables_that_have_no_bound() -> None:
    deficit = 0.02
    for seed in range(20):
        sample = np.random.default_rng(seed).geometric(deficit, 2000).astype(float)
        low, high = interval(sample, Knowledge(0.0, tuple(geometric([1.0], [deficit]))), 1 - 1e-12)
        assert 0.5 / deficit < low <= 1 / deficit <= high < 3 / deficit


def test_geometric_tail_bounds_the_expected_excess() -> None:
    """For one model the excess of a geometric variable is known in closed form."""
    for level in geometric([2.0], [0.3]):
        if level.tail < inf:
            assert level.tail == pytest.approx(2.0 * 0.7 ** (level.size / 2.0) / 0.3)


def test_certain_regret_has_no_width() -> None:
    low, high = interval(np.full(10, 3.0), Knowledge(3.0, (Level(0.0, 0.0),)), 0.999)
    assert low <= 3.0 <= high and high - low < 1e-9


def test_nothing_known_means_no_upper_limit() -> None:
    assert interval(np.ones(10), Knowledge(0.0, (Level(5.0, inf),)), 0.9)[1] == inf


def test_one_run_says_nothing_but_the_bound() -> None:
    low, high = interval(np.array([2.0]), known(7.0), 0.9)
    assert low == 0.0 and high == pytest.approx(7.0)


def test_more_confidence_is_wider_and_more_runs_narrower() -> None:
    assert radius(100, 1.0, 5.0, 1e-6) > radius(100, 1.0, 5.0, 1e-2) > radius(1000, 1.0, 5.0, 1e-2)
