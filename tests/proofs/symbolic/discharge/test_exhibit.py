from fractions import Fraction

import sympy as sp

from proofs.symbolic.discharge import exhibited
from proofs.symbolic.engine.step import Goal, eq, gt

loss, holds = sp.Symbol("loss", real=True), sp.Symbol("D")
READINGS = {loss: lambda: Fraction(1, 3), holds: lambda: True}


def test_decides_on_computed_values():
    assert exhibited(READINGS)(Goal(sp.And(holds, eq(3 * loss, sp.Integer(1))))).accepted
    assert not exhibited(READINGS)(Goal(sp.And(holds, gt(3 * loss, sp.Integer(1))))).accepted
    assert not exhibited(READINGS)(Goal(sp.Not(holds))).accepted


def test_a_symbol_without_a_value_is_a_failure():
    assert not exhibited(READINGS)(Goal(gt(loss + sp.Symbol("y", real=True), sp.Integer(0)))).accepted


def test_floats_do_not_decide():
    assert not exhibited({loss: lambda: 0.5})(Goal(gt(loss, sp.Integer(0)))).accepted


def test_hypotheses_have_no_place():
    assert not exhibited(READINGS)(Goal(gt(loss, sp.Integer(0)), (gt(loss, sp.Integer(0)),))).accepted
