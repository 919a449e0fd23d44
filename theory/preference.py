"""Bradley–Terry feedback: σ, the Bhattacharyya coefficient and the Kullback–Leibler divergence of two gaps.

Here as certified enclosures; `theory.claims.feedback` has them as formulas.
"""

from __future__ import annotations

from fractions import Fraction

from flint import arb

from theory.exact.enclosure import Number, ball


def sigmoid(a: Number) -> arb:
    """Enclose σ(a).

    Claim: section 1.

    Examples
    --------
    >>> from fractions import Fraction
    >>> bool(sigmoid(Fraction(0)) == arb(0.5))
    True
    """
    return 1 / (1 + (-ball(a)).exp())


def log_sigmoid(a: Fraction) -> arb:
    """Enclose ln σ(a) = min(a, 0) − ln(1 + e^(−|a|)), without overflow or cancellation.

    Claim: section 1.
    """
    return ball(min(a, Fraction(0))) - (-ball(abs(a))).exp().log1p()


def bhattacharyya(a: Number, b: Number) -> arb:
    """Enclose BC(a, b), by the closed form; exactly 1 for equal rationals.

    Claim: L1.
    """
    if not isinstance(a, arb) and a == b:
        return arb(1)
    return 1 / (1 + _tilt(ball(a), ball(b))).sqrt()


def bhattacharyya_deficit(a: Number, b: Number) -> arb:
    """Enclose 1 − BC(a, b) without cancellation, for gaps that are close.

    Claim: L1.
    """
    if not isinstance(a, arb) and a == b:
        return arb(0)
    tilt = _tilt(ball(a), ball(b))
    root = (1 + tilt).sqrt()
    return tilt / (root * (root + 1))


def _tilt(a: arb, b: arb) -> arb:
    root = ((a - b) / 4).sinh() / ((a + b) / 4).cosh()
    return root * root


def bernoulli_kl(a: Number, b: Number) -> arb:
    """Enclose kl(σ(a)‖σ(b)); exactly 0 for equal rationals.

    Claim: L3.
    """
    if not isinstance(a, arb) and a == b:
        return arb(0)
    a, b = ball(a), ball(b)
    return sigmoid(a) * (a - b) - a.exp().log1p() + b.exp().log1p()
