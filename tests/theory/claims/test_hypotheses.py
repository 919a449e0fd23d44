"""Hypotheses by their words, against plain loops over the instance."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings

from checks import strategies
from theory import quantities
from theory.claims import LEDGER
from theory.claims.hypotheses import HYPOTHESES, met
from theory.claims.scope import Scope
from theory.files.instance_file import read
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


def told(rewards: dict[str, object], comparators: object, users: int = 1) -> Scope:
    """One prompt, as many users and responses as the rewards say, the baseline y0 by default."""
    responses = [f"y{i}" for i in range(len(next(iter(rewards.values()))[0]))]  # type: ignore[index]
    contexts = [{"user": f"u{i}", "prompt": "x", "probability": f"1/{users}"} for i in range(users)]
    given = {"contexts": contexts, "responses": responses, "comparators": comparators, "rewards": rewards}
    return Scope(read({"format": "user-diversity/instance/1", **given}))


BASELINE = {"baseline": "y0"}
SLATE = {"slate": {"inverse_temperature": 1, "reference": "uniform"}}
TRAP = {"a": [[0, -1]], "b": [[0, 1]]}


def test_who_could_be_told_at_all() -> None:
    """The baseline is served and tells nothing, everybody's answer tells all, and nobody is ever asked."""
    nobody = [[[1, 0], [0, 1]]]
    found = {
        name: [
            met((name,), told(TRAP, kappa), {"theta": theta})
            for kappa in (BASELINE, "uniform", nobody)
            for theta in (0, 1)
        ]
        for name in ("SD", "D_theta")
    }
    assert found["SD"] == [False, False, True, True, False, False]
    assert found["D_theta"] == [False, True, True, True, False, False]
    assert [met(("G",), told(TRAP, kappa), {}) for kappa in (BASELINE, "uniform", nobody)] == [True, True, False]
    assert [met(("G+",), told(TRAP, kappa), {}) for kappa in (BASELINE, "uniform", nobody)] == [True, True, False]
    copied = {**TRAP, "copy": [[1, 0]]}
    assert met(("G",), told(copied, BASELINE), {}) and not met(("G+",), told(copied, BASELINE), {})


def test_truths_on_either_side_of_a_boundary() -> None:
    def crossing(a: list[object], b: list[object]) -> bool:
        return met(("crossing",), told({"a": [a], "b": [b]}, "uniform"), {"a": 0, "b": 1, "c_0": 0})

    assert crossing([1, 0, -5], [0, 1, -6]) and crossing([1, 0, 0], [0, 1, 0])
    assert not crossing([1, 0, -5], [0, 2, -5])
    assert not crossing([1, 0, -5], [1, 0, -5])
    assert not crossing([2, 0, 1], [0, 2, 1])
    assert not crossing([2, 0, 0], [0, 2, "1/2"])


FACTORED = {
    "format": "user-diversity/instance/1",
    "contexts": [{"user": user, "prompt": "x", "probability": "1/3"} for user in ("u", "v", "w")],
    "responses": ["y0", "y1", "y2"],
    "comparators": BASELINE,
    "user_heads": {"u": [1, 0], "v": [2, 0], "w": [0, 1]},
    "features": {"x": [[0, 0], [1, 0], [0, 1]]},
    "parameters": "all",
    "truth": [[1, 2], [3, 4]],
}


def test_a_new_user_and_what_she_is_asked() -> None:
    """u and v share a line, w lies outside it: of u and v one comparison tells every reward, of v and w two do."""
    scope = Scope(read(FACTORED))
    assert [met(("in-span",), scope, {"w": i}) for i in range(3)] == [True, True, False]
    assert met(("in-span", "separating", "factored", "linear"), scope, {})
    asked = [(), (0,), (1,), (0, 1)]
    assert [met(("separating",), scope, {"w": 0, "Q": questions}) for questions in asked] == [False, False, False, True]
    assert [met(("separating",), scope, {"w": 2, "Q": questions}) for questions in asked] == [False, True, True, True]
    assert not met(("factored",), told(TRAP, BASELINE), {}) and not met(("linear",), told(TRAP, BASELINE), {})


LINE = {
    "format": "user-diversity/instance/1",
    "contexts": [{"user": "u", "prompt": "x", "probability": 1}],
    "responses": ["y0", "y1"],
    "comparators": BASELINE,
    "heads": [[[0], [1]]],
    "parameters": {"lower": [-1], "upper": [1]},
    "truth": ["1/2"],
}


def test_classes_of_parameters() -> None:
    """On a line the baseline hides what y1 is worth, unless everybody is compared, or there is nothing to compare."""
    line, compared = Scope(read(LINE)), Scope(read({**LINE, "comparators": "uniform"}))
    alike = Scope(read({**LINE, "heads": [[[1], [1]]]}))
    endless = Scope(read({**LINE, "parameters": {"lower": [None], "upper": [1]}}))
    assert [met(("polytope",), scope, {}) for scope in (line, compared, alike, endless)] == [True, True, True, False]
    assert not met(("polytope",), told(TRAP, BASELINE), {})
    assert [met(("distinct-responses",), scope, {}) for scope in (line, compared, alike)] == [True, True, False]
    for name in ("SD-closed", "D-closed", "first-closed"):
        assert [met((name,), scope, {"theta": None}) for scope in (line, compared, alike)] == [False, True, False]


def test_what_a_wrong_policy_is_told() -> None:
    """Serving the baseline tells nothing of y1, unless it is compared with y1; serving y1 is no wrong policy."""
    line, compared = Scope(read(LINE)), Scope(read({**LINE, "comparators": "uniform"}))
    found = [[met(("first-closed",), scope, {"pi": (y,)}) for y in (0, 1)] for scope in (line, compared)]
    assert found == [[False, False], [True, False]]


def test_closed_conditions_are_three() -> None:
    """Comparison with what is right tells whoever is wrong, and nobody once all are right: (i) alone.

    Where y0 and y2 are compared with y1, which is right, and y1 with both, every wrong policy is told that it is
    wrong, the right one is told everything, and y0 says nothing of y2: no strong diversity.
    """
    three = {"responses": ["y0", "y1", "y2"], "heads": [[[0, 0], [1, 0], [0, 1]]], "truth": ["1/2", "1/4"]}
    square = {"parameters": {"lower": [-1, -1], "upper": [1, 1]}}
    kappa = [[[0, 1, 0], ["1/2", 0, "1/2"], [0, 1, 0]]]
    anchored = Scope(read({**LINE, "comparators": {"baseline": "y1"}}))
    star = Scope(read({**LINE, **three, **square, "comparators": kappa}))
    names = ("first-closed", "D-closed", "SD-closed")
    assert [met((name,), anchored, {"theta": None}) for name in names] == [True, False, False]
    assert [met((name,), star, {"theta": None}) for name in names] == [True, True, False]


@pytest.mark.parametrize("name", ["polytope", "first-closed", "D-closed", "SD-closed", "distinct-responses", "slate"])
def test_instances_of_another_kind_do_not_have_it(name: str) -> None:
    slates = told(TRAP, SLATE)
    boxed = Scope(read({**LINE, "comparators": SLATE}))
    endless = Scope(read(FACTORED))
    found = [met((name,), scope, {"theta": None}) for scope in (told(TRAP, "uniform"), boxed, endless, slates)]
    assert found == [False, False, False, name == "slate"]


def test_every_target_user_with_every_target_prompt() -> None:
    """Two users with two prompts each, or with one each."""
    both = [{"user": user, "prompt": prompt, "probability": "1/4"} for user in ("u", "w") for prompt in ("x", "z")]
    apart = [{"user": user, "prompt": prompt, "probability": "1/2"} for user, prompt in (("u", "x"), ("w", "z"))]
    features = {"x": FACTORED["features"]["x"], "z": [[0, 0], [1, 1], [0, 1]]}  # type: ignore[index]
    base = {**FACTORED, "features": features}

    def product(contexts: object, training: object) -> bool:
        given = {**base, "contexts": contexts, "training": {"contexts": training, "behaviour": "uniform"}}
        return met(("product-support",), Scope(read(given)), {})

    assert product(both, both)
    assert not product(apart, both) and not product(both, apart) and not product(apart, apart)
    assert met(("product-support",), Scope(read({**base, "contexts": apart})), {})
