"""The logarithms of σ of all gaps as digits, as many as decisions have needed so far."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from theory.errors import OutOfReachError

_FIRST, _MOST = 128, 1 << 14
"""Binary places to begin with, and those beyond which a decision is out of reach."""

_SPARE = 64


class Digits:
    """−ln σ of some gaps in digits of 16 bits, rounded down.

    Parameters
    ----------
    gaps : sequence of Fraction
        Winner over loser.

    Attributes
    ----------
    table : int array, shape (gaps, digits)
        The whole part, modulo 2⁶⁴, and the digits behind the point; without columns until somebody asks for digits.

    Examples
    --------
    >>> digits = Digits([Fraction(0)])
    >>> digits.refine(0)
    >>> digits.table.shape, round(float(digits.table[0, 1] / 2**16), 4)
    ((1, 9), 0.6931)
    """

    def __init__(self, gaps: Sequence[Fraction]) -> None:
        self.gaps = gaps
        self.table: NDArray[np.int64] = np.empty((len(gaps), 0), dtype=np.int64)

    def refine(self, columns: int) -> None:
        """Let there be more than so many columns.

        Raises
        ------
        OutOfReachError
            When two models stay too close to be told apart.
        """
        if self.table.shape[1] > columns:
            return
        bits = max(_FIRST, 32 * (columns - 1))
        if bits > _MOST:
            raise OutOfReachError(f"two likelihoods that {_MOST} bits do not tell apart")
        self.table = np.array([_digits(gap, bits) for gap in self.gaps], dtype=np.int64).reshape(len(self.gaps), -1)


def _digits(gap: Fraction, bits: int) -> list[int]:
    """Return ⌊−ln σ(gap)·2^bits⌋, or one less, digit by digit."""
    from flint import arb, ctx

    from theory.preference import log_sigmoid

    with ctx.workprec(bits + abs(gap.numerator // gap.denominator).bit_length() + _SPARE):
        floor = (-log_sigmoid(gap) * arb(2) ** bits).lower().floor().unique_fmpz()
    assert floor is not None
    whole = int(floor)
    top, rest = whole >> bits, whole & ((1 << bits) - 1)
    signed = (top + (1 << 63)) % (1 << 64) - (1 << 63)
    return [signed, *np.frombuffer(rest.to_bytes(bits // 8, "big"), dtype=">u2").tolist()]
