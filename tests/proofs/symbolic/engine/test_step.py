import pytest
import sympy as sp

from proofs.symbolic.discharge import identity
from proofs.symbolic.engine.step import Goal, Proof, Step, Use, eq, ge, instantiate, le, positive
from proofs.symbolic.engine.symbols import P, Q, i, n, s, t, total, x, y

SQUARE = Step("square", ge(x**2, x), identity(), given=(ge(x, sp.Integer(1)),))
EVERYWHERE = Step("sum", ge(total(P[i]), sp.Integer(0)), identity(), given=(ge(P[i], sp.Integer(0)),))
WORDS = Step("words", "for all learners", identity())
WHOLE = Step("whole", ge(n, sp.Integer(0)), identity())


def goal(step, given=()):
    return Goal(ge(x, sp.Integer(0)), given, lambda name: step)


def test_a_fact_is_an_instance_with_its_hypotheses():
    fact = goal(SQUARE).fact(Use("square", {x: y + 1}))
    assert fact == sp.Implies(y + 1 >= 1, (y + 1) ** 2 >= y + 1)


def test_instances_are_simultaneous():
    assert instantiate(le(x, y), {x: y, y: x}) == sp.Le(y, x)


def test_an_indexed_quantity_is_replaced_inside_sums():
    assert instantiate(total(P[i] * Q[i]), {P[i]: sp.sqrt(Q[i]), Q[i]: P[i] ** 2}) == total(sp.sqrt(Q[i]) * P[i] ** 2)


def test_a_hypothesis_at_every_index_has_to_be_assumed():
    with pytest.raises(LookupError):
        goal(EVERYWHERE).fact(Use("sum"))
    fact = goal(EVERYWHERE, given=(ge(P[i], sp.Integer(0)),)).fact(Use("sum"))
    assert fact == EVERYWHERE.statement


def test_an_index_is_not_captured():
    with pytest.raises(ValueError):
        instantiate(total(P[i] * t), {t: Q[i]})


def test_words_prove_nothing():
    with pytest.raises(LookupError):
        goal(WORDS).fact(Use("words"))


def test_an_integer_stays_one():
    with pytest.raises(ValueError):
        goal(WHOLE).fact(Use("whole", {n: x}))
    with pytest.raises(ValueError):
        goal(SQUARE).fact(Use("square", {x: sp.I}))


def test_nothing_in_reach():
    with pytest.raises(LookupError):
        Goal(ge(x, y)).fact(Use("square"))


@pytest.mark.parametrize("names", [("one", "one"), ("L1: one",)])
def test_names_are_unique_and_hold_no_colon(names):
    with pytest.raises(ValueError):
        Proof("L1", tuple(Step(name, eq(x, y), identity()) for name in names))


def test_unknown_claim():
    with pytest.raises(ValueError):
        Proof("T30", ())


def test_relations_stay_as_written():
    assert eq(x, x) is not sp.true and le(s, s + 1).lhs == s
    assert [str(h) for h in positive(s, t)] == ["s > 0", "t > 0"]
