"""Sides of a comparison as JSON values: truth values, rationals, infinities or enclosing decimals."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from flint import arb

from checks.refute.searching.document import written
from theory.exact.enclosure import Number, bounds

INFINITIES = {"∞": 1, "-∞": -1}


def side(value: Number | bool | None) -> Any:
    """Return a side as JSON holds it.

    Examples
    --------
    >>> side(Fraction(1, 2)), side(True), side(arb.pos_inf())
    ('1/2', True, '∞')
    """
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, arb) and not value.is_finite():
        return next(name for name, sign in INFINITIES.items() if value * sign > 0)
    return written(value)


def same(kept: Any, value: Number | bool | None) -> bool:
    """Whether a value is what was kept: the same where it is exact, overlapping where it is enclosed."""
    if isinstance(kept, list) and isinstance(value, arb) and value.is_finite():
        low, high = bounds(value)
        return Fraction(kept[0]) <= high and low <= Fraction(kept[1])
    return bool(side(value) == kept)
