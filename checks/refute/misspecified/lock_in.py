"""Lower bound on the probability that greedy stays with a wrong model for ever under misspecified feedback.

Under the feedback's own law let r be the one-round likelihood ratio of the right model g to the wrong model a along
π_a. If E[r^λ] ≤ 1, then (L(g)/L(a))^λ is a supermartingale as long as a leads, and by Ville's inequality a first round
with r < 1 is never made good with probability at least 1 − r^λ. Greedy starts at a, so that it stays there for ever
with probability at least q = E[(1 − r^λ)⁺].
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from flint import arb

from theory.comparisons import Comparisons
from theory.exact.enclosure import Mass, ball, certify
from theory.preference import sigmoid

POWERS = (Fraction(1), Fraction(1, 2), Fraction(1, 4), Fraction(1, 8))
"""The λ that are tried."""

Outcome = tuple[Mass, Fraction, Fraction, Fraction]
"""Weight, and the signed gaps of a, of g, and of the law the feedback really has."""


@dataclass(frozen=True)
class Trap:
    """A certified chance of being misled for ever.

    Attributes
    ----------
    power : Fraction
        λ.
    chance : arb
        q.
    """

    power: Fraction
    chance: arb


def trap(believed: Comparisons, right: Comparisons, true: Callable[[Fraction], Fraction]) -> Trap | None:
    """Find λ with E[r^λ] ≤ 1, and q.

    Parameters
    ----------
    believed, right : list of (weight, gap of a or g, gap of the truth)
        What one round of π_a may bring, comparison by comparison, in the same order.
    true : callable
        The gap that the feedback really follows, from the gap of the truth: the identity unless the link is another.

    Returns
    -------
    Trap or None
        ``None`` where no λ of `POWERS` is certified.
    """
    rows: list[Outcome] = []
    for (weight, a, truth), (_, g, _) in zip(believed, right, strict=True):
        follows = true(truth)
        if a != g:
            rows += [(weight, a, g, follows), (weight, -a, -g, -follows)]
    for power in POWERS if rows else ():
        if _falls(rows, power):
            return Trap(power, _chance(rows, power))
    return None


def _falls(rows: list[Outcome], power: Fraction) -> bool:
    """Whether E[r^λ] ≤ 1: exactly so for λ = 1 where the feedback has the law that a says."""
    if power == 1 and all(a == true for _, a, _, true in rows):
        return True
    excess = sum((ball(w) * sigmoid(t) * (_ratio(a, g) ** ball(power) - 1) for w, a, g, t in rows), arb(0))
    return bool(excess < 0)


def _ratio(a: Fraction, g: Fraction) -> arb:
    return sigmoid(g) / sigmoid(a)


def _chance(rows: list[Outcome], power: Fraction) -> arb:
    falling = [row for row in rows if row[2] < row[1]]
    return certify(
        lambda: sum((ball(w) * sigmoid(t) * (1 - _ratio(a, g) ** ball(power)) for w, a, g, t in falling), arb(0))
    )
