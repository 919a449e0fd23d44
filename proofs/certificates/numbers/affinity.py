"""The integers that the kernel computes in ``CertificateAffinity.v``, computed here to find out how precise it must be.

Nothing rests on this module: what it gets wrong the kernel refuses.

Claim: L1.
"""

from __future__ import annotations

from functools import lru_cache
from math import isqrt


def deficit(halvings: int, bits: int, g: int, h: int, unit: int) -> int:
    """Return what the kernel finds to be at most 2^(2 bits) (1 − BC(g/unit, h/unit)).

    Examples
    --------
    >>> round(deficit(12, 12, 0, 2, 1) / 2**24, 4), deficit(12, 12, 1, 1, 1)
    (0.0921, 0)
    """
    if g + h < 0:
        g, h = -g, -h
    return 0 if g == h else _ordered(halvings, bits, min(g, h), max(g, h), unit)


@lru_cache(maxsize=1 << 16)
def _ordered(halvings: int, bits: int, g: int, h: int, unit: int) -> int:
    divisor = 2 * unit
    if g >= divisor << halvings:
        return 0
    x, y = _exp_high(halvings, bits, g, divisor), _exp_low(halvings, bits, h, divisor)
    if x >= y:
        return 0
    one = 1 << 2 * bits
    cross = x * y + one
    affinity = isqrt(cross * cross * one * one // ((x * x + one) * (y * y + one))) + 1
    return max(0, one - affinity)


def _exp_low(halvings: int, bits: int, n: int, d: int) -> int:
    s, working = d << halvings, halvings + bits
    z = max(0, ((s + n) << working) // s)
    for _ in range(halvings):
        z = z * z >> working
    return z >> halvings


def _exp_high(halvings: int, bits: int, n: int, d: int) -> int:
    s, working = d << halvings, halvings + bits
    z = (s << working) // (s - n) + 1
    for _ in range(halvings):
        z = -(-z * z >> working)
    return -(-z >> halvings)
