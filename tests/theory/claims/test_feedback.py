"""The formulas of the feedback: identities that make them what they claim to be."""

from __future__ import annotations

import sympy as sp

from theory.claims.feedback import BERNOULLI_KL, BHATTACHARYYA, SIGMOID, A, B

WIN, OTHER = SIGMOID, SIGMOID.subs(A, B)


def test_one_of_the_two_wins() -> None:
    assert sp.simplify(SIGMOID + SIGMOID.subs(A, -A) - 1) == 0
    assert SIGMOID.subs(A, 0) == sp.Rational(1, 2)
    assert sp.limit(SIGMOID, A, sp.oo) == 1 and sp.limit(SIGMOID, A, -sp.oo) == 0


def test_the_divergence_is_that_of_two_bernoulli_laws() -> None:
    definition = WIN * sp.log(WIN / OTHER) + (1 - WIN) * sp.log((1 - WIN) / (1 - OTHER))
    for a, b in ((sp.Rational(1, 3), -2), (0, 5), (-4, sp.Rational(7, 2))):
        assert sp.N((BERNOULLI_KL - definition).subs({A: a, B: b}), 40, chop=True) == 0
    assert BERNOULLI_KL.subs(B, A) == 0
    assert sp.simplify(sp.diff(BERNOULLI_KL, B) - (OTHER - WIN)) == 0


def test_the_coefficient_is_one_for_equal_laws_and_symmetric() -> None:
    assert sp.simplify(BHATTACHARYYA.subs(B, A)) == 1
    swapped = BHATTACHARYYA.subs({A: B, B: A}, simultaneous=True)
    assert sp.simplify(BHATTACHARYYA - swapped) == 0
    values = [sp.N(BHATTACHARYYA.subs({A: 0, B: gap}), 20) for gap in (1, 2, 4, 8)]
    assert 1 > values[0] > values[1] > values[2] > values[3] > 0
