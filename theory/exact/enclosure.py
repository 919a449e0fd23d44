"""Certified enclosures: balls that contain the true value, and how they are printed.

A quantity is either exact (a `fractions.Fraction`) or enclosed (a `flint.arb`); `Number` is either.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from fractions import Fraction
from functools import cache

from flint import arb, ctx, fmpq

from theory.errors import OutOfReachError as OutOfReachError

Number = Fraction | arb


class Lazy(ABC):
    """A number that is enclosed anew at the precision in force."""

    @abstractmethod
    def enclose(self) -> arb:
        """Enclose it."""

    @abstractmethod
    def __rmul__(self, factor: Fraction) -> Lazy:
        """Return it times a positive rational."""

    def __float__(self) -> float:
        """Return the nearest float, or about that."""
        return float(self.enclose())


Mass = Fraction | Lazy
"""A probability: exact, or enclosed whenever it is asked for."""

RELATIVE_BITS = 48
"""Bits of relative accuracy of a printed enclosure: narrower than 1e-12 with room for the decimal rounding."""

MAX_PRECISION = 1 << 16
"""Working precision, in bits, beyond which a quantity is declared out of reach."""

MAX_EXPONENT = 1 << 20
"""Largest exponent of 2, and of 1/2, in a quantity that is printed."""

_DIGITS = 20


def ball(value: Number | Lazy | int) -> arb:
    """Enclose an exact or lazy number at the working precision; a ball is returned as it is."""
    if isinstance(value, arb):
        return value
    if type(value) is not Fraction and isinstance(value, Lazy):
        return value.enclose()
    return arb(rational(value))


def rational(value: Fraction | int) -> fmpq:
    """Return a rational as FLINT keeps it, whose sums and comparisons are faster."""
    return fmpq(value.numerator, value.denominator)


def certify(compute: Callable[[], arb], bits: int | None = None) -> arb:
    """Raise the working precision until an enclosure is relatively accurate.

    Parameters
    ----------
    compute : callable
        Computes the enclosure at the precision in force when it is called. It must not return a
        ball around an exact 0 that never shrinks to it.
    bits : int, optional
        Relative accuracy asked for; when left out, what the precision in force promises, at least `RELATIVE_BITS`.

    Returns
    -------
    arb
        A ball that contains the value; exactly 0 if the value is found to be exactly 0.

    Raises
    ------
    OutOfReachError
        When `MAX_PRECISION` does not suffice.

    Examples
    --------
    >>> certify(lambda: arb(2).sqrt()).rel_accuracy_bits() >= RELATIVE_BITS
    True
    """
    wanted = max(RELATIVE_BITS, ctx.prec - 16) if bits is None else bits
    precision = max(64, ctx.prec)
    while precision <= MAX_PRECISION:
        with ctx.workprec(precision):
            value = compute()
        if value.is_finite() and (value.rel_accuracy_bits() >= wanted or value.is_zero()):
            return value
        precision *= 2
    raise OutOfReachError(f"no enclosure to {wanted} bits at {MAX_PRECISION} bits of precision")


def sign(compute: Callable[[], arb], exactly_zero: Callable[[], bool]) -> int:
    """Decide a sign: exactly zero by ``exactly_zero``, else by balls of growing precision."""
    if exactly_zero():
        return 0
    value = certify(compute, bits=1)
    return 1 if value > 0 else -1


def fraction(value: arb) -> Fraction:
    """Return the exact value of a ball of radius zero.

    Raises
    ------
    OutOfReachError
        When it is infinite, or beyond `MAX_EXPONENT`.
    """
    if not value.is_finite():
        raise OutOfReachError("an infinite quantity")
    mantissa, exponent = map(int, value.man_exp())
    if abs(exponent) > MAX_EXPONENT:
        raise OutOfReachError(f"a quantity beyond 2^±{MAX_EXPONENT}")
    return Fraction(mantissa << exponent) if exponent >= 0 else Fraction(mantissa, 1 << -exponent)


def bounds(value: Number) -> tuple[Fraction, Fraction]:
    """Return exact lower and upper bounds of a number."""
    if isinstance(value, arb):
        return fraction(value.lower()), fraction(value.upper())
    return value, value


def decimal_pair(value: Number) -> list[str]:
    """Print a number as two decimals between which it certainly lies.

    Examples
    --------
    >>> decimal_pair(Fraction(1, 3))
    ['0.33333333333333333333', '0.33333333333333333334']
    """
    low, high = bounds(value)
    return [_decimal(low, _context(ROUND_FLOOR, 0)), _decimal(high, _context(ROUND_CEILING, 0))]


def complement_pair(deficit: Number) -> list[str]:
    """Print 1 minus a small number as two decimals between which it lies; both are below 1 unless the number is 0.

    Examples
    --------
    >>> complement_pair(Fraction(1, 3 * 10**21))
    ['0.99999999999999999999966666666666666666666', '0.99999999999999999999966666666666666666667']
    >>> complement_pair(Fraction(0))
    ['1', '1']
    """
    low, high = bounds(deficit)
    nines = max(0, low.denominator.bit_length() - low.numerator.bit_length()) * 3 // 10 if low else 0
    return [_decimal(1 - high, _context(ROUND_FLOOR, nines)), _decimal(1 - low, _context(ROUND_CEILING, nines))]


@cache
def _context(rounding: str, further: int) -> Context:
    return Context(prec=_DIGITS + further, rounding=rounding)


def _decimal(value: Fraction, rounding: Context) -> str:
    result = rounding.divide(Decimal(value.numerator), Decimal(value.denominator))
    return str(result if result else Decimal(0))


def shown(value: Number | bool | None, digits: int = 6) -> str:
    """Return a short rendering for people: exact if short, otherwise rounded to ``digits``."""
    if value is None:
        return "∞"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Fraction) and len(str(value)) <= digits + 3:
        return str(value)
    return f"{float(value):.{digits}g}"
