"""The enclosures against the formulas, evaluated by sympy at 60 digits."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
import sympy as sp
from flint import arb
from hypothesis import given, settings
from hypothesis import strategies as st

from theory.claims.feedback import BERNOULLI_KL, BHATTACHARYYA, SIGMOID, A, B
from theory.exact.enclosure import ball, bounds, certify
from theory.preference import bernoulli_kl, bhattacharyya, bhattacharyya_deficit, sigmoid

gaps = st.fractions(min_value=-20, max_value=20, max_denominator=50)
PAIRS: list[tuple[sp.Expr, Callable[[Fraction, Fraction], arb]]] = [
    (SIGMOID, lambda a, b: sigmoid(a)),
    (BHATTACHARYYA, bhattacharyya),
    (1 - BHATTACHARYYA, bhattacharyya_deficit),
    (BERNOULLI_KL, bernoulli_kl),
]


@pytest.mark.parametrize(("formula", "enclosure"), PAIRS)
@settings(deadline=None, max_examples=60)
@given(a=gaps, b=gaps)
def test_the_enclosure_holds_the_formula(
    formula: sp.Expr, enclosure: Callable[[Fraction, Fraction], arb], a: Fraction, b: Fraction
) -> None:
    low, high = bounds(certify(lambda: enclosure(a, b)))
    value = formula.subs({A: sp.Rational(a), B: sp.Rational(b)}).evalf(60, chop=False)
    slack = sp.Rational(1, 10**45)
    assert sp.Rational(low) - slack <= value <= sp.Rational(high) + slack
    assert high - low <= Fraction(1, 10**12) * max(abs(high), abs(low))


def test_equal_gaps_are_exactly_alike() -> None:
    assert bhattacharyya(Fraction(1, 3), Fraction(1, 3)) == 1
    assert bhattacharyya_deficit(Fraction(1, 3), Fraction(1, 3)).is_zero()
    assert bernoulli_kl(Fraction(1, 3), Fraction(1, 3)).is_zero()


def test_log_sigmoid_is_the_logarithm_of_sigmoid_from_far_left_to_far_right() -> None:
    import math
    from fractions import Fraction

    from theory.preference import log_sigmoid

    for gap in (-700, -3, 0, 2, 30):
        expected = -math.log1p(math.exp(-gap)) if gap > 0 else gap - math.log1p(math.exp(gap))
        assert math.isclose(float(log_sigmoid(Fraction(gap))), expected, rel_tol=1e-12)


def test_gaps_that_the_precision_does_not_tell_apart_are_still_enclosed() -> None:
    """The difference of the balls contains 0; its square is no number's power, but a product."""
    a = Fraction(1000, 3)
    deficit = bhattacharyya_deficit(a, a + Fraction(1, 10**20))
    assert deficit.is_finite() and deficit.contains(0) and deficit < 1e-20
    near = bhattacharyya(ball(Fraction(1)), ball(Fraction(1)) + arb(0, 1e-3))
    assert near.is_finite() and near.contains(1)
