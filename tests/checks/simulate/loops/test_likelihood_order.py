"""Which of two models is more likely, decided by digits."""

from __future__ import annotations

from fractions import Fraction

import numba
import numpy as np
import pytest

from checks.simulate.common.digits import Digits
from checks.simulate.loops.likelihood_order import UNKNOWN, order

GAPS = [Fraction(50), Fraction(700), Fraction(-1)]


@numba.njit
def ordered(seen, begin, index, digits, m, rival, margin):
    return order((seen, begin, index, digits), 0, m, rival, margin)


def decide(seen: list[int], columns: int, m: int = 0, rival: int = 1, margin: int = 0) -> int:
    """Three outcomes: model 0 gives the first a gap of 50 and model 1 one of 700; the others they see alike."""
    digits = Digits(GAPS)
    if columns:
        digits.refine(columns - 1)
    index = np.array([[0, 1], [2, 2], [1, 1]])
    begin = np.array([0, 3])
    return int(ordered(np.array(seen), begin, index, digits.table[:, :columns], m, rival, margin))


def test_without_digits_nothing_is_known() -> None:
    assert decide([1, 0, 0], 0) == UNKNOWN


@pytest.mark.parametrize("times", [1, 1000])
def test_the_larger_gap_makes_its_win_more_likely(times: int) -> None:
    """ln σ(50) and ln σ(700) are the same float for any sum of order 1; their difference is e⁻⁵⁰."""
    assert decide([times, 5, 5], 9) == -1
    assert decide([times, 5, 5], 9, m=1, rival=0) == 1


def test_too_few_digits_are_noticed() -> None:
    assert decide([1, 0, 0], 3) == UNKNOWN


def test_a_margin_counts_in_units_of_two_to_minus_32() -> None:
    assert decide([1, 0, 0], 9, margin=1) == 1
    assert decide([1, 0, 0], 9, m=1, rival=0, margin=-1) == -1
