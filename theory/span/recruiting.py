"""Probability that N users span (T18), and how many users to recruit, as exact numbers.

Users are drawn independently from a law of heads whose span has dimension k, and every proper subspace misses a
fresh user with at least a known probability. A draw that leaves the span of the earlier ones raises its dimension.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import comb

import flint


def _probability(value: Fraction, name: str) -> Fraction:
    value = Fraction(value)
    if not 0 < value <= 1:
        raise ValueError(f"{name} must lie in (0, 1], got {value}")
    return value


def miss_bound(users: int, dimension: int, escape: Fraction) -> Fraction:
    """Bound the probability that ``users`` independent heads do not span: P(Binomial(N, q) < k).

    Claim: T18.

    Parameters
    ----------
    users : int
        N ≥ 0.
    dimension : int
        k ≥ 0, the dimension of the span of the law.
    escape : Fraction
        q in (0, 1]: at least this is the probability that a head lies outside any given proper subspace.

    Returns
    -------
    Fraction

    Examples
    --------
    >>> miss_bound(3, 2, Fraction(1, 2))
    Fraction(1, 2)
    """
    q = _probability(escape, "escape")
    a, b = q.numerator, q.denominator - q.numerator
    hits = sum(comb(users, j) * a**j * b ** (users - j) for j in range(min(dimension, users + 1)))
    return Fraction(hits, q.denominator**users)


def sharp_miss_bound(users: int, escapes: Sequence[Fraction]) -> Fraction:
    """Bound the same probability from an escape probability for each dimension: P(Σ_j Geometric(q_j) > N).

    Claim: T18.

    Parameters
    ----------
    users : int
        N ≥ 0.
    escapes : sequence of Fraction
        ``escapes[j]`` is q_j, j = 0 … k − 1: the least probability that a head lies outside a j-dimensional subspace.

    Returns
    -------
    Fraction

    Examples
    --------
    >>> sharp_miss_bound(3, [Fraction(1, 2), Fraction(1, 2)]) == miss_bound(3, 2, Fraction(1, 2))
    True
    >>> sharp_miss_bound(2, [Fraction(1), Fraction(1, 2)])
    Fraction(1, 2)
    """
    chances = [_probability(q, "escape") for q in escapes]
    law = [Fraction(1), *(Fraction(0) for _ in chances)]
    for _ in range(users):
        for j in range(len(chances), 0, -1):
            stay = 1 - chances[j] if j < len(chances) else Fraction(1)
            law[j] = law[j] * stay + law[j - 1] * chances[j - 1]
        if chances:
            law[0] *= 1 - chances[0]
    return sum(law[:-1], Fraction(0))


def sharp_miss_enclosure(users: int, escapes: Sequence[Fraction]) -> flint.arb:
    """Enclose `sharp_miss_bound` in ball arithmetic: for many users, where the fraction would be enormous.

    Claim: T18.
    """
    chances = [_probability(q, "escape") for q in escapes]
    steps = [flint.arb(flint.fmpq(q.numerator, q.denominator)) for q in chances]
    law = [flint.arb(1), *(flint.arb(0) for _ in steps)]
    for _ in range(users):
        for j in range(len(steps), 0, -1):
            law[j] = (law[j] * (1 - steps[j]) if j < len(steps) else law[j]) + law[j - 1] * steps[j - 1]
        if steps:
            law[0] *= 1 - steps[0]
    return sum(law[:-1], flint.arb(0))


def expected_users(escapes: Sequence[Fraction]) -> Fraction:
    """Bound the expected number of users until they span: Σ_j 1/q_j.

    Claim: T18.

    Examples
    --------
    >>> expected_users([Fraction(1), Fraction(1, 2)])
    Fraction(3, 1)
    """
    return sum((1 / _probability(q, "escape") for q in escapes), Fraction(0))


def users_needed(escapes: Sequence[Fraction], risk: Fraction, limit: int = 1_000_000) -> int | None:
    """Find the smallest number of users for which `sharp_miss_bound` is at most ``risk``; ``None`` beyond ``limit``.

    Claim: T18. Decided in ball arithmetic, and exactly where that leaves it open.

    Examples
    --------
    >>> users_needed([Fraction(1), Fraction(1, 2)], Fraction(1, 100))
    8
    """
    low, high = len(escapes), max(1, len(escapes))
    if _is_enough(low, escapes, risk):
        return low
    while not _is_enough(high, escapes, risk):
        low, high = high, 2 * high
        if low >= limit:
            return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if _is_enough(middle, escapes, risk) else (middle, high)
    return high if high <= limit else None


def _is_enough(users: int, escapes: Sequence[Fraction], risk: Fraction) -> bool:
    """Compare in ball arithmetic; where the balls meet, exactly."""
    excess = sharp_miss_enclosure(users, escapes) - flint.arb(flint.fmpq(risk.numerator, risk.denominator))
    if excess.contains(0):
        return sharp_miss_bound(users, escapes) <= risk
    return bool(excess < 0)
