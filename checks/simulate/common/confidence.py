"""Confidence intervals for an expected regret that hold for every sample size: no normal approximation.

Regret is not negative and may have a long tail, so it is cut at a few levels fixed in advance. At each level b,
min(X, b) is bounded, and the empirical Bernstein inequality of Waudby-Smith and Ramdas (2024, Theorem 2) bounds its
mean from both sides; E X ≥ E min(X, b), and E X ≤ E min(X, b) + E(X − b)⁺, where the last term has a proven bound: 0 if
X ≤ b always, the geometric tail T2 for leaders who are told from the truth, the mistakes of T11 for forced
exploration. The confidence is shared out over the levels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, log, log1p

import numpy as np
from numpy.typing import NDArray

ROUNDING = 1e-11
"""Relative allowance for the rounding of sums of floats."""

INEQUALITY = "empirical Bernstein (Waudby-Smith and Ramdas 2024) on truncated regret"
"""What the intervals rest on, for people."""

_LARGEST = 0.9
"""The largest bet: what is lost when nothing varies is size · ln(1/share) / (0.9 · runs)."""

_EXPONENTS = (1, 2, 4, 6, 8, 10, 12, 15, 18, 22, 27)
_SMALLER = 8


@dataclass(frozen=True)
class Level:
    """A level at which regret is cut.

    Attributes
    ----------
    size : float
        Reward units.
    tail : float
        A proven bound on the expected regret above the level; infinite if none is known.
    """

    size: float
    tail: float


@dataclass(frozen=True)
class Knowledge:
    """What is proven about the regret of one run: at least ``floor`` always, and the levels above it."""

    floor: float
    levels: tuple[Level, ...]


def bounded(most: float) -> list[Level]:
    """Return the levels of a regret that never exceeds ``most``, and smaller ones for the lower limit.

    Examples
    --------
    >>> bounded(8.0)[:2]
    [Level(size=8.0, tail=0.0), Level(size=2.0, tail=inf)]
    """
    return [Level(most, 0.0)] + [Level(most / 4.0**i, inf) for i in range(1, _SMALLER)]


def geometric(costs: Sequence[float], deficits: Sequence[float]) -> list[Level]:
    """Return the levels of Σ_m Δ(m) N(m) when P(N(m) ≥ n + 1) ≤ (1 − deficit)ⁿ.

    E(Σ Δ N − Σ Δ n)⁺ ≤ Σ Δ E(N − n)⁺ ≤ Σ Δ (1 − deficit)ⁿ / deficit for all integers n(m).

    Claim: T2.
    """
    levels = []
    for exponent in _EXPONENTS:
        counts = [float(np.ceil(exponent / -log1p(-deficit))) if deficit < 1 else 1.0 for deficit in deficits]
        cuts = [(cost, n, deficit) for cost, n, deficit in zip(costs, counts, deficits, strict=True)]
        size = sum(cost * n for cost, n, _ in cuts)
        tail = sum(cost * (1.0 - deficit) ** n / deficit for cost, n, deficit in cuts)
        levels.append(Level(size, tail))
    return levels + [Level(levels[0].size / 4.0**i, inf) for i in range(1, _SMALLER)]


def interval(sample: NDArray[np.float64], known: Knowledge, confidence: float) -> tuple[float, float]:
    """Return limits that contain the expected regret with probability at least ``confidence``.

    Parameters
    ----------
    sample : float array, shape (runs,)
        Regret of independent runs.
    known : Knowledge
        What is proven about each of them.
    confidence : float
        Two-sided, half of the rest for each side.

    Returns
    -------
    tuple of float
        Lower and upper limit; infinity when nothing bounds the regret from above.
    """
    share = (1.0 - confidence) / 2.0
    uppers = sum(level.tail < inf for level in known.levels)
    excess = np.maximum(sample - known.floor, 0.0)
    low, high = 0.0, inf
    for level in known.levels:
        cut = np.minimum(excess, level.size)
        if level.size > low:
            low = max(low, limit(cut, level.size, share / len(known.levels), -1.0))
        if level.tail < high:
            high = min(high, limit(cut, level.size, share / uppers, 1.0) + level.tail)
    return (known.floor + low) * (1.0 - ROUNDING), (known.floor + high) * (1.0 + ROUNDING)


def limit(values: NDArray[np.float64], size: float, share: float, side: float) -> float:
    """Return a limit of the mean of independent values in [0, size], wrong with probability at most ``share``.

    For predictable m_i and λ_i in [0, 1), E exp(λ_i (X_i − E X) − (X_i − m_i)² ψ(λ_i)) ≤ 1 for X_i in [0, 1], with
    ψ(λ) = −ln(1 − λ) − λ, and the same with the first sign turned. So their product exceeds 1/share rarely (Markov).
    Here m_i is the mean of the values before, and λ_i what would be best if their variance were the true one.

    Parameters
    ----------
    side : float
        1 for an upper limit, −1 for a lower one.
    """
    if size == 0.0:
        return 0.0
    x, weight = values / size, log(1.0 / share)
    number = np.arange(2.0, len(x) + 2.0)
    means = np.cumsum(x)
    means += 0.5
    means /= number
    spread = np.concatenate([[0.25], np.cumsum((x - means)[:-1] ** 2) + 0.25])
    spread[1:] /= number[:-1]
    bets = np.minimum(np.sqrt(2.0 * weight / len(x) / spread), _LARGEST)
    steps = x - np.concatenate([[0.5], means[:-1]])
    paid = weight - float((steps * steps * (np.log1p(-bets) + bets)).sum())
    found = (float((bets * x).sum()) + side * paid) / float(bets.sum())
    mean = float(x.mean())
    return size * (min(max(found, mean), 1.0) if side > 0 else max(min(found, mean), 0.0))
