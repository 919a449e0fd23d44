"""Exact rationals as they are written in files."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

MAX_DIGITS = 1000
"""Most digits, and largest decimal exponent, a number in a file may have."""

_RATIO = re.compile(r"([+-]?[0-9]+)(?:/([0-9]+))?", re.ASCII)
_DECIMAL = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE]([+-]?[0-9]+))?", re.ASCII)


class Literal(str):
    """A JSON number exactly as it is written, before it is read."""

    __slots__ = ()


def shown(value: object) -> str:
    """Return a short one-line rendering of any JSON value, for messages."""
    text = str(value) if isinstance(value, Literal) else repr(value)
    return text if len(text) <= 40 else f"{text[:37]}..."


def parse(value: object) -> Fraction:
    """Read an exact rational from a JSON integer, a JSON decimal or a string ``"p/q"``.

    Parameters
    ----------
    value : object
        An ``int``, a `Literal` (decimals as they are written) or a ``str``.

    Returns
    -------
    Fraction
        The number, exactly.

    Raises
    ------
    ValueError
        With one line saying what is wrong.

    Examples
    --------
    >>> parse("-3/6"), parse(Literal("0.25")), parse(7)
    (Fraction(-1, 2), Fraction(1, 4), Fraction(7, 1))
    """
    if isinstance(value, Literal):
        return _decimal(value)
    if isinstance(value, str):
        return _ratio(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return Fraction(value)
    raise ValueError(f'expected a number or a string "p/q", got {shown(value)}')


@lru_cache(maxsize=1 << 16)
def _ratio(text: str) -> Fraction:
    match = _RATIO.fullmatch(text[: 2 * MAX_DIGITS + 4])
    if match is None:
        raise ValueError(f'expected a rational "p/q", got {shown(text)}')
    if max(len(part or "") for part in match.groups()) > MAX_DIGITS or len(text) > match.end():
        raise ValueError(f"more than {MAX_DIGITS} digits")
    denominator = int(match[2] or 1)
    if denominator == 0:
        raise ValueError(f"division by zero in {shown(text)}")
    return Fraction(int(match[1]), denominator)


@lru_cache(maxsize=1 << 16)
def _decimal(text: str) -> Fraction:
    if len(text) > MAX_DIGITS:
        raise ValueError(f"more than {MAX_DIGITS} digits")
    match = _DECIMAL.fullmatch(text)
    if match is None:
        raise ValueError(f"expected a finite number, got {shown(Literal(text))}")
    exponent = match[1] or "0"
    if len(exponent) > 6 or abs(int(exponent)) > MAX_DIGITS:
        raise ValueError(f"decimal exponent beyond ±{MAX_DIGITS}")
    return Fraction(str(text))
