"""T1–T5: diversity suffices, and greedy reaches the benchmark (A1, A4)."""

from __future__ import annotations

import sympy as sp

from theory.claims.claim import Claim, Match, Statement
from theory.claims.language import DELTA, REGRET, RHO, SAMPLES, STEP, THETA, M, SetOf, SumOver, T, predicate, quantity

_WRONG = SetOf("W", THETA)
_SIZE = quantity("|W|")(THETA)
_SELECTIONS = quantity("E_N")(T, M, THETA)
_RHO_BAR = quantity("rhobar")(THETA)
_ROUND = STEP - 1
_BOUND = SumOver(DELTA(M, THETA) / (1 - RHO(M, THETA)), M, _WRONG)

ONLINE = (
    Claim(
        id="T1",
        title="Greedy is bounded",
        sentences=("A1", "A4"),
        match=Match(
            "our reading", "the abstract gives no constant and no model; ours is finite Θ, Bradley–Terry feedback"
        ),
        hypotheses=("H1", "H2", "H4", "H5", "H6", "tie-break", "D"),
        statements=(
            Statement("headline", REGRET(T, THETA), "<=", _BOUND, kernel=("T1_greedy_bounded",)),
            Statement(
                "selections",
                SumOver(_SELECTIONS, M, _WRONG),
                "<=",
                SumOver(1 / (1 - RHO(M, THETA)), M, _WRONG),
                kernel=("T1_selections",),
            ),
            Statement(
                "residual",
                REGRET(T, THETA) - REGRET(STEP, THETA),
                "<=",
                SumOver(DELTA(M, THETA) * quantity("ell")(STEP, M, THETA) / (1 - RHO(M, THETA)), M, _WRONG),
                kernel=("T1_residual",),
            ),
            Statement(
                "sharper",
                REGRET(T, THETA),
                "<=",
                SumOver(
                    DELTA(M, THETA) * sp.Min(1 / (1 - quantity("rho_lambda")(M, THETA)), 1 / quantity("J")(M, THETA)),
                    M,
                    _WRONG,
                ),
                kernel=("T1_sharper",),
            ),
        ),
        rests_on=("L5",),
        supporting=("T1_any_exponent", "T1_logarithmic_potential", "T1_greedy_exists"),
    ),
    Claim(
        id="T2",
        title="Geometric tail",
        sentences=("A1", "A4"),
        match=Match("stronger", "the abstract speaks of expected regret; this bounds the whole law of the mistakes"),
        hypotheses=("H1", "H4", "H5", "H6", "tie-break", "D"),
        settles=(),
        statements=(
            Statement(
                "headline",
                quantity("tail")(SAMPLES, T, M, THETA),
                "<=",
                RHO(M, THETA) ** SAMPLES,
                kernel=("T2_geometric_tail", "T2_infinite_real"),
            ),
        ),
        rests_on=("L5",),
    ),
    Claim(
        id="T3",
        title="Exponential convergence",
        sentences=("A1", "A4"),
        match=Match("stronger", "the abstract does not speak of the speed of convergence online"),
        hypotheses=("H1", "H2", "H3", "H4", "H5", "H6", "tie-break", "D", "some-wrong"),
        settles=(),
        statements=(
            Statement(
                "headline",
                quantity("mistake")(STEP, THETA),
                "<=",
                SumOver(
                    RHO(M, THETA) ** sp.floor(_ROUND / (2 * _SIZE))
                    + quantity("rho_*")(M, THETA) ** sp.ceiling(_ROUND / 2),
                    M,
                    _WRONG,
                ),
                kernel=("T3_exponential_convergence",),
            ),
        ),
        rests_on=("L5", "T2"),
        supporting=("T3_epsilon_optimal", "T3_last_mistake"),
    ),
    Claim(
        id="T4",
        title="Strong diversity: log |Θ| mistakes",
        sentences=("A1", "A4"),
        match=Match("stronger", "a sharper count under a stronger condition than the abstract's"),
        hypotheses=("H1", "H2", "H4", "H5", "H6", "tie-break", "SD", "some-wrong"),
        settles=(),
        statements=(
            Statement(
                "headline",
                quantity("mistakes")(T, THETA),
                "<=",
                sp.ceiling(sp.log(_SIZE) / sp.log(1 / _RHO_BAR)) + 1 / (1 - _RHO_BAR),
                kernel=("T4_log_class",),
            ),
            Statement(
                "round",
                quantity("mistake")(STEP, THETA),
                "<=",
                sp.Min(1, _SIZE * _RHO_BAR**_ROUND),
                kernel=("T4_round",),
            ),
        ),
        rests_on=("L5",),
        supporting=("T4_rate_exists",),
    ),
    Claim(
        id="T5",
        title="The benchmark: full support needs no diversity",
        sentences=("A1", "A4"),
        match=Match("our reading", "what the abstract calls the benchmark is taken to be full-support comparators"),
        hypotheses=("full-support",),
        settles=(),
        refutes=("A6",),
        empties=("A5",),
        statements=(Statement("headline", predicate("SD")(THETA), "holds", kernel=("T5_benchmark",)),),
        rests_on=("L1", "L5"),
        supporting=("T5_conditions_ordered",),
    ),
)
