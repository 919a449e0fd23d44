import pytest
import sympy as sp

from proofs.symbolic.engine.normal import NormalForm, NotNormalisable, known_positive, pull_out, scale_of, vanishes
from proofs.symbolic.engine.step import eq, ge, gt, le, lt, positive
from proofs.symbolic.engine.symbols import P, Q, a, b, d, i, j, k, s, t, total, x, y

R = sp.IndexedBase("R", real=True)
POSITIVE = positive(x, y, P[i], Q[i])


def zero(e, given=POSITIVE):
    form = NormalForm(given, scale_of(e))
    return vanishes(form, form(e))


@pytest.mark.parametrize(
    "e",
    [
        sp.cosh(a) ** 2 - sp.sinh(a) ** 2 - 1,
        sp.tanh(a / 2) - (sp.exp(a) - 1) / (sp.exp(a) + 1),
        sp.sqrt(x * y) - sp.sqrt(x) * sp.sqrt(y),
        sp.sqrt(sp.exp(a) + 1) ** 3 - (sp.exp(a) + 1) * sp.sqrt(1 + sp.exp(a)),
        1 / sp.sqrt(x) - sp.sqrt(x) / x,
        sp.log(x**2 / y) - 2 * sp.log(x) + sp.log(y),
        sp.log(1 + sp.exp(-a)) + a - sp.log(1 + sp.exp(a)),
        sp.log(sp.sqrt(x)) - sp.log(x) / 2,
        x ** (s + t) - x**s * x**t,
        (x * y) ** s - x**s * y**s,
        sp.exp(sp.log(x) / 2 + a) - sp.sqrt(x) * sp.exp(a),
        total(2 * P[i] - Q[i]) - 2 * total(P[i]) + total(Q[i]),
        total(sp.sqrt(P[i]) ** 2 / P[i] * Q[i]) - total(Q[i]),
        total(total(P[i] * R[j], j, k)) - total(P[i]) * total(R[j], j, k),
        total(R[i] * total(R[j], j, d), i, d) - total(R[i], i, d) * total(R[j], j, d),
        total(total(R[i, j] * P[i], j, k)) - total(total(R[i, j] * P[i], i, sp.Symbol("n", integer=True)), j, k),
    ],
)
def test_identities(e):
    assert zero(e)


@pytest.mark.parametrize(
    "e",
    [
        sp.cosh(a) ** 2 + sp.sinh(a) ** 2 - 1,
        sp.exp(a / 2) - sp.exp(a),
        sp.exp(a) - sp.exp(b),
        sp.sqrt(x + y) - sp.sqrt(x) - sp.sqrt(y),
        sp.log(x + y) - sp.log(x) - sp.log(y),
        total(P[i] * Q[i]) - total(P[i]) * total(Q[i]),
        total(total(R[i, j], j, k)) - total(total(R[j, i], j, k)),
        total(P[i] * R[i, j] * total(R[i, j], j, k)) - total(total(P[i] * R[i, j] ** 2, j, k)),
        total(P[i] * total(R[i, j], i, k)) - sp.Sum(P[i] * R[i, j], (i, 1, k), (i, 1, sp.Symbol("n", integer=True))),
        total(total(R[i, j], j, i)) - total(total(R[i, j], i, sp.Symbol("n", integer=True)), j, i),
        sp.pi - sp.Rational(22, 7),
        a,
    ],
)
def test_no_identities(e):
    assert not zero(e)


@pytest.mark.parametrize("e", [sp.sqrt(a), sp.log(a), sp.sqrt(x - y), sp.Abs(a), sp.Min(a, b), sp.sin(a), a**s])
def test_outside_the_fragment(e):
    with pytest.raises(NotNormalisable):
        zero(e)


def test_known_positive():
    assert known_positive((gt(x, 0), lt(sp.Integer(1), y), ge(s, sp.Integer(2)), ge(t, 0), le(a, b), gt(x * y, 0))) == {
        x,
        y,
        s,
    }
    assert known_positive((eq(x, sp.Integer(1)), gt(P[i], sp.Integer(0)), gt(b, sp.Integer(-1)))) == {P[i]}


def test_pull_out():
    assert pull_out(total(2 * s * P[i] + 3)) == 2 * s * total(P[i]) + 3 * total(sp.Integer(1))
    assert pull_out(sp.Sum(P[i] * R[j], (i, 1, k), (j, 1, d))) == sp.Sum(P[i], (i, 1, k)) * sp.Sum(R[j], (j, 1, d))


def test_scale():
    assert scale_of(sp.exp(a / 4) + sp.cosh(b / 6), x) == 12 and scale_of(x) == 1
