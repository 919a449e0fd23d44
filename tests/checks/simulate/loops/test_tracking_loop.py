"""What the loop of tracking skips: until which round a lead suffices."""

from __future__ import annotations

from math import log

import numba
import numpy as np
import pytest

from checks.simulate.loops import tracking_loop


@numba.njit
def until(lead: float) -> float:
    return tracking_loop.passing_until(lead)


@numba.njit
def lead_of(ratios, hides, m):
    return tracking_loop.advantage(ratios, hides, m)


def f(t: float) -> float:
    return log(t) + 2 * log(1 + log(t))


@pytest.mark.parametrize("lead", [0.0, 0.5, 1.0, 3.7, 10.0, 25.0])
def test_a_lead_suffices_up_to_that_round_and_not_beyond(lead: float) -> None:
    t = until(lead)
    assert t == int(t) and f(t) <= lead < f(t + 1)


def test_a_lead_beyond_every_horizon_lasts() -> None:
    assert until(100.0) == 1e18


def test_the_lead_is_over_the_closest_of_what_hides() -> None:
    ratios = np.array([[5.0, 4.0, 1.0, 4.9]])
    hides = np.array([[0, 1, 1, 0], [0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]])
    assert lead_of(ratios, hides, 0) == 1.0
    assert lead_of(ratios, hides, 1) == np.inf
