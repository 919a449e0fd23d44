"""Softened policies γ(y) ∝ γ_0(y) e^{β r(y)}: their probabilities, exact where they are rational, lazy otherwise.

Claim: T27.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from flint import arb, ctx

from theory.exact.enclosure import Lazy, Mass, ball

Terms = tuple[tuple[Fraction, Fraction], ...]
"""(weight, exponent) of each response: γ(y) is in proportion to weight · e^exponent."""


@lru_cache(maxsize=4096)
def _normaliser(terms: Terms, precision: int) -> arb:
    """Enclose Σ weight · e^exponent; the precision in force is part of the question."""
    return sum((ball(weight) * ball(exponent).exp() for weight, exponent in terms), arb(0))


@dataclass(frozen=True)
class Softened(Lazy):
    """The probability weight · e^exponent / (Σ_j w_j e^{t_j})^power, where some exponent is not 0.

    Attributes
    ----------
    weight, exponent : Fraction
        Of the numerator.
    terms : tuple of (Fraction, Fraction)
        w_j and t_j.
    power : int
        How many draws it is the probability of.
    """

    weight: Fraction
    exponent: Fraction
    terms: Terms
    power: int

    def enclose(self) -> arb:
        """Enclose it at the precision in force."""
        return ball(self.weight) * ball(self.exponent).exp() / _normaliser(self.terms, ctx.prec) ** self.power

    def __rmul__(self, factor: Fraction) -> Softened:
        """Return it times a positive rational."""
        return Softened(factor * self.weight, self.exponent, self.terms, self.power)


def soften(reference: Sequence[Fraction], exponents: Sequence[Fraction]) -> Terms:
    """Return γ ∝ reference · e^exponents as terms, exponents relative to the largest; only what may be drawn counts.

    Examples
    --------
    >>> soften([Fraction(1, 2), Fraction(1, 2)], [Fraction(1), Fraction(3)])[0]
    (Fraction(1, 2), Fraction(-2, 1))
    """
    top = max(exponent for weight, exponent in zip(reference, exponents, strict=True) if weight)
    return tuple(
        (weight, exponent - top if weight else Fraction(0))
        for weight, exponent in zip(reference, exponents, strict=True)
    )


def drawn(terms: Terms) -> Iterator[tuple[Mass, int]]:
    """Yield the probability of every response that may be drawn."""
    return ((_mass(weight, exponent, terms, 1), y) for y, (weight, exponent) in enumerate(terms) if weight)


def pairs(terms: Terms) -> Iterator[tuple[Mass, int, int]]:
    """Yield the probability that two independent draws are {y, y'}, y ≤ y', whichever came first."""
    for y, (weight, exponent) in enumerate(terms):
        for other in range(y, len(terms)):
            second, further = terms[other]
            if weight and second:
                twice = weight * second * (1 if other == y else 2)
                yield _mass(twice, exponent + further, terms, 2), y, other


def _mass(weight: Fraction, exponent: Fraction, terms: Terms, power: int) -> Mass:
    if any(entry for _, entry in terms):
        return Softened(weight, exponent, terms, power)
    return weight / sum((entry for entry, _ in terms), Fraction(0)) ** power
