"""Exact numbers of large files read quickly; whatever is written in an unusual way is left to `theory.files.rational`.

`Fraction` looks at length at what it is given, so fractions are put together by hand here.
"""

from __future__ import annotations

import re
from fractions import Fraction
from math import gcd

from theory.files.rational import Literal, accepted, parse

_SHORT = 40
_POWERS = [10**k for k in range(_SHORT)]
_WINDOW = 1 << 14
_NUMBER = re.compile(r"-?[0-9][0-9.]*", re.ASCII)
_blank = object.__new__


def seldom_repeat(text: str) -> bool:
    """Whether most numbers of a long text seem to be different, so that remembering them would be in vain.

    Examples
    --------
    >>> seldom_repeat("[0.5, 1.5]" * 10**5), seldom_repeat(str(list(range(10**5))))
    (False, True)
    """
    places = range(len(text) // 4, len(text) - _WINDOW, len(text) // 4 + 1)
    sample = [number for place in places for number in _NUMBER.findall(text[place : place + _WINDOW])]
    return len(text) > 8 * _WINDOW and 2 * len(set(sample)) > len(sample)


def decimal(text: str) -> Fraction | Literal:
    """Read what a JSON scanner takes for a number with a point or an exponent; as it is written, if it is refused.

    Examples
    --------
    >>> decimal("-0.50"), decimal("1e2000")
    (Fraction(-1, 2), '1e2000')
    """
    whole, _, part = text.partition(".")
    if not part.isdigit() or len(text) > _SHORT:
        return accepted(text)
    above, below = int(whole + part), _POWERS[len(part)]
    common = gcd(above, below)
    found = _blank(Fraction)
    found._numerator, found._denominator = above // common, below // common  # type: ignore[attr-defined]
    return found


def integer(text: str) -> Fraction | Literal:
    """Read what a JSON scanner takes for an integer; as it is written, if it is refused.

    Examples
    --------
    >>> integer("-12")
    Fraction(-12, 1)
    """
    if len(text) > _SHORT:
        return accepted(text)
    found = _blank(Fraction)
    found._numerator, found._denominator = int(text), 1  # type: ignore[attr-defined]
    return found


def ratio(text: str) -> Fraction:
    """Read a string ``"p/q"``.

    Raises
    ------
    ValueError
        With one line saying what is wrong.

    Examples
    --------
    >>> ratio("-3/6")
    Fraction(-1, 2)
    """
    over, _, under = text.partition("/")
    plain = under.isdigit() and (over.isdigit() or (over[:1] == "-" and over[1:].isdigit())) and text.isascii()
    if not plain or len(text) > _SHORT or not (below := int(under)):
        return parse(text)
    above = int(over)
    common = gcd(above, below)
    found = _blank(Fraction)
    found._numerator, found._denominator = above // common, below // common  # type: ignore[attr-defined]
    return found
