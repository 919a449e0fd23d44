import pytest
import sympy as sp

from proofs.symbolic.discharge import identity, sum_of_squares
from proofs.symbolic.engine.step import Goal, eq, ge, le, lt, positive
from proofs.symbolic.engine.symbols import a, rho, x, y


def test_accepts_and_rejects():
    assert identity()(Goal(eq(sp.cosh(a) ** 2 - sp.sinh(a) ** 2, sp.Integer(1)))).accepted
    assert not identity()(Goal(eq(sp.cosh(a) ** 2, sp.Integer(1)))).accepted


def test_a_denominator_has_to_be_proved_non_zero():
    statement = eq(rho / (1 - rho) + 1, 1 / (1 - rho))
    assert not identity()(Goal(statement)).accepted
    assert "denominator" in identity()(Goal(statement)).how
    assert identity()(Goal(statement, (lt(rho, sp.Integer(1)),))).accepted


def test_derivatives_are_taken():
    assert identity()(Goal(eq(sp.Derivative(sp.exp(2 * a), a), 2 * sp.exp(2 * a)))).accepted


@pytest.mark.parametrize("statement", [le(x, x), sp.true, "words", eq(sp.sin(a), sp.sin(a) + 0 * a), eq(sp.sqrt(a), a)])
def test_outside_its_reach(statement):
    assert not identity()(Goal(statement)).accepted


def test_certificate_is_checked():
    statement = ge(x**2 + y**2, 2 * x * y)
    assert sum_of_squares((1, x - y))(Goal(statement)).accepted
    assert not sum_of_squares((1, x + y))(Goal(statement)).accepted
    assert not sum_of_squares((2, x - y))(Goal(statement)).accepted


def test_weights_have_to_be_positive_numbers():
    assert not sum_of_squares((-1, x - y))(Goal(le(x**2 + y**2, 2 * x * y))).accepted
    assert not sum_of_squares((a, x))(Goal(ge(a * x**2, sp.Integer(0)), positive(x))).accepted
    assert not sum_of_squares((1, x))(Goal(eq(x**2, x**2))).accepted
