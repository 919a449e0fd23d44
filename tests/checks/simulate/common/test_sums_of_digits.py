"""The sign of a sum of digits is that of the number they spell."""

from fractions import Fraction
from random import Random

import numpy as np
import pytest

from checks.simulate.common.sums_of_digits import SHIFT, UNITS, not_negative


def value(digits: np.ndarray) -> Fraction:
    return sum((Fraction(int(d), 1 << (SHIFT * place)) for place, d in enumerate(digits)), Fraction(0))


@pytest.mark.parametrize("seed", range(30))
def test_against_rationals(seed: int) -> None:
    draw = Random(seed)
    digits = np.array([[draw.randint(0, 3), *(draw.randrange(1 << SHIFT) for _ in range(4))] for _ in range(3)])
    weights, margin, shift = [draw.randint(-9, 9) for _ in range(3)], draw.randint(-UNITS, UNITS), draw.randint(-3, 3)
    exact = sum((w * value(row) for w, row in zip(weights, digits, strict=True)), Fraction(0))
    exact += Fraction(margin, UNITS) + Fraction(shift, 1 << (SHIFT * 4))
    assert bool(not_negative(weights, digits, margin, shift)) == (exact >= 0)


def test_equal_sums_are_not_negative_and_one_unit_less_is() -> None:
    digits = np.array([[0, 5, 7], [0, 5, 7]])
    assert not_negative([1, -1], digits, 0, 0) and not not_negative([1, -1], digits, 0, -1)
