import sympy as sp

from proofs.symbolic.catalogue import find, load
from proofs.symbolic.discharge import by_induction, follows, kernel_only, polynomial_inequality
from proofs.symbolic.engine.step import Goal, eq, ge, le
from proofs.symbolic.engine.symbols import N, j, x

D, G, bounded = sp.symbols("D G bounded")
F = sp.Function("F", real=True)
REAL = polynomial_inequality()


def within(claim):
    proof = load(claim)
    return lambda reference: find(reference, proof)


def test_follows():
    premises = {"T1": sp.Implies(D, bounded)}
    assert follows(**premises)(Goal(sp.Implies(D, bounded), (), within("T9"))).accepted
    assert not follows(**premises)(Goal(sp.Implies(bounded, D), (), within("T9"))).accepted
    assert follows(**premises)(Goal(bounded, (D,), within("T9"))).accepted


def test_a_citation_has_to_resolve():
    assert not follows(T99=D)(Goal(D, (), within("T9"))).accepted
    assert not follows(T9=D)(Goal(D, (), within("T9"))).accepted
    assert not follows(T1=D)(Goal(D)).accepted


def test_contradictory_premises_prove_nothing():
    assert not follows(T1=D)(Goal(G, (sp.Not(D),), within("T9"))).accepted


def test_words_do_not_follow():
    assert not follows(T1=D)(Goal("greedy is bounded", (), within("T9"))).accepted


def test_induction():
    growth = (eq(F(0), sp.Integer(1)), ge(F(N + 1), 2 * F(N)))
    statement = ge(F(N), sp.Integer(1))
    assert by_induction(N, REAL, REAL)(Goal(statement, growth)).accepted
    assert not by_induction(N, REAL, REAL)(Goal(statement, growth[1:])).accepted
    assert not by_induction(N, REAL, REAL)(Goal(statement, growth[:1])).accepted
    assert not by_induction(N, REAL, REAL)(Goal(ge(F(N), sp.Integer(2)), growth)).accepted


def test_induction_over_a_family_uses_named_instances():
    V = sp.Function("V", real=True)
    given = (le(V(0, j), sp.Integer(0)), le(V(N + 1, j), V(N, j - 1)))
    statement = le(V(N, j), sp.Integer(0))
    assert by_induction(N, REAL, REAL, {j: j - 1})(Goal(statement, given)).accepted
    assert not by_induction(N, REAL, REAL)(Goal(statement, given)).accepted


def test_induction_needs_its_variable():
    assert not by_induction(N, REAL, REAL)(Goal(ge(x**2, sp.Integer(0)))).accepted
    assert not by_induction(N, REAL, REAL)(Goal("for all N")).accepted


def test_kernel_only_accepts_nothing():
    outcome = kernel_only("T6_two_point")(Goal("for every learner"))
    assert not outcome.accepted and outcome.kernel_theorem == "T6_two_point"


def test_kernel_only_does_not_excuse_a_formal_statement():
    outcome = kernel_only("T6_two_point")(Goal(ge(x, x - 1)))
    assert not outcome.accepted and outcome.kernel_theorem is None
