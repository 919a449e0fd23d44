"""T22–T24: continuous classes of linear rewards (A1, A3, A4 in the abstract's own setting)."""

from __future__ import annotations

import sympy as sp

from theory.claims.claim import PROTOCOLS, Claim, Match, Statement
from theory.claims.language import C0, PI, REGRET, STEP, THETA, A, B, M, T, predicate, quantity

_COST = quantity("Delta_max")(THETA)
_STRONG, _FACET = quantity("rhobar_closed")(THETA), quantity("rho_facet")(THETA)
_RATE = sp.log(1 / _STRONG)
_NET = quantity("J")() * (1 + 2 * quantity("B")() / _RATE) ** quantity("d_rel")()
_S, _SPREAD = quantity("s_ab")(A, B, C0), quantity("sV_ab")(A, B)
_MASS = quantity("p")(C0)
_WORST = sp.Max(REGRET(T, A), REGRET(T, B))

CONTINUOUS = (
    Claim(
        id="T22",
        title="Greedy on a continuous class",
        sentences=("A1", "A4"),
        match=Match(
            "our reading",
            "bounded truth by truth on a compact polytope of linear rewards; strong closed diversity is stated here, "
            "closed diversity and its explicit forms (T22a–d) in the bounds that check prints; the kernel proves the "
            "bound for a net of any size N, here N is the size of a net of the polytope",
        ),
        hypotheses=("polytope", "SD-closed"),
        statements=(
            Statement(
                "headline",
                REGRET(T, THETA),
                "<=",
                _COST * (sp.ceiling(sp.Max(2 * sp.log(_NET) / _RATE, 0)) + 1 / (1 - sp.sqrt(_STRONG))),
            ),
            Statement(
                "facets",
                REGRET(T, THETA),
                "<=",
                _COST * (sp.ceiling(sp.log(quantity("F")()) / sp.log(1 / _FACET)) + 1 / (1 - _FACET)),
            ),
            Statement("affinity", quantity("deficit")(PI, M, THETA), ">=", quantity("1 - rhohat")(THETA)),
            Statement(
                "score step",
                quantity("score_step")(PI, M, THETA),
                "==",
                quantity("rho_kl")(PI, M, THETA),
                kernel=("T22_score_step", "T22_score_step_real"),
            ),
        ),
        rests_on=("L2", "L3", "L4", "L5", "T17"),
        supporting=("T22_strong", "T22_strong_real", "T22_net", "T22_net_real", "T22_linear_real"),
    ),
    Claim(
        id="T23",
        title="The class decided",
        sentences=("A1", "A3", "A4", "A6"),
        match=Match(
            "our reading",
            "the abstract's condition for a whole polytope of rewards, decided by exact linear programs: bounded at "
            "every truth, or a pair at which every consistent learner pays the logarithm",
        ),
        hypotheses=("polytope", "distinct-responses"),
        statements=(
            Statement("headline", predicate("ConfusingPairExists")(), "iff", predicate("SomeSigmaPositive")()),
            Statement("first", predicate("SomeWrongBeliefConfirms")(THETA), "iff", predicate("WrongLeafFound")(THETA)),
            Statement("second", predicate("SomeModelSurvives")(THETA), "iff", predicate("SomeGapNotPositive")(THETA)),
        ),
        rests_on=("T6", "T15", "T22"),
    ),
    Claim(
        id="T24",
        title="No constant serves all truths",
        sentences=("A1", "A4"),
        match=Match(
            "limit", "O(1) holds truth by truth, never uniformly over a class that crosses a decision boundary"
        ),
        hypotheses=("crossing",),
        speaks=(("protocol", PROTOCOLS),),
        statements=(
            Statement(
                "headline",
                _WORST,
                ">=",
                _MASS * _S / 2 * sp.Sum(1 - sp.sqrt(1 - sp.cosh(_SPREAD / 2) ** (-2 * STEP)), (STEP, 0, T - 1)),
                kernel=("T24_two_points", "T24_real"),
            ),
            Statement(
                "exponential",
                _WORST,
                ">=",
                _MASS * _S / 4 * sp.Sum(sp.exp(-STEP * _SPREAD**2 / 4), (STEP, 0, T - 1)),
                kernel=("T24_real",),
            ),
        ),
        rests_on=("L1", "L4"),
    ),
)
