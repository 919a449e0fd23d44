"""How an affinity ρ is printed: as two decimals, below 1 whenever the models are told apart, however little."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Context, Decimal

from flint import arb

from theory.exact.enclosure import complement_pair, decimal_pair


def affinity_pair(deficit: arb, affinity: Callable[[], arb]) -> list[str]:
    """Return two decimals between which ρ lies, from 1 − ρ where that is the smaller."""
    return complement_pair(deficit) if deficit < 0.5 else decimal_pair(affinity())


def shown_affinity(decimal: str) -> str:
    """Return a decimal of ρ for people.

    Examples
    --------
    >>> shown_affinity("0.25"), shown_affinity("1"), shown_affinity("0." + "9" * 30)
    ('0.25', '1', '1 − 1e-30')
    """
    short = f"{float(decimal):.6g}"
    if short != "1" or Decimal(decimal) == 1:
        return short
    rest = Context(prec=len(decimal) + 1).subtract(Decimal(1), Decimal(decimal))
    return f"1 − {rest:.3g}"
