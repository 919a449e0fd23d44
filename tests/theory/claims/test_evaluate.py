"""Formulas to numbers: exact where all is rational, balls that hold sympy's value where not."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
import sympy as sp
from flint import arb, ctx

from theory.claims.evaluate import Valuation, evaluate, root, total
from theory.claims.language import DELTA, THETA, MaxOver, SetOf, SumOver, predicate, quantity
from theory.exact.enclosure import Number, bounds

X, Y = sp.symbols("x y", real=True)
N, T = sp.symbols("n t", integer=True, nonnegative=True)
POINT = {"x": Fraction(2, 3), "y": Fraction(-5, 4), "n": Fraction(3)}


def known(value: Number) -> Number:
    """A ball around an exact number, as a quantity that is only enclosed would be."""
    return arb(value.numerator) / value.denominator if isinstance(value, Fraction) else value


EXACT = [
    (X + Y * 3 - 1, Fraction(2, 3) - Fraction(15, 4) - 1),
    (X**2 / Y, Fraction(4, 9) / Fraction(-5, 4)),
    (X**-2, Fraction(9, 4)),
    (X**N, Fraction(8, 27)),
    (sp.Max(X, Y, 0), Fraction(2, 3)),
    (sp.Min(X, Y), Fraction(-5, 4)),
    (sp.Abs(Y), Fraction(5, 4)),
    (sp.floor(Y), Fraction(-2)),
    (sp.ceiling(X), Fraction(1)),
    (sp.exp(X - X), Fraction(1)),
    (sp.Sum(X**T, (T, 0, N)), 1 + Fraction(2, 3) + Fraction(4, 9) + Fraction(8, 27)),
    (sp.Sum(T, (T, 1, 0)), Fraction(0)),
]


@pytest.mark.parametrize(("expression", "expected"), EXACT)
def test_what_is_rational_stays_rational(expression: sp.Expr, expected: Fraction) -> None:
    found = evaluate(expression, Valuation(POINT))
    assert isinstance(found, Fraction) and found == expected


@pytest.mark.parametrize(("expression", "expected"), EXACT[:8])
def test_the_same_from_balls(expression: sp.Expr, expected: Fraction) -> None:
    found = evaluate(expression, Valuation({"x": known(POINT["x"]), "y": known(POINT["y"]), "n": POINT["n"]}))
    assert found.overlaps(known(expected)) and found.rad() < 1e-12  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "expression",
    [
        sp.exp(X * Y),
        sp.E**Y,
        sp.log(X),
        sp.sqrt(X) - 1 / sp.sqrt(X),
        X ** sp.Rational(1, 3),
        sp.cosh(Y) + sp.sinh(X),
        sp.LambertW(X),
        sp.Max(sp.exp(X), 2) * sp.Min(sp.exp(Y), X),
        sp.floor(sp.exp(X)) + sp.ceiling(sp.exp(Y)),
        sp.Abs(sp.log(X)),
        sp.Sum(sp.exp(-T * X), (T, 0, N)),
        (X + sp.exp(Y)) ** 3,
    ],
)
def test_enclosures_hold_the_value_sympy_finds(expression: sp.Expr) -> None:
    found = evaluate(expression, Valuation(POINT))
    numbers = {X: sp.Rational(2, 3), Y: sp.Rational(-5, 4), N: 3}
    expected = Fraction(str(sp.N(expression.subs(numbers).doit(), 40)))
    low, high = bounds(found)
    assert low - Fraction(1, 10**30) <= expected <= high + Fraction(1, 10**30)
    assert high - low < Fraction(1, 10**12)


def test_precision_in_force_is_used() -> None:
    with ctx.workprec(400):
        assert evaluate(sp.exp(X), Valuation(POINT)).rad() < arb(2) ** -380


def test_edges_of_powers_and_logarithms() -> None:
    zero = Valuation({"x": Fraction(0)})
    assert evaluate(1 / X, zero) == arb.pos_inf() and evaluate(sp.log(X), zero) == arb.neg_inf()
    assert evaluate(sp.log(X), Valuation({"x": Fraction(1)})) == Fraction(0)
    assert evaluate(X * sp.exp(Y), Valuation({"x": Fraction(0), "y": Fraction(7)})) == Fraction(0)
    with pytest.raises(KeyError):
        evaluate(Y, zero)


def test_a_root_of_a_ball_that_reaches_below_zero_is_not_negative() -> None:
    low, high = bounds(root(arb(0, 1e-30)))
    assert low <= 0 < high < Fraction(1, 10**14)


def test_sets_sums_and_maxima() -> None:
    members = SetOf("W", THETA)
    functions: dict[str, Any] = {
        "W": lambda theta: [1, 2, 4] if theta else [],
        "Delta": lambda m, theta: Fraction(m, 2),
    }
    for theta, expected in ((1, Fraction(7, 2)), (0, Fraction(0))):
        assert evaluate(SumOver(DELTA(N, THETA), N, members), Valuation({"theta": theta}, functions)) == expected
    assert evaluate(MaxOver(DELTA(N, THETA), N, members), Valuation({"theta": 1}, functions)) == 2
    assert evaluate(members, Valuation({"theta": 1}, functions)) == [1, 2, 4]


def test_predicates_and_truth_values() -> None:
    holds = predicate("holds")
    assert evaluate(holds(X), Valuation({"x": 3}, {"holds": lambda x: x == 3})) is True
    assert evaluate(sp.true, Valuation()) is True and evaluate(sp.false, Valuation()) is False


def test_an_unknown_name_and_an_unknown_construct() -> None:
    with pytest.raises(KeyError):
        evaluate(quantity("nobody")(), Valuation())
    with pytest.raises(TypeError, match="do not use sin"):
        evaluate(sp.sin(X), Valuation(POINT))


def test_binding_leaves_the_original_alone() -> None:
    first = Valuation({"x": 1})
    assert evaluate(X, first.bind("x", 2)) == 2 and evaluate(X, first) == 1


def test_a_total_is_exact_if_every_term_is() -> None:
    assert total([]) == Fraction(0)
    assert total([Fraction(1, 3), Fraction(1, 6)]) == Fraction(1, 2)
    assert isinstance(total([Fraction(1, 3), arb(1)]), arb)
