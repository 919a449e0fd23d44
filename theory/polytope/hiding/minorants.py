"""Lines below what one comparison adds to a deficit, certified over the gaps that are possible.

1 − BC(a, b) is convex in the gap a near b and flattens far from it, so that no one quadratic is close to it on a wide
range. Lines are: each is proposed from the lower hull of samples, and proved by subdivision, with balls.

Claim: L1, L3, T22.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from math import frexp, ldexp

import numpy as np
from flint import arb
from numpy.typing import NDArray

from theory.exact.enclosure import Number, ball, bounds, rational
from theory.preference import bernoulli_kl, bhattacharyya_deficit, sigmoid

Floats = NDArray[np.float64]
Line = tuple[Fraction, Fraction]
"""(s, v): the loss is at least v + s·a."""

PIECES = 4000
"""Into how many pieces a range may be cut to prove one line."""

BITS = 7
"""How many bits the slope of a line has: so few lines serve many branches."""


@dataclass(frozen=True)
class Loss:
    """What one comparison adds to a deficit, as a function of its gap a under m and its gap b under the truth.

    Attributes
    ----------
    value, slope : callable
        Enclose it and its derivative by a; a may be a ball. It is 0 at a = b and grows with |a − b| on either side.
    sampled : callable
        It in floats, for an array of a.
    """

    value: Callable[[Number, Number], arb]
    slope: Callable[[arb, Number], arb]
    sampled: Callable[[Floats, float], Floats]


def _hellinger_slope(a: arb, b: Number) -> arb:
    wide = ((a + ball(b)) / 4).cosh()
    tilt = ((a - ball(b)) / 4).sinh() / wide
    return tilt * (ball(b) / 2).cosh() / (4 * wide**2 * (1 + tilt**2) ** arb(1.5))


def _hellinger_sampled(a: Floats, b: float) -> Floats:
    one, two = (np.exp(-(np.logaddexp(0, -s * a) + np.logaddexp(0, -s * b)) / 2) for s in (1, -1))
    near = np.abs(a - b) < 1
    tilt = np.sinh((a[near] - b) / 4) / np.cosh(np.clip((a[near] + b) / 4, -300, 300))
    result = 1 - one - two
    result[near] = -np.expm1(-np.log1p(tilt**2) / 2)
    return np.asarray(result)


def _score_slope(a: arb, b: Number) -> arb:
    chance = sigmoid(a)
    return (-bernoulli_kl(a, b)).exp() * chance * (1 - chance) * (a - ball(b))


def _score_sampled(a: Floats, b: float) -> Floats:
    chance = np.exp(-np.logaddexp(0, -a))
    return np.asarray(-np.expm1(-np.maximum(chance * (a - b) - np.logaddexp(0, a) + np.logaddexp(0, b), 0)))


HELLINGER = Loss(bhattacharyya_deficit, _hellinger_slope, _hellinger_sampled)
"""1 − BC, of ρ (L1)."""

SCORE = Loss(lambda a, b: -(-bernoulli_kl(a, b)).expm1(), _score_slope, _score_sampled)
"""1 − exp(−kl), of ρ^kl (T22d)."""


def below(loss: Loss, truth: Fraction, low: Fraction, high: Fraction, line: Line) -> bool:
    """Whether a line is proved to lie below a loss from low to high: on each piece by its middle and its slopes."""
    slope, value = map(ball, line)
    if slope == 0 and value <= 0:
        return True
    at, waiting, pieces = ball(truth), [(rational(low), rational(high))], 0
    while waiting:
        left, right = waiting.pop()
        pieces += 1
        if pieces > PIECES:
            return False
        split = (left + right) / 2
        middle, half = arb(split), arb((right - left) / 2)
        above = loss.value(middle, at) - (value + slope * middle)
        if above < 0:
            return False
        turn = loss.slope(middle + arb(0, half.upper()), at) - slope
        if not above - abs(turn) * half >= 0:
            waiting += [(split, right), (left, split)]
    return True


@dataclass(eq=False)
class Minorants:
    """Lines below a loss on one range of gaps.

    Attributes
    ----------
    loss : Loss
        Of one comparison.
    truth : Fraction
        Its gap under the truth.
    low, high : Fraction
        The range.
    lines : list of (Fraction, Fraction)
        Proved so far; the first is 0, and those of a wider range hold too.
    """

    loss: Loss
    truth: Fraction
    low: Fraction
    high: Fraction
    lines: list[Line] = field(default_factory=lambda: [(Fraction(0), Fraction(0))])
    _tried: set[Fraction] = field(default_factory=lambda: {Fraction(0)})

    def part(self, low: Fraction, high: Fraction) -> Minorants:
        """Return the lines on a narrower range."""
        return Minorants(self.loss, self.truth, low, high, list(self.lines))

    def __post_init__(self) -> None:
        """Sample the loss."""
        low, high, near = float(self.low), float(self.high), float(self.truth)
        fans = [near + sign * (high - low) * 2.0**-k for k in range(2, 14) for sign in (1, -1)]
        places = np.unique(np.clip([*np.linspace(low, high, 97), *fans, near], low, high))
        self._places, self._values = places, self.loss.sampled(places, near)
        self._hull = _lower_hull(places, self._values)

    def height(self, place: float) -> float:
        """Return the convex hull of the loss at a gap, as far as the samples tell."""
        return float(np.interp(place, self._places[self._hull], self._values[self._hull]))

    def touch(self, place: float) -> bool:
        """Prove the line that supports the loss at a gap; return whether it is a new one."""
        hull = self._hull
        if len(hull) < 2:
            return False
        k = int(np.clip(np.searchsorted(self._places[hull], place), 1, len(hull) - 1))
        ends, heights = self._places[hull[k - 1 : k + 1]], self._values[hull[k - 1 : k + 1]]
        slope = _short(float((heights[1] - heights[0]) / (ends[1] - ends[0])))
        if slope in self._tried:
            return False
        self._tried.add(slope)
        room = max(float(heights.min()), float(heights.max()) / 64, 1e-12) / 256
        least = float((self._values - float(slope) * self._places).min())
        for _ in range(4):
            line = slope, Fraction(least - room)
            if below(self.loss, self.truth, self.low, self.high, line):
                self.lines.append(line)
                return True
            room *= 8
        return False


def _short(x: float) -> Fraction:
    """Return a rational of few bits near a float.

    Examples
    --------
    >>> _short(0.3), _short(0.0)
    (Fraction(77, 256), Fraction(0, 1))
    """
    share, power = frexp(x)
    return Fraction(ldexp(round(ldexp(share, BITS)), power - BITS))


def _lower_hull(x: Floats, y: Floats) -> NDArray[np.intp]:
    """Return the indices of the lower convex hull of points from left to right."""
    kept: list[int] = []
    for i in range(len(x)):
        while len(kept) > 1:
            a, b = kept[-2], kept[-1]
            if (y[b] - y[a]) * (x[i] - x[a]) < (y[i] - y[a]) * (x[b] - x[a]):
                break
            kept.pop()
        kept.append(i)
    return np.array(kept)


def deficit(loss: Loss, gaps: list[tuple[Fraction, Fraction, Fraction]]) -> Fraction:
    """Return an upper bound of Σ weight · loss(a, b)."""
    return bounds(sum((ball(weight) * loss.value(a, b) for weight, a, b in gaps), arb(0)))[1]
