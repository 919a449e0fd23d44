"""Exact numbers of large files read quickly; whatever is written in an unusual way is left to `theory.files.rational`.

`Fraction` looks at length at what it is given, so fractions are put together by hand here.
"""

from __future__ import annotations

import re
from fractions import Fraction
from math import gcd

from theory.files.rational import Literal, accepted

_SHORT = 40
_POWERS = [10**k for k in range(_SHORT)]
_WINDOW = 1 << 14
_NUMBER = re.compile(r"-?[0-9][0-9.]*", re.ASCII)
_RATIOS = re.compile(r"(?:-?[0-9]{1,18}+/[0-9]{1,18}+,)++", re.ASCII)
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


def ratios(entries: list[str]) -> list[Fraction] | None:
    """Read strings ``"p/q"`` and ``"p"`` together; None where one of them is long, unusual or no number.

    Examples
    --------
    >>> ratios(["-3/6", "2"]), ratios(["1/2", "+1"])
    ([Fraction(-1, 2), Fraction(2, 1)], None)
    """
    import numpy as np

    text = ",".join(entries) + ","
    if text.count("/") < len(entries):
        text = "".join([f"{entry}," if "/" in entry else f"{entry}/1," for entry in entries])
    if _RATIOS.fullmatch(text) is None:
        return None
    pairs = np.fromstring(text.replace("/", " ").replace(",", " "), dtype=np.int64, sep=" ").reshape(-1, 2)
    if len(pairs) != len(entries) or not pairs[:, 1].all():
        return None
    return list(map(_fraction, *(pairs // np.gcd(*pairs.T)[:, None]).T.tolist()))


def _fraction(above: int, below: int) -> Fraction:
    """Return a fraction that is given in lowest terms."""
    found = _blank(Fraction)
    found._numerator, found._denominator = above, below  # type: ignore[attr-defined]
    return found
