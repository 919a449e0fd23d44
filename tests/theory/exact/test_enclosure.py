"""Balls: raised until they are good enough, printed outwards, refused when they never will be."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from flint import arb, ctx
from hypothesis import example, given, settings
from hypothesis import strategies as st

from theory.exact.enclosure import (
    MAX_PRECISION,
    RELATIVE_BITS,
    OutOfReachError,
    ball,
    bounds,
    certify,
    complement_pair,
    decimal_pair,
    fraction,
    shown,
    sign,
)


@settings(max_examples=60)
@given(st.fractions())
@example(Fraction(0))
@example(Fraction(-1, 10**400))
@example(Fraction(10**400 + 1))
def test_decimals_enclose_and_are_narrow(value: Fraction) -> None:
    low, high = (Fraction(Decimal(text)) for text in decimal_pair(value))
    assert low <= value <= high
    assert high - low <= abs(value) / 10**18


def test_an_exact_number_is_printed_exactly_and_minus_zero_never() -> None:
    assert decimal_pair(Fraction(1, 4)) == ["0.25", "0.25"]
    assert decimal_pair(Fraction(0)) == ["0", "0"]
    assert decimal_pair(-arb(0)) == ["0", "0"]


@given(st.fractions(max_denominator=10**6))
def test_a_ball_holds_its_number(value: Fraction) -> None:
    low, high = bounds(ball(value))
    assert low <= value <= high
    assert bounds(value) == (value, value)


def test_precision_is_raised_through_cancellation() -> None:
    tiny = Fraction(1, 10**300)

    def cancelling() -> arb:
        return (1 + ball(tiny)) - 1

    assert not cancelling().rel_accuracy_bits() >= RELATIVE_BITS
    low, high = bounds(certify(cancelling))
    assert low <= tiny <= high and high - low <= tiny / 2**RELATIVE_BITS
    before = ctx.prec
    certify(cancelling)
    assert ctx.prec == before


def test_what_never_shrinks_is_out_of_reach() -> None:
    with pytest.raises(OutOfReachError, match=str(MAX_PRECISION)):
        certify(lambda: arb(2).sqrt() ** 2 - 2)
    with pytest.raises(OutOfReachError):
        certify(arb.nan)


def test_an_exact_zero_needs_no_accuracy() -> None:
    assert certify(lambda: arb(0)).is_zero()


def test_signs() -> None:
    root = lambda: arb(2).sqrt()  # noqa: E731
    assert sign(lambda: root() - ball(Fraction(141421356237309504880168872420969807857, 10**38)), lambda: False) == -1
    assert sign(lambda: root() - ball(Fraction(141421356237309504880168872420969807856, 10**38)), lambda: False) == 1
    assert sign(lambda: root() ** 2 - 2, lambda: True) == 0


def test_the_exact_value_of_a_ball_without_radius() -> None:
    assert fraction(arb(0.375)) == Fraction(3, 8)
    with pytest.raises(ValueError):
        fraction(arb(2).sqrt())


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "∞"),
        (True, "yes"),
        (False, "no"),
        (Fraction(1, 3), "1/3"),
        (Fraction(1, 3**19), "8.60392e-10"),
        (arb(2), "2"),
    ],
)
def test_short_renderings(value: object, text: str) -> None:
    assert shown(value) == text  # type: ignore[arg-type]


def test_accuracy_follows_the_precision_in_force() -> None:
    tiny = Fraction(1, 3 * 2**200)
    with ctx.workprec(256):
        assert certify(lambda: (1 + ball(tiny)) - 1).rel_accuracy_bits() >= 240


def test_complements_of_small_numbers_stay_below_1() -> None:
    for deficit in (Fraction(1, 10**k) / 3 for k in (0, 5, 19, 20, 21, 60, 400)):
        low, high = map(Decimal, complement_pair(deficit))
        assert Fraction(low) <= 1 - deficit <= Fraction(high) < 1
        assert Fraction(high) - Fraction(low) <= deficit / 10**15
    assert complement_pair(Fraction(0)) == ["1", "1"]
