import os
import signal
import threading
import time

import pytest
import sympy as sp
import z3

from proofs.symbolic.engine import solver
from proofs.symbolic.engine.solver import Undecided, prove
from proofs.symbolic.engine.step import both, eq, ge, gt, le, lt, positive
from proofs.symbolic.engine.symbols import P, Q, i, n, s, t, total, u, v, x, y

ZERO, ONE = sp.Integer(0), sp.Integer(1)


@pytest.mark.parametrize(
    ("statement", "given", "verdict"),
    [
        (ge(x**2 + y**2, 2 * x * y), (), "proved"),
        (ge(x**2 + y**2, 3 * x * y), (), "refuted"),
        (le(sp.sqrt(x), (1 + x) / 2), (ge(x, ZERO),), "proved"),
        (le(sp.sqrt(x), x / 2), (ge(x, ZERO),), "refuted"),
        (ge(1 / sp.sqrt(x), ONE), (*positive(x), le(x, ONE)), "proved"),
        (eq(sp.Min(x, y) + sp.Max(x, y), x + y), (), "proved"),
        (eq(sp.Abs(x), sp.Max(x, -x)), (), "proved"),
        (ge(sp.floor(x) + 1, x), (), "proved"),
        (le(sp.floor(x) + 1, x), (), "refuted"),
        (le(sp.ceiling(x), x + 1), (), "proved"),
        (gt(sp.exp(u + 2 * v), ZERO), (), "proved"),
        (eq(sp.exp(u) * sp.exp(-u / 2), sp.exp(u / 2)), (), "proved"),
        (eq(sp.exp(u), sp.exp(v)), (), "refuted"),
        (ge(sp.Piecewise((x, x >= 0), (-x, True)), x), (), "proved"),
        (eq(x**s * x**t, x ** (s + t)), positive(x), "proved"),
        (eq(total(2 * P[i] + Q[i]), 2 * total(P[i]) + total(Q[i])), (), "proved"),
        (eq(total(P[i] * Q[i]), total(P[i]) * total(Q[i])), (), "refuted"),
        (sp.Equivalent(eq(x * y, ZERO), sp.Or(eq(x, ZERO), eq(y, ZERO))), (), "proved"),
        (sp.Implies(both(gt(x, ZERO), gt(y, ZERO)), gt(x * y, ZERO)), (), "proved"),
        (sp.Not(lt(x, x)), (), "proved"),
        (gt(n, ZERO), (gt(2 * n, ZERO), lt(n, ONE)), "undecided"),
    ],
)
def test_verdicts(statement, given, verdict):
    try:
        assert prove(statement, given) == verdict
    except Undecided:
        assert verdict == "undecided"


def test_facts_are_used():
    fact = ge(sp.log(x), 1 - 1 / x)
    assert prove(ge(sp.log(x), ZERO), (ge(x, ONE),)) == "refuted"
    assert prove(ge(sp.log(x), ZERO), (ge(x, ONE),), (fact,)) == "proved"


def test_contradictory_hypotheses_prove_nothing():
    with pytest.raises(Undecided):
        prove(eq(x, y), (gt(x, ZERO), lt(x, ZERO)))


def test_root_of_what_may_be_negative():
    with pytest.raises(Undecided):
        prove(ge(sp.sqrt(x), ZERO))


def test_power_of_what_may_be_negative():
    with pytest.raises(Undecided):
        prove(gt(x**t, ZERO))


def test_a_timeout_is_no_proof(monkeypatch):
    monkeypatch.setattr(solver, "TIMEOUT_MS", 1)
    hard = le(x**7 * y**5 + s**9 * t**3 + u**11, x**8 + y**10 + s**12 * t**4 + v**2)
    with pytest.raises(Undecided):
        prove(hard, (gt(x**3 + y**5 * s, t**7 + u * v),))


def test_unknown_formula():
    with pytest.raises(Undecided):
        prove(sp.Xor(x > 0, y > 0, evaluate=False))


def test_cases_need_a_default():
    with pytest.raises(Undecided):
        prove(ge(sp.Piecewise((x, x >= 0)), ZERO))


def test_logarithm_of_what_may_be_negative():
    with pytest.raises(Undecided):
        prove(eq(sp.log(x), sp.log(x) + 0 * y))
    with pytest.raises(Undecided):
        prove(ge(x, x - 1), (), (sp.Implies(x > 0, sp.log(x) <= x - 1),))


def test_a_power_does_not_make_its_own_base_positive():
    assert prove(eq(x ** (n + 1), x * x**n), positive(x)) == "proved"
    with pytest.raises(Undecided):
        prove(eq(x ** (n + 1), x * x**n), (eq(y, x**n),))


def test_an_interrupt_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """z3 would answer "unknown", and the proof that a user interrupts would count as a failed one."""
    monkeypatch.setattr(solver, "TIMEOUT_MS", 400)
    cubes = [z3.Int(name) ** 3 for name in "xyz"]
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    timer = threading.Timer(0.1, os.kill, [os.getpid(), signal.SIGINT])
    try:
        with pytest.raises(KeyboardInterrupt):
            timer.start()
            solver._check([z3.Sum(cubes) == 42])
            time.sleep(10)
    finally:
        timer.join()
        signal.signal(signal.SIGINT, before)
