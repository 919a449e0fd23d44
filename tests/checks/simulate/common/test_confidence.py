"""Intervals hold what they promise, at any number of runs."""

from __future__ import annotations

from math import inf

import numpy as np
import pytest
from scipy import stats

from checks.simulate.common.confidence import Knowledge, Level, bounded, geometric, interval, limit


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
    draw = np.random.default_rng(1).random(1000)

    def width(runs: int, share: float) -> float:
        return limit(draw[:runs], 1.0, share, 1.0) - limit(draw[:runs], 1.0, share, -1.0)

    assert width(100, 1e-6) > width(100, 1e-2) > width(1000, 1e-2)


LAWS = {
    "rare": lambda draw, n: (draw.random(n) < 2.0 / n) * 1.0,
    "uniform": lambda draw, n: draw.random(n),
    "coin": lambda draw, n: (draw.random(n) < 0.5) * 1.0,
    "skewed": lambda draw, n: draw.random(n) ** 8,
}
MEANS = {"rare": lambda n: 2.0 / n, "uniform": lambda n: 0.5, "coin": lambda n: 0.5, "skewed": lambda n: 1 / 9}


def missed(name: str, n: int, side: float, share: float, repeats: int = 3000) -> int:
    """How often a limit at ``share`` lies on the wrong side of the mean."""
    draw = np.random.default_rng(n)
    limits = [limit(LAWS[name](draw, n), 1.0, share, side) for _ in range(repeats)]
    return sum(side * (found - MEANS[name](n)) < 0.0 for found in limits)


@pytest.mark.parametrize("side", [1.0, -1.0])
@pytest.mark.parametrize("n", [3, 30, 300])
@pytest.mark.parametrize("name", LAWS)
@pytest.mark.slow
def test_a_limit_is_wrong_as_rarely_as_it_says(name: str, n: int, side: float) -> None:
    share = 0.1
    assert stats.binom.sf(missed(name, n, side, share) - 1, 3000, share) > 1e-12


def test_a_limit_that_promises_too_much_would_be_seen() -> None:
    """Planted: limits most of which may be wrong, sold as ones of which a hundredth may."""
    assert stats.binom.sf(missed("rare", 300, 1.0, 0.9) - 1, 3000, 1e-2) < 1e-12


def test_no_limit_of_something_bounded_could_be_much_narrower() -> None:
    """With nothing seen in n runs, a regret of ``most`` with probability ln(1/share)/n cannot be ruled out."""
    for runs in (100, 1000, 10_000):
        found = limit(np.zeros(runs), 1.0, 0.005, 1.0)
        assert -np.log(0.005) / runs <= found <= 1.5 * -np.log(0.005) / runs


def test_the_confidence_is_shared_out_over_the_levels() -> None:
    sample = np.random.default_rng(3).random(200)
    for count in (1, 2, 7):
        levels = tuple(Level(1.0, 0.0) for _ in range(count))
        low, high = interval(sample, Knowledge(0.0, levels), 0.99)
        share = 0.005 / count
        assert low == pytest.approx(limit(sample, 1.0, share, -1.0), rel=1e-9)
        assert high == pytest.approx(limit(sample, 1.0, share, 1.0), rel=1e-9)
    lowers = [interval(sample, Knowledge(0.0, (Level(1.0, 0.0),) * n), 0.99)[0] for n in (1, 2, 7)]
    assert lowers[0] > lowers[1] > lowers[2]


def test_what_is_hardly_told_needs_no_finite_level() -> None:
    levels = geometric([1.0], [1e-320])
    assert all(level.size > 0 for level in levels)
