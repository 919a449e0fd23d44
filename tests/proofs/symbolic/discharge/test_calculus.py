import pytest
import sympy as sp

from proofs.symbolic.discharge import convex, enclosed, increasing, polynomial_inequality
from proofs.symbolic.engine.step import Goal, between, eq, ge, gt, le, lt, positive
from proofs.symbolic.engine.symbols import u, x

POLYNOMIAL = polynomial_inequality()
HALF_LINE = (ge(u, sp.Integer(0)),)


def test_convex():
    assert convex(u, 0, POLYNOMIAL)(Goal(ge(sp.exp(u), 1 + u))).accepted
    assert not convex(u, 0, POLYNOMIAL)(Goal(le(sp.exp(u), 1 + u))).accepted
    assert not convex(u, 1, POLYNOMIAL)(Goal(ge(sp.exp(u), 1 + u))).accepted
    assert not convex(u, 0, POLYNOMIAL)(Goal(ge(sp.exp(u), 1 + u + u**2 / 2))).accepted


def test_convex_domain():
    statement = le(sp.log(x), x - 1)
    assert convex(x, 1, POLYNOMIAL)(Goal(statement, positive(x))).accepted
    assert not convex(x, 1, POLYNOMIAL)(Goal(statement)).accepted
    assert not convex(x, 1, POLYNOMIAL)(Goal(statement, (*positive(x), lt(x, sp.Integer(1))))).accepted


def test_convexity_needs_smooth_sides():
    assert not convex(u, 0, POLYNOMIAL)(Goal(ge(sp.Abs(u) ** 3, u * 0))).accepted
    assert not convex(u, 0, POLYNOMIAL)(Goal(ge(1 / (u - 1) + 1 + u, -(u**2)))).accepted


def test_increasing():
    assert increasing(u, 0, POLYNOMIAL)(Goal(ge(u**3, -u), HALF_LINE)).accepted
    assert not increasing(u, 0, POLYNOMIAL)(Goal(ge(u**3, u), HALF_LINE)).accepted
    assert not increasing(u, 0, POLYNOMIAL)(Goal(ge(u**3 + 1, u), HALF_LINE)).accepted
    assert not increasing(u, 0, POLYNOMIAL)(Goal(ge(u**3, -u))).accepted
    gap = (*HALF_LINE, sp.Or(sp.Eq(u, 0), sp.Gt(u, 2)))
    assert not increasing(u, 0, POLYNOMIAL)(Goal(ge(u * (u - 1) * (u - 1), 2 * u - 2 * u), gap)).accepted


@pytest.mark.parametrize(
    ("statement", "accepted"),
    [
        (lt(sp.exp(u), sp.Rational(272, 100)), True),
        (lt(sp.exp(u), sp.Rational(271, 100)), False),
        (gt(sp.sqrt(1 + u) + sp.sinh(u), sp.cosh(u) * u), True),
        (ge(u, sp.Integer(0)), False),
        (gt(sp.log(u + 1) + 1, sp.pi / 4), True),
        (gt(sp.log(u), sp.Integer(-100)), False),
        (eq(u, u), False),
        (gt(sp.sin(u) + 2, sp.Integer(0)), False),
        (gt(u + x + 5, sp.Integer(0)), False),
    ],
)
def test_covering(statement, accepted):
    assert enclosed(u, 0, 1)(Goal(statement, between(sp.Integer(0), u, sp.Integer(1)))).accepted is accepted


def test_the_hypotheses_have_to_be_the_interval():
    statement = lt(u, sp.Integer(5))
    assert not enclosed(u, 0, 1)(Goal(statement)).accepted
    assert not enclosed(u, 0, 1)(Goal(statement, between(sp.Integer(0), u, sp.Integer(2)))).accepted


def test_constants():
    assert enclosed()(Goal(gt(sp.exp(1), sp.Rational(27, 10)))).accepted
    assert not enclosed()(Goal(gt(sp.exp(1), sp.Integer(3)))).accepted
    assert not enclosed()(Goal(gt(u, sp.Integer(-1)))).accepted
