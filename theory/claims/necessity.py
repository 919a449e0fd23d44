"""T6–T11: without diversity every admissible learner pays at least a logarithm, and a logarithm suffices (A5)."""

from __future__ import annotations

import sympy as sp

from theory.claims.claim import Claim, Match, Statement
from theory.claims.language import C0, DELTA, REGRET, STEP, THETA, A, B, M, SetOf, SumOver, T, predicate, quantity

_K = quantity("K")(A, B)
_P0, _DELTA_A, _DELTA_B = quantity("p")(C0), quantity("delta_a")(A, C0), quantity("delta_b")(A, B, C0)
_HARMONIC = 1 / (1 / _DELTA_A + 1 / _DELTA_B)
_SURE = 1 - sp.sqrt(1 - sp.exp(-_K * REGRET(STEP, A)))
_PAIR = ("H4", "H5", "H6", "confusing", "unique-optimum-of-a")
_WORST = sp.Max(REGRET(T, A), REGRET(T, B))
_ALTERED = SetOf("S", A, B)
_COST = REGRET(T, A) / _DELTA_A + REGRET(T, B) / _DELTA_B

NECESSITY = (
    Claim(
        id="T6",
        title="Two-point inequality",
        sentences=("A5",),
        match=Match("stronger", "holds for every on-policy learner and every horizon, with constants"),
        hypotheses=_PAIR,
        settles=(),
        statements=(
            Statement(
                "headline", _COST, ">=", _P0 * sp.Sum(_SURE, (STEP, 0, T - 1)), kernel=("T6_two_point", "T6_real")
            ),
            Statement(
                "half",
                _COST,
                ">=",
                _P0 / 2 * sp.Sum(sp.exp(-_K * REGRET(STEP, A)), (STEP, 0, T - 1)),
                kernel=("T6_two_point", "T6_real"),
            ),
            Statement(
                "all contexts",
                REGRET(T, A) + REGRET(T, B),
                ">=",
                SumOver(_P0 * sp.Min(_DELTA_A, _DELTA_B), C0, _ALTERED) * sp.Sum(_SURE, (STEP, 0, T - 1)),
                kernel=("T6_all_contexts",),
            ),
        ),
        rests_on=("L4", "L6"),
    ),
    Claim(
        id="T7",
        title="Logarithmic for everyone",
        sentences=("A5",),
        match=Match("stronger", "the abstract's 'at least logarithmic' with the constant and at every finite horizon"),
        hypotheses=_PAIR,
        statements=(
            Statement(
                "headline",
                _WORST,
                ">=",
                sp.LambertW(_K * _P0 * _HARMONIC * T / 2) / _K,
                kernel=("T7_logarithmic", "T7_real"),
            ),
            Statement(
                "sharper",
                _WORST,
                ">=",
                quantity("root")(T, A, B, C0),
                kernel=("T7_logarithmic", "T7_real"),
            ),
        ),
        rests_on=("T6",),
        supporting=("T7_attained", "T7_not_diverse", "T7_not_identifiable"),
    ),
    Claim(
        id="T8",
        title="Admissible learners",
        sentences=("A5",),
        match=Match(
            "our reading",
            "admissible is read as on-policy and consistent; the limit is stated, and checked in its finite form",
        ),
        hypotheses=(*_PAIR, "consistency", "informative"),
        statements=(
            Statement(
                "headline",
                REGRET(T, A),
                ">=",
                (sp.log(_P0 * T / 2) - sp.log(_COST)) / _K,
                kernel=("T8_admissible", "T8_liminf", "T8_real"),
            ),
        ),
        rests_on=("T6",),
        supporting=("T8_consistent", "T8_linear", "T8_consistent_exists", "T8_class_real", "T8_consistent_exists_real"),
    ),
    Claim(
        id="T9",
        title="Trichotomy",
        sentences=("A1", "A3", "A4", "A5", "A6"),
        match=Match(
            "our reading",
            "O(1) exactly under D; then the abstract's logarithm; the linear case is ours; truth by truth: T26",
        ),
        hypotheses=("H1", "H2", "H3", "H4", "H5", "H6"),
        statements=(
            Statement(
                "bounded", predicate("D")(), "iff", predicate("BoundFinite")(), kernel=("T9_trichotomy", "T9_real")
            ),
            Statement(
                "logarithmic",
                predicate("G")(),
                "iff",
                predicate("EveryPairInformative")(),
                kernel=("T9_trichotomy", "T9_real"),
            ),
        ),
        rests_on=("T1", "T7", "T11"),
        supporting=("T9_link_exists", "T9_greedy", "T9_regimes_inhabited"),
    ),
    Claim(
        id="T10",
        title="The trap",
        sentences=("A5",),
        match=Match(
            "stronger", "greedy itself is linear without diversity; the logarithm is the price of the best explorer"
        ),
        hypotheses=("confusing",),
        settles=(),
        statements=(Statement("headline", REGRET(T, B), "==", T * DELTA(A, B), kernel=("T10_trap",)),),
        supporting=("T10_learner_exists",),
    ),
    Claim(
        id="T11",
        title="Forced exploration",
        sentences=("A5",),
        match=Match("stronger", "the abstract claims no matching upper bound"),
        hypotheses=("H1", "H2", "H4", "H5", "G"),
        settles=(),
        statements=(
            Statement(
                "headline",
                REGRET(T, THETA),
                "<=",
                quantity("Delta_U")(THETA) * (quantity("s")() * sp.log(T) + 1)
                + sp.pi**2 / 6 * SumOver(DELTA(M, THETA), M, SetOf("W", THETA)),
                kernel=("T11_forced_exploration",),
            ),
        ),
        rests_on=("L5",),
        supporting=("T11_affinity_below_one", "T11_learner_exists"),
    ),
)
