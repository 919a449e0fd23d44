"""Hypotheses by their words, against plain loops over the instance."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings

from checks import strategies
from theory import quantities
from theory.claims import LEDGER
from theory.claims.hypotheses import HYPOTHESES, met
from theory.claims.scope import Scope
from theory.instance import Baseline, Context, Instance, Rewards


def test_every_hypothesis_of_the_ledger_has_a_name_and_words() -> None:
    for claim in LEDGER:
        for name in claim.hypotheses:
            assert HYPOTHESES[name].words and HYPOTHESES[name].latex


@settings(deadline=None, max_examples=25)
@given(strategies.confusing(ties=True))
def test_hypotheses_are_what_their_words_say(instance: Instance) -> None:
    scope = Scope(instance)
    problem = scope.problem
    models, contexts, responses = problem.shape
    rewards = [[[problem.reward(m, c, y) for y in range(responses)] for c in range(contexts)] for m in range(models)]
    single = [all(row.count(max(row)) == 1 for row in rewards[m]) for m in range(models)]
    assert met(("H3",), scope, {}) == all(single)
    full = all(
        problem.kappa[c][y][z] for c in range(contexts) for y in range(responses) for z in range(responses) if z != y
    )
    assert met(("full-support",), scope, {}) == full
    hidden = {}
    for a in range(models):
        for b in range(models):
            bound = {"a": a, "b": b, "theta": b}
            policy = quantities.policy_of(problem, a)
            alike = all(
                problem.gap(a, c, policy[c], z) == problem.gap(b, c, policy[c], z)
                for c in range(contexts)
                for z in range(responses)
                if problem.kappa[c][policy[c]][z]
            )
            hidden[a, b] = alike and quantities.mean_regret(problem, a, b) > 0
            assert met(("alike",), scope, bound) == alike
            assert met(("confusing",), scope, bound) == hidden[a, b]
            assert met(("unique-optimum-of-a",), scope, bound) == single[a]
            assert met(("informative",), scope, bound) == (quantities.information_per_regret(problem, a, b) > 0)
            altered = [c for c in range(contexts) if met(("altered",), scope, bound | {"c_0": c})]
            assert altered == [c for c in range(contexts) if rewards[b][c][policy[c]] < max(rewards[b][c])]
    assert met(("D",), scope, {}) != any(hidden.values())
    assert met(("not-D",), scope, {}) == any(hidden.values())
    for theta in range(models):
        wrong = any(quantities.mean_regret(problem, m, theta) for m in range(models))
        assert met(("some-wrong",), scope, {"theta": theta}) == wrong
        assert met(("D_theta",), scope, {"theta": theta}) != any(hidden[theta, b] for b in range(models))


@settings(deadline=None, max_examples=20)
@given(strategies.offline())
def test_offline_hypotheses(instance: Instance) -> None:
    scope = Scope(instance)
    problem = scope.problem
    assert problem.q is not None and problem.beta is not None
    models, contexts, responses = problem.shape
    confused = False
    for a in range(models):
        for b in range(models):
            alike = all(
                problem.gap(a, c, y, z) == problem.gap(b, c, y, z)
                for c in range(contexts)
                for y in range(responses)
                for z in range(responses)
                if problem.q[c] * problem.beta[c][y] * problem.kappa[c][y][z]
            )
            assert met(("offline-alike",), scope, {"a": a, "b": b}) == alike
            confused |= alike and quantities.mean_regret(problem, a, b) > 0
    assert met(("D_off",), scope, {}) != confused


@settings(deadline=None, max_examples=5)
@given(strategies.online(), strategies.linear(), strategies.factored())
def test_kinds_of_instances(table: Instance, linear: Instance, endless: Instance) -> None:
    kinds = [met((name,), Scope(one), {}) for one in (table, linear, endless) for name in ("linear", "finite-linear")]
    assert kinds == [False, False, True, True, True, False]
    assert met(("product-support", "H1", "H2", "H4", "H5", "H6", "tie-break", "consistency"), Scope(table), {})
    assert met((), Scope(endless), {})


def test_every_hypothesis_counts_however_many_there_are() -> None:
    trap = Scope(from_problem_of_a_trap())
    names = ("H1", "H2", "H4", "H5", "H6", "D")
    assert met(names[:-1], trap, {}) and not met(names, trap, {})


def from_problem_of_a_trap() -> Instance:
    one, names = Context("u", "x", Fraction(1)), ("y0", "y1")
    rewards = {name: ((Fraction(0), Fraction(gain)),) for name, gain in (("a", -1), ("b", 1))}
    return Instance((one,), names, Baseline("y0"), Rewards(rewards))
