"""Digits of −ln σ, against the decimal library."""

from __future__ import annotations

from decimal import Decimal, getcontext
from fractions import Fraction

import pytest

from checks.simulate.common import digits as digits_of
from checks.simulate.common.digits import Digits
from theory.errors import OutOfReachError

GAPS = [Fraction(0), Fraction(1, 3), Fraction(-700), Fraction(50), Fraction(-2, 7)]


def test_the_digits_spell_the_logarithm_from_below() -> None:
    getcontext().prec = 400
    table = Digits(GAPS)
    table.refine(0)
    for gap, row in zip(GAPS, table.table.tolist(), strict=True):
        exact = (1 + (-Decimal(gap.numerator) / gap.denominator).exp()).ln()
        said = Decimal(row[0]) + sum(Decimal(d) / 2 ** (16 * (k + 1)) for k, d in enumerate(row[1:]))
        assert 0 <= exact - said < Decimal(2) / 2 ** (16 * (len(row) - 1))


def test_more_are_made_only_when_they_are_asked_for() -> None:
    table = Digits(GAPS)
    assert table.table.shape == (5, 0)
    table.refine(0)
    first = table.table
    table.refine(3)
    assert table.table is first
    table.refine(first.shape[1])
    assert table.table.shape[1] > first.shape[1] and (table.table[:, : first.shape[1] - 1] == first[:, :-1]).all()


def test_there_is_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digits_of, "_MOST", 256)
    table = Digits(GAPS)
    with pytest.raises(OutOfReachError, match="256 bits"):
        table.refine(100)
