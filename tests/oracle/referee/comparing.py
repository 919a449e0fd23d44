"""Field-by-field comparison of a document of the project with the oracle's."""

from fractions import Fraction as Q
from typing import Any

import mpmath as mp

WIDTH = mp.mpf(10) ** -12


def inside(pair: Any, value: mp.mpf) -> bool:
    """Say whether a pair of decimal strings encloses a number and is no wider than 1e-12 relative."""
    if not (isinstance(pair, list) and len(pair) == 2 and all(isinstance(v, str) for v in pair)):
        return False
    with mp.workdps(120):
        low, high = mp.mpf(pair[0]), mp.mpf(pair[1])
        slack = abs(value) * mp.mpf(10) ** -50
        return bool(low - slack <= value <= high + slack and high - low <= WIDTH * abs(value))


def differences(ours: Any, theirs: Any, place: str = "") -> list[str]:
    """Return every place where a document differs from the oracle's, kinds and order of keys included."""
    if isinstance(theirs, mp.mpf):
        return [] if inside(ours, theirs) else [f"{place}: {ours} does not enclose {mp.nstr(theirs, 25)}"]
    if isinstance(theirs, dict):
        if not isinstance(ours, dict) or list(ours) != list(theirs):
            return [f"{place}: {ours} has not the keys {list(theirs)}"]
        return [d for key, value in theirs.items() for d in differences(ours[key], value, f"{place}.{key}")]
    if isinstance(theirs, list):
        if not isinstance(ours, list) or len(ours) != len(theirs):
            return [f"{place}: {ours} is not as long as {theirs}"]
        return [d for i, value in enumerate(theirs) for d in differences(ours[i], value, f"{place}[{i}]")]
    return [] if type(ours) is type(theirs) and ours == theirs else [f"{place}: {ours!r}, not {theirs!r}"]


def canonical(value: str) -> bool:
    """Say whether a rational string is the one canonical spelling of its value."""
    return str(Q(value)) == value


def alike(left: Any, right: Any) -> bool:
    """Say whether two documents are the same up to the order of keys, enclosures overlapping."""
    if isinstance(left, dict) and isinstance(right, dict):
        return set(left) == set(right) and all(alike(left[key], right[key]) for key in left)
    if isinstance(left, list) and isinstance(right, list) and len(left) == len(right):
        if len(left) == 2 and all(isinstance(v, str) and decimal(v) for v in left + right):
            return Q(left[0]) <= Q(right[1]) and Q(right[0]) <= Q(left[1])
        return all(alike(a, b) for a, b in zip(left, right, strict=True))
    return type(left) is type(right) and bool(left == right)


def decimal(text: str) -> bool:
    """Say whether a text is a decimal number."""
    try:
        return mp.isfinite(mp.mpf(text))
    except ValueError:
        return False
