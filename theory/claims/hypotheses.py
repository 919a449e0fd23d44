"""The hypotheses of the claims: each a named object with words, a symbol, and a test on an instance.

Some are about the instance (D, H3), some about what a statement is bound to (SD at θ, a confusing pair), and
some are built into every instance of the format (a finite class that holds the truth, i.i.d. contexts,
Bradley–Terry feedback): those have no test, and dropping them is the business of the counterexamples.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from theory.claims.claim import SERVED, Speaks
from theory.claims.polytope_scope import crossing
from theory.claims.scope import Scope
from theory.instance import Factored, Heads
from theory.signatures import groups
from theory.span.heads import product_support

Bound = Mapping[str, Any]
Test = Callable[[Scope, Bound], bool]


@dataclass(frozen=True)
class Hypothesis:
    """One hypothesis.

    Attributes
    ----------
    name : str
        As in the ledger and on the command line.
    latex : str
        How formulas show it.
    words : str
        What it says.
    test : callable or None
        Whether it holds on an instance for what a statement is bound to; None where the format guarantees it.
    speaks : tuple
        The readings that a claim under it is about (`theory.claims.readings`).
    """

    name: str
    latex: str
    words: str
    test: Test | None = None
    speaks: Speaks = ()


def _full_support(scope: Scope, bound: Bound) -> bool:
    problem = scope.problem
    return all(
        mass
        for c in problem.deployed
        for y, row in enumerate(problem.kappa[c])
        for other, mass in enumerate(row)
        if other != y
    )


def _alike(scope: Scope, bound: Bound) -> bool:
    conditions = scope.conditions
    a, b = bound["a"], bound["b"]
    return b in conditions.alike(scope.problem.policy[a, list(scope.problem.deployed)], a)


def _no_two_agree(scope: Scope, bound: Bound) -> bool:
    views = scope.conditions.views
    return not groups(list(views.reshape(-1, views.shape[-1])))


def _offline_alike(scope: Scope, bound: Bound) -> bool:
    return bool(scope.functions["rho_off"](bound["a"], bound["b"]) == 1)


_HYPOTHESES = (
    Hypothesis("H1", "H_1", "realisability: the truth is one of the models"),
    Hypothesis("H2", "H_2", "finitely many models", speaks=(("class", ("finite",)),)),
    Hypothesis(
        "H3", "H_3", "every model has one best response in every context", lambda s, b: s.conditions.unique_optimum
    ),
    Hypothesis("H4", "H_4", "contexts are drawn independently from one law with full support"),
    Hypothesis("H5", "H_5", "Bradley–Terry feedback with the known logistic link"),
    Hypothesis("H6", "H_6", "the learner is on-policy: it does not choose the comparator"),
    Hypothesis("tie-break", r"\text{ties}", "greedy breaks ties before it sees the context"),
    Hypothesis("D", "D", "user diversity", lambda s, b: s.conditions.diversity),
    Hypothesis("not-D", r"\neg D", "user diversity fails", lambda s, b: not s.conditions.diversity),
    Hypothesis(
        "D_theta", r"D_\theta", "diversity at the truth", lambda s, b: s.conditions.pointwise_diversity(b["theta"])
    ),
    Hypothesis(
        "SD", r"SD_\theta", "strong diversity at the truth", lambda s, b: s.conditions.strong_diversity(b["theta"])
    ),
    Hypothesis("G", "G", "global identifiability", lambda s, b: s.conditions.global_identifiability),
    Hypothesis("G+", "G^{+}", "no two models agree on everything that can be exposed", _no_two_agree),
    Hypothesis(
        "D_off",
        r"D_{\mathrm{off}}",
        "diversity of the offline data",
        lambda s, b: s.conditions.offline_confusion is None,
        (("served", SERVED),),
    ),
    Hypothesis(
        "some-wrong", r"W \neq \emptyset", "some model is wrong", lambda s, b: bool(s.functions["W"](b["theta"]))
    ),
    Hypothesis(
        "full-support",
        r"\kappa > 0",
        "every other response may be the comparator",
        _full_support,
        (("protocol", ("uniform",)),),
    ),
    Hypothesis(
        "slate",
        r"y, y' \sim \gamma_g",
        "both responses of a comparison are drawn from the softened policy of the selected model",
        lambda s, b: s.instance.finite and s.problem.slates is not None,
    ),
    Hypothesis("positive-reference", r"\gamma_0 > 0", "every response may be drawn"),
    Hypothesis("alike", r"a \sim_{\pi_a} b", "b looks like a while a is believed", _alike),
    Hypothesis(
        "confusing",
        r"a \sim_{\pi_a} b,\ \Delta(a, b) > 0",
        "(a, b) is a confusing pair",
        lambda s, b: (b["a"], b["b"]) in s.confusing_pairs,
    ),
    Hypothesis(
        "unique-optimum-of-a",
        r"\arg\max r_a = \{\pi_a\}",
        "a has one best response in every context",
        lambda s, b: s.conditions.unique_optimum_of(b["a"]),
    ),
    Hypothesis(
        "altered",
        r"\pi_a(c_0) \text{ suboptimal for } b",
        "a's response in c₀ is suboptimal for b",
        lambda s, b: b["c_0"] in s.functions["S"](b["a"], b["b"]),
    ),
    Hypothesis(
        "offline-alike",
        r"\rho_{\mathrm{off}}(a, b) = 1",
        "the offline data never tell b from a",
        _offline_alike,
        (("served", SERVED),),
    ),
    Hypothesis(
        "informative",
        "K > 0",
        "some response tells b from a",
        lambda s, b: not s.functions["K"](b["a"], b["b"]).is_zero(),
    ),
    Hypothesis("consistency", r"R_T(b) = o(T^\alpha)", "the learner is consistent at b"),
    Hypothesis(
        "linear",
        r"r_\theta = \langle h, \theta \rangle",
        "linear latent reward",
        lambda s, b: isinstance(s.instance.models, Heads | Factored),
        (("heads", ("known",)),),
    ),
    Hypothesis(
        "finite-linear",
        r"\Theta \subset \mathbb{R}^d",
        "finitely many parameters of a linear reward",
        lambda s, b: s.instance.finite and isinstance(s.instance.models, Heads | Factored),
        (("class", ("finite",)), ("heads", ("known",))),
    ),
    Hypothesis(
        "product-support",
        r"U \times X",
        "every training user with every training prompt, and every target user with every target prompt",
        lambda s, b: s.instance.training is None or product_support(s.instance),
        (("served", SERVED),),
    ),
    Hypothesis(
        "factored",
        r"r = w^{\top} B \varphi",
        "rewards have user heads and features, and any matrix B is possible",
        lambda s, b: isinstance(s.instance.models, Factored),
        (("class", ("all of ℝ^d",)),),
    ),
    Hypothesis(
        "in-span",
        r"w \in \mathrm{span}\{w_u\}",
        "the new user's head lies in the span of the trained users' heads",
        lambda s, b: "w" not in b or s.newcomer(b["w"]).covered,
        (("served", ("new users",)),),
    ),
    Hypothesis(
        "separating",
        r"Q \text{ separates } V",
        "the comparisons asked tell any two rewards of the trained users' span apart",
        lambda s, b: "Q" not in b or s.newcomer(b["w"]).separates(b["Q"]),
    ),
    Hypothesis(
        "polytope",
        r"\Theta \text{ a polytope}",
        "a compact polytope of parameters of a linear reward",
        lambda s, b: s.polytope is not None,
        (("heads", ("known",)),),
    ),
    Hypothesis(
        "first-closed",
        r"\text{(i)}_\theta",
        "(i): no model of a policy that is wrong at the truth looks like the truth while that policy is deployed",
        lambda s, b: s.polytope is not None and s.polytope.told(b.get("pi")),
    ),
    Hypothesis(
        "D-closed",
        r"\overline{D}_\theta",
        "closed diversity at a truth with one best response in every context: (i), and no model of a wrong policy "
        "looks like the truth while everybody is served rightly",
        lambda s, b: s.polytope is not None and s.polytope.diverse,
    ),
    Hypothesis(
        "SD-closed",
        r"\overline{SD}_\theta",
        "strong closed diversity at a truth with one best response in every context",
        lambda s, b: s.polytope is not None and s.polytope.strongly_diverse,
    ),
    Hypothesis(
        "distinct-responses",
        r"r(c, y) \not\equiv r(c, y')",
        "no two responses of a context have equal rewards on the whole class",
        lambda s, b: s.polytope is not None and not s.polytope.decision.coinciding,
    ),
    Hypothesis(
        "crossing",
        r"a, b = \theta_{\pm s}",
        "the truths lie on either side of a decision boundary, as far from it as each other",
        lambda s, b: crossing(s.problem, b["a"], b["b"], b["c_0"]),
        (("class", ("polytope", "all of ℝ^d")), ("heads", ("known",))),
    ),
    Hypothesis(
        "iid-users", r"w_u \sim P", "users are drawn independently from a law of heads", speaks=(("served", SERVED),)
    ),
)

HYPOTHESES: Mapping[str, Hypothesis] = {hypothesis.name: hypothesis for hypothesis in _HYPOTHESES}
"""Every hypothesis, by name."""


def met(names: tuple[str, ...], scope: Scope, bound: Bound) -> bool:
    """Whether every named hypothesis holds on an instance, for what a statement is bound to."""
    tests = [HYPOTHESES[name].test for name in names]
    return all(test(scope, bound) for test in tests if test is not None)
