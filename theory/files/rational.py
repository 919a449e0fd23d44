"""Exact rationals as they are written in files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Context, Decimal
from fractions import Fraction
from math import lcm, log2
from operator import attrgetter
from typing import Any, TypeVar

MAX_DIGITS = 1000
"""Most digits, and largest decimal exponent, a number in a file may have."""

MAX_COMMON_DIGITS = 10_000
"""Most digits of the common denominator of all numbers of a file: sums then stay within reach."""

MOST_SHOWN = 40
"""Longest rendering of a value in a message, in characters."""

MOST_REMEMBERED = 1 << 16
"""Numbers of a kind that are kept so that they need not be read again."""

K = TypeVar("K")
V = TypeVar("V")

_BITS_OF_A_DIGIT = log2(10)
_DENOMINATOR = attrgetter("_denominator")  # the public one is a function of Python, called for each number of a file
_RATIO = re.compile(r"([+-]?[0-9]+)(?:/([0-9]+))?", re.ASCII)
_DECIMAL = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)(?:[eE]([+-]?[0-9]+))?", re.ASCII)


class Literal(str):
    """A JSON number exactly as it is written, before it is read."""

    __slots__ = ()


class Memory(dict[K, V]):
    """What a function gave for the first `MOST_REMEMBERED` arguments; asked for as items are, without a call."""

    def __init__(self, function: Callable[[K], V]) -> None:
        super().__init__()
        self._function, self._closed = function, False

    def __missing__(self, key: K) -> V:
        """Ask the function."""
        value = self._function(key)
        if not self.full:
            self[key] = value
        return value

    @property
    def full(self) -> bool:
        """Whether no more is remembered."""
        return self._closed or len(self) >= MOST_REMEMBERED

    def begin(self, repeating: bool) -> None:
        """Make room for what another document holds, unless its numbers seldom repeat."""
        self._closed = not repeating
        if self.full:
            self.clear()


def shown(value: object) -> str:
    """Return a short one-line rendering of any JSON value, for messages, however large or deep the value is.

    Examples
    --------
    >>> shown({"a": [1, "b"]}), shown(Literal("1e5")), shown("x" * 50)
    ("{'a': [1, 'b']}", '1e5', "'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...")
    """
    text = ""
    for piece in _pieces(value):
        text += piece
        if len(text) > MOST_SHOWN:
            return f"{text[: MOST_SHOWN - 3]}..."
    return text


def _pieces(value: object) -> Iterator[str]:
    if isinstance(value, Literal):
        yield str(value[: MOST_SHOWN + 1])
    elif isinstance(value, str):
        yield repr(value[: MOST_SHOWN + 1])
    elif isinstance(value, list):
        yield "["
        for i, entry in enumerate(value):
            yield ", " if i else ""
            yield from _pieces(entry)
        yield "]"
    elif isinstance(value, dict):
        yield "{"
        for i, (key, entry) in enumerate(value.items()):
            yield f"{', ' if i else ''}{shown(key)}: "
            yield from _pieces(entry)
        yield "}"
    else:
        yield repr(value)


def brief(number: Fraction) -> str:
    """Return a number for a message: exactly where that is short, otherwise about.

    Examples
    --------
    >>> brief(Fraction(-1, 2)), brief(Fraction(10) ** 400 / 3)
    ('-1/2', 'about 3.33333E+399')
    """
    if max(number.numerator.bit_length(), number.denominator.bit_length()) <= 64:
        return str(number)
    return f"about {Context(prec=6).divide(Decimal(number.numerator), Decimal(number.denominator))}"


def parse(value: object) -> Fraction:
    """Read an exact rational from a JSON integer, a JSON decimal or a string ``"p/q"``.

    Parameters
    ----------
    value : object
        An ``int``, a `Literal` (decimals as they are written) or a ``str``; a `Fraction` was read already.

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
    if type(value) in KNOWN:
        return KNOWN[type(value)][value]
    if type(value) is Fraction:
        return value
    raise ValueError(f'expected a number or a string "p/q", got {shown(value)}')


def accepted(text: str) -> Fraction | Literal:
    """Read what a JSON scanner takes for a number; what `parse` would refuse is returned as it is written."""
    try:
        return _decimal(text)
    except ValueError:
        return Literal(text)


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


def _decimal(text: str) -> Fraction:
    if len(text) > MAX_DIGITS:
        raise ValueError(f"more than {MAX_DIGITS} digits")
    match = _DECIMAL.fullmatch(text)
    if match is None:
        raise ValueError(f"expected a finite number, got {shown(Literal(text))}")
    exponent = match[2] or "0"
    if len(exponent) > 6 or abs(int(exponent)) > MAX_DIGITS:
        raise ValueError(f"decimal exponent beyond ±{MAX_DIGITS}")
    whole, _, part = match[1].partition(".")
    shift = int(exponent) - len(part)
    digits = int(whole + part)
    return Fraction(digits * 10**shift) if shift >= 0 else Fraction(digits, 10**-shift)


KNOWN: dict[type, Memory[Any, Fraction]] = {Literal: Memory(_decimal), str: Memory(_ratio), int: Memory(Fraction)}
"""How each kind of JSON value is read as a number; equal numbers are one object."""


def common_denominator(numbers: Iterable[Fraction]) -> int:
    """Return the least common denominator of some numbers.

    Raises
    ------
    ValueError
        When it has more than `MAX_COMMON_DIGITS` digits.

    Examples
    --------
    >>> common_denominator([Fraction(1, 4), Fraction(5, 6)])
    12
    """
    common = 1
    for denominator in set(map(_DENOMINATOR, numbers)):
        common = lcm(common, denominator)
        if common.bit_length() > MAX_COMMON_DIGITS * _BITS_OF_A_DIGIT:
            raise ValueError(f"the common denominator of the numbers has more than {MAX_COMMON_DIGITS} digits")
    return common
