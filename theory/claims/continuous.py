"""T22–T24: continuous classes of linear rewards (A1, A3, A4 in the abstract's own setting)."""

from __future__ import annotations

import sympy as sp

from theory.claims.claim import PROTOCOLS, Claim, Match, Statement
from theory.claims.language import C0, PI, REGRET, STEP, THETA, WIDTH, A, B, M, T, predicate, quantity

_COST = quantity("Delta_max")(THETA)
_STRONG, _FACET = quantity("rhobar_closed")(THETA), quantity("rho_facet")(THETA)
_RATE = sp.log(1 / _STRONG)
_WRONG, _LARGEST, _DIMENSION = quantity("J")(), quantity("B")(), quantity("d_rel")()
_HAT, _HAT_STAR, _OWN = quantity("rhohat")(THETA), quantity("rhohat_*")(THETA), quantity("rhohat_pi")(PI, THETA)
_SCORE, _SCORE_STAR = quantity("rhohat_kl")(THETA), quantity("rhohat_kl_*")(THETA)
_S, _SPREAD = quantity("s_ab")(A, B, C0), quantity("sV_ab")(A, B)
_MASS = quantity("p")(C0)
_WORST = sp.Max(REGRET(T, A), REGRET(T, B))
_DISTANCE = _SPREAD * sp.sqrt(T) / 2


def _net(width: sp.Expr) -> sp.Expr:
    """Return J (1 + 2B/ε)^{d'}: at least the number of points of nets of all wrong cells."""
    return _WRONG * (1 + 2 * _LARGEST / width) ** _DIMENSION


def _shared(own: sp.Expr, served: sp.Expr, finer: sp.Expr) -> sp.Expr:
    """Return T22c's bound on the regret: κ̂ shares the rounds between π_θ and J wrong policies of one rate."""
    rate = 1 / (1 / sp.log(1 / served) + _WRONG / sp.log(1 / own))
    return _COST * (sp.ceiling(2 / rate * sp.log((1 + 1 / own) * _net(rate / finer))) + 1 + 2 / rate)


_NEAR = sp.log(1 / _HAT) / (4 * _WRONG)
_FIRST, _CLOSED, _STRONGLY = "first-closed", "D-closed", "SD-closed"

CONTINUOUS = (
    Claim(
        id="T22",
        title="Greedy on a continuous class",
        sentences=("A1", "A4"),
        match=Match(
            "our reading",
            "bounded truth by truth on a compact polytope of linear rewards: under (i) (T22b), faster under closed "
            "diversity (T22c, d) and strong closed diversity; at most a logarithm for each policy that (i) holds for, "
            "with ties too (T22a); the kernel proves the bound for a net of any size N, here N is the size of a net "
            "of the polytope",
        ),
        hypotheses=("polytope", _FIRST, _CLOSED, _STRONGLY),
        statements=(
            Statement(
                "headline",
                REGRET(T, THETA),
                "<=",
                _COST * (sp.ceiling(sp.Max(2 * sp.log(_net(_RATE)) / _RATE, 0)) + 1 / (1 - sp.sqrt(_STRONG))),
                spares=(_FIRST, _CLOSED),
            ),
            Statement(
                "facets",
                REGRET(T, THETA),
                "<=",
                _COST * (sp.ceiling(sp.log(quantity("F")()) / sp.log(1 / _FACET)) + 1 / (1 - _FACET)),
                spares=(_FIRST, _CLOSED),
            ),
            Statement(
                "every round",
                quantity("wrong")(T, THETA),
                "<=",
                _net(WIDTH)
                * sp.exp((T - 1) * WIDTH / 2)
                * (_HAT ** sp.floor((T - 1) / (2 * _WRONG)) + _HAT_STAR ** sp.ceiling((T - 1) / 2)),
                spares=(_FIRST, _STRONGLY),
            ),
            Statement(
                "logarithm",
                quantity("deployed")(T, PI, THETA),
                "<=",
                sp.ceiling(_DIMENSION * (1 + sp.log(1 + _LARGEST * T / _DIMENSION)) / sp.log(1 / _OWN))
                + 1 / (1 - _OWN),
                spares=(_CLOSED, _STRONGLY),
            ),
            Statement(
                "finitely many",
                quantity("wrong_rounds")(T, THETA),
                "<=",
                2 * quantity("far")(THETA)
                + sp.ceiling(4 * _WRONG * sp.log(_net(_NEAR) / _HAT) / sp.log(1 / _HAT))
                + 1 / (1 - _HAT ** (1 / (4 * _WRONG))),
                spares=(_CLOSED, _STRONGLY),
            ),
            Statement(
                "shared rounds",
                REGRET(T, THETA),
                "<=",
                _shared(_HAT, _HAT_STAR, sp.S.One),
                spares=(_FIRST, _STRONGLY),
            ),
            Statement(
                "score",
                REGRET(T, THETA),
                "<=",
                _shared(_SCORE, _SCORE_STAR, 2 + _LARGEST),
                spares=(_FIRST, _STRONGLY),
            ),
            Statement(
                "affinity",
                quantity("deficit")(PI, M, THETA),
                ">=",
                quantity("1 - rhohat")(THETA),
                spares=(_FIRST, _CLOSED),
            ),
            Statement(
                "score step",
                quantity("score_step")(PI, M, THETA),
                "==",
                quantity("rho_kl")(PI, M, THETA),
                kernel=("T22_score_step", "T22_score_step_real"),
                spares=(_FIRST, _CLOSED, _STRONGLY),
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
            Statement(
                "square root",
                _WORST,
                ">=",
                (1 - sp.exp(-1)) * _MASS * _S * sp.sqrt(T) / (2 * _SPREAD) * sp.Min(_DISTANCE, 1 / _DISTANCE),
            ),
        ),
        rests_on=("L1", "L4"),
    ),
)
