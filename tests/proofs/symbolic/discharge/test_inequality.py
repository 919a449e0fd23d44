import sympy as sp

from proofs.symbolic.discharge import polynomial_inequality
from proofs.symbolic.engine.step import Goal, Step, Use, ge
from proofs.symbolic.engine.symbols import x, y

LEMMA = Step("lemma", ge(sp.log(x), 1 - 1 / x), polynomial_inequality(), given=(x > 0,))


def find(name):
    if name != "lemma":
        raise LookupError(name)
    return LEMMA


def test_uses_instances():
    goal = Goal(ge(sp.log(y), sp.Integer(0)), (ge(y, sp.Integer(1)),), find)
    assert polynomial_inequality(Use("lemma", {x: y}))(goal).accepted
    assert not polynomial_inequality("lemma")(goal).accepted
    assert not polynomial_inequality()(goal).accepted


def test_an_unknown_reference_is_a_failure():
    assert not polynomial_inequality("another")(Goal(ge(x**2, sp.Integer(0)), (), find)).accepted


def test_a_hypothesis_of_the_lemma_has_to_hold():
    goal = Goal(ge(sp.log(x), 1 - 1 / x), (sp.Ne(x, 0),), find)
    assert not polynomial_inequality("lemma")(goal).accepted
