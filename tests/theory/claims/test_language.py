"""The vocabulary of statements: what is printed, and that sympy may rebuild it."""

from __future__ import annotations

import sympy as sp

from theory.claims.language import DELTA, RHO, THETA, M, MaxOver, SetOf, SumOver, quantity

WRONG = SetOf("W", THETA)
BOUND = SumOver(DELTA(M, THETA) / (1 - RHO(M, THETA)), M, WRONG)


def test_how_they_read() -> None:
    assert str(WRONG) == "W(theta)" and str(SetOf("Theta")) == "Theta"
    assert str(BOUND) == "sum_{m in W(theta)} Delta(m, theta)/(1 - rho(m, theta))"
    assert sp.latex(MaxOver(DELTA(M, THETA), M, WRONG)).startswith(r"\max_{m \in W(\theta)}")
    assert sp.latex(SetOf("Theta")) == r"\Theta"


def test_the_parts_of_a_sum() -> None:
    assert BOUND.index == M and BOUND.members == WRONG and BOUND.members.name == "W"
    assert BOUND.body == DELTA(M, THETA) / (1 - RHO(M, THETA))


def test_sympy_takes_them_apart_and_puts_them_together() -> None:
    assert BOUND.func(*BOUND.args) == BOUND and WRONG.func(*WRONG.args) == WRONG
    other = sp.Symbol("b")
    assert BOUND.subs(THETA, other).members == SetOf("W", other)
    assert SumOver(M, M, WRONG) != MaxOver(M, M, WRONG)
    assert isinstance(SumOver(1, M, WRONG).body, sp.Integer)


def test_quantities_are_real() -> None:
    assert quantity("q")(M).is_real
