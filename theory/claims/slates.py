"""T27: both responses drawn from a softened policy, the benchmark as it is run (A4, A6)."""

from __future__ import annotations

import sympy as sp

from theory.claims.claim import Claim, Match, Statement
from theory.claims.language import DELTA, REGRET, RHO, SAMPLES, STEP, THETA, M, SetOf, SumOver, T, predicate, quantity

SELECTED = sp.Symbol("g")
"""The model that the learner has selected, from whose softened policy a slate is drawn."""

_WRONG = SetOf("W", THETA)
_SIZE = quantity("|W|")(THETA)
_ROUND = STEP - 1
_RHO_BAR = quantity("rhobar")(THETA)
_ONE_RIGHT_GAP = sp.sqrt((1 + 1 / sp.cosh(quantity("g")(THETA) / 2)) / 2)
_FLOOR = quantity("gamma_min")() * sp.exp(-quantity("beta")() * quantity("B")())

SLATES = (
    Claim(
        id="T27",
        title="Slates: no diversity is needed among the users who are served",
        sentences=("A1", "A4", "A6"),
        match=Match(
            "our reading",
            "the abstract compares with a benchmark; this takes it as it is run, with both responses of a comparison "
            "drawn from the softened policy, and regret that of the policy itself",
        ),
        hypotheses=("H1", "H2", "H4", "H5", "tie-break", "slate", "positive-reference", "some-wrong"),
        statements=(
            Statement(
                "headline",
                REGRET(T, THETA),
                "<=",
                SumOver(DELTA(M, THETA) / (1 - RHO(M, THETA)), M, _WRONG),
                kernel=("T27_slates",),
            ),
            Statement("strong diversity", predicate("SD")(THETA), "holds", kernel=("T27_slates",)),
            Statement(
                "tail",
                quantity("tail")(SAMPLES, T, M, THETA),
                "<=",
                RHO(M, THETA) ** SAMPLES,
                kernel=("T27_slates",),
            ),
            Statement(
                "convergence",
                quantity("mistake")(STEP, THETA),
                "<=",
                SumOver(
                    RHO(M, THETA) ** sp.floor(_ROUND / (2 * _SIZE))
                    + quantity("rho_right")(M, THETA) ** sp.ceiling(_ROUND / 2),
                    M,
                    _WRONG,
                ),
                kernel=("T27_slates",),
            ),
            Statement(
                "round",
                quantity("mistake")(STEP, THETA),
                "<=",
                sp.Min(1, _SIZE * _RHO_BAR**_ROUND),
                kernel=("T27_slates",),
            ),
            Statement(
                "mistakes",
                quantity("mistakes")(T, THETA),
                "<=",
                sp.ceiling(sp.log(_SIZE) / sp.log(1 / _RHO_BAR)) + 1 / (1 - _RHO_BAR),
                kernel=("T27_log_class",),
            ),
            Statement(
                "rate",
                2 * quantity("p_min")() * _FLOOR**2 * (1 - _ONE_RIGHT_GAP),
                "<=",
                1 - quantity("rho_g")(SELECTED, M, THETA),
                kernel=("T27_rate", "T27_rate_real", "T27_softened"),
            ),
            Statement(
                "charged",
                quantity("R_drawn")(T, THETA),
                ">=",
                T * quantity("drawn_least")(THETA),
                kernel=("T27_charged",),
            ),
        ),
        rests_on=("L1", "L5"),
        settles=("A1", "A4"),
        refutes=("A6",),
        empties=("A5",),
    ),
)
