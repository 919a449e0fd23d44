"""Softened policies: probabilities, pairs of draws, exactness where nothing tilts them."""

from __future__ import annotations

from fractions import Fraction
from math import exp, isclose

from flint import arb, ctx

from theory.exact.enclosure import Lazy, ball
from theory.protocol.softened import drawn, pairs, soften

REFERENCE = [Fraction(1, 2), Fraction(1, 3), Fraction(1, 6)]
TILTED = soften(REFERENCE, [Fraction(0), Fraction(2), Fraction(-1)])


def test_probabilities_are_in_proportion_to_reference_times_exponential():
    weights = [float(w) * exp(t) for w, t in zip(REFERENCE, (0, 2, -1), strict=True)]
    found = {y: float(mass) for mass, y in drawn(TILTED)}
    assert all(isclose(found[y], weight / sum(weights), rel_tol=1e-12) for y, weight in enumerate(weights))


def test_pairs_are_two_independent_draws_in_either_order():
    single = {y: float(mass) for mass, y in drawn(TILTED)}
    for mass, y, other in pairs(TILTED):
        assert y <= other
        assert isclose(float(mass), single[y] * single[other] * (1 if y == other else 2), rel_tol=1e-12)
    assert abs(sum(ball(mass) for mass, _, _ in pairs(TILTED)) - 1) < arb(2) ** -40


def test_without_tilt_every_probability_is_rational():
    terms = soften(REFERENCE, [Fraction(5)] * 3)
    assert [mass for mass, _ in drawn(terms)] == REFERENCE
    assert sum(mass for mass, _, _ in pairs(terms)) == 1


def test_what_the_reference_excludes_is_never_drawn_and_does_not_count():
    terms = soften([Fraction(1, 2), Fraction(0), Fraction(1, 2)], [Fraction(3), Fraction(9), Fraction(3)])
    assert [(mass, y) for mass, y in drawn(terms)] == [(Fraction(1, 2), 0), (Fraction(1, 2), 2)]
    assert {(y, other) for _, y, other in pairs(terms)} == {(0, 0), (0, 2), (2, 2)}


def test_a_lazy_probability_is_as_accurate_as_the_precision_in_force():
    mass = next(mass for mass, _ in drawn(TILTED))
    assert isinstance(mass, Lazy)
    with ctx.workprec(300):
        assert mass.enclose().rel_accuracy_bits() > 280
        assert abs((Fraction(1, 7) * mass).enclose() * 7 - mass.enclose()) < arb(2) ** -280


def test_an_extreme_tilt_is_enclosed_not_zero():
    terms = soften([Fraction(1, 2), Fraction(1, 2)], [Fraction(0), Fraction(10**6)])
    small = next(mass for mass, y in drawn(terms) if y == 0)
    assert ball(small) > 0 and ball(small) < arb(10) ** -400000
