import pytest
import sympy as sp

from proofs.symbolic.discharge import known_series, polynomial_inequality, telescoping, termwise
from proofs.symbolic.engine.step import Goal, eq, ge, le, lt, nonnegative, positive
from proofs.symbolic.engine.symbols import N, P, Q, i, j, k, rho, s, total

TERMWISE = termwise(polynomial_inequality())
MASSES = nonnegative(P[i], Q[i])
SQUARES = sp.Sum(j**2, (j, 1, N))


@pytest.mark.parametrize(
    ("statement", "accepted"),
    [
        (ge(total(P[i] ** 2), total(2 * P[i] - 1)), True),
        (ge(total(P[i]), sp.Integer(0)), True),
        (ge(s**2 * total(P[i]), -total(Q[i])), True),
        (eq(total(P[i] + Q[i]), total(P[i]) + total(Q[i])), True),
        (ge(total(P[i]), total(Q[i])), False),
        (ge(total(P[i]) + 1, sp.Integer(0)), False),
        (ge(total(P[i]) * total(Q[i]), sp.Integer(0)), False),
        (ge(total(P[i]) ** 2, sp.Integer(0)), False),
        (ge(total(P[i]), -total(Q[j], j, k)), False),
        (ge(P[i] * total(Q[i]), sp.Integer(0)), False),
        (lt(total(P[i]), total(P[i] + 1)), False),
        (ge(sp.Integer(1), sp.Integer(0)), False),
    ],
)
def test_termwise(statement, accepted):
    assert TERMWISE(Goal(statement, MASSES)).accepted is accepted


@pytest.mark.parametrize(
    ("statement", "accepted"),
    [
        (eq(SQUARES, N * (N + 1) * (2 * N + 1) / 6), True),
        (eq(SQUARES, N * (N + 1) * (2 * N + 1) / 6 + 1), False),
        (eq(SQUARES, N**3 / 3), False),
        (eq(N, SQUARES), False),
        (eq(sp.Sum(N - j, (j, 1, N)), sp.Integer(0)), False),
        (eq(sp.Sum(j, (j, 1, 2 * N)), N * (2 * N + 1)), False),
    ],
)
def test_telescoping(statement, accepted):
    assert telescoping()(Goal(statement, nonnegative(N))).accepted is accepted
    assert not telescoping()(Goal(statement)).accepted


def test_telescoping_needs_the_denominator():
    geometric = eq(sp.Sum(rho**j, (j, 0, N - 1)), (1 - rho**N) / (1 - rho))
    assert telescoping()(Goal(geometric, (*nonnegative(N), *positive(rho), lt(rho, sp.Integer(1))))).accepted
    assert not telescoping()(Goal(geometric, (*nonnegative(N), *positive(rho)))).accepted


def test_known_series():
    series = sp.Sum(1 / j**4, (j, 1, sp.oo))
    assert known_series()(Goal(eq(series, sp.pi**4 / 90))).accepted
    assert not known_series()(Goal(eq(series, sp.pi**4 / 91))).accepted
    assert not known_series()(Goal(le(series, sp.Integer(2)))).accepted
    assert not known_series()(Goal(eq(sp.Sum(j, (j, 1, N)), N))).accepted
