"""Bradley-Terry feedback from its definitions, in many digits of mpmath."""

from fractions import Fraction as Q
from functools import lru_cache

import mpmath as mp


def digits(*gaps: Q) -> int:
    """Return enough digits for 60 of them to be left where two laws differ by exp(-gap), or by a square of 1/q."""
    fine = max((len(str(g.denominator)) for g in gaps), default=0)
    return 100 + 4 * fine + int(max((abs(g) for g in gaps), default=Q(0)))


def real(value: Q) -> mp.mpf:
    """Return a rational at the working precision."""
    return mp.mpf(value.numerator) / value.denominator


@lru_cache(maxsize=200_000)
def sigma(gap: Q, dps: int) -> mp.mpf:
    """Return the logistic function."""
    with mp.workdps(dps):
        return 1 / (1 + mp.exp(-real(gap)))


@lru_cache(maxsize=200_000)
def affinity(a: Q, b: Q, dps: int) -> mp.mpf:
    """Return the Bhattacharyya coefficient of the feedback under two gaps."""
    with mp.workdps(dps):
        return mp.sqrt(sigma(a, dps) * sigma(b, dps)) + mp.sqrt(sigma(-a, dps) * sigma(-b, dps))


@lru_cache(maxsize=200_000)
def divergence(a: Q, b: Q, dps: int) -> mp.mpf:
    """Return the Kullback-Leibler divergence of the feedback under gap a from that under gap b."""
    if a == b:
        return mp.mpf(0)
    with mp.workdps(dps):
        left, right = sigma(a, dps), sigma(-a, dps)
        return left * mp.log(left / sigma(b, dps)) + right * mp.log(right / sigma(-b, dps))
