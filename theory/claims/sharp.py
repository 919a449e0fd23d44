"""T25 and T26: the constant of the logarithm, and a learner that pays no more at any truth (A5, sharp)."""

from __future__ import annotations

import sympy as sp

from theory.claims.claim import Claim, Match, Statement
from theory.claims.language import (
    DELTA,
    REGRET,
    RHO,
    THETA,
    A,
    B,
    CheapestOver,
    M,
    MaxOver,
    SetOf,
    SumOver,
    T,
    predicate,
    quantity,
)

_HIDDEN = SetOf("Conf", A)
_FINITE = ("T25_finite", "T25_finite_real")
_REQUIRED = sp.Max(0, sp.log(quantity("D_b")(A, B) * T / (2 * (REGRET(T, A) + REGRET(T, B)))))
_DEAREST, _WAIT = quantity("d")(M, THETA), quantity("wait")(M, THETA)
_SELECTED = 1 - RHO(M, THETA)

SHARP = (
    Claim(
        id="T25",
        title="The constant of the logarithm",
        sentences=("A5",),
        match=Match(
            "stronger", "the abstract's 'at least logarithmic' with the best constant; checked in its finite form"
        ),
        hypotheses=("H4", "H5", "H6", "unique-optimum-of-a", "consistency"),
        statements=(
            Statement("headline", REGRET(T, A), ">=", CheapestOver(_REQUIRED, B, _HIDDEN), kernel=_FINITE),
            Statement(
                "multipliers",
                REGRET(T, A),
                ">=",
                SumOver(quantity("lambda")(A, B) * _REQUIRED, B, _HIDDEN),
                kernel=_FINITE,
            ),
            Statement(
                "constant",
                quantity("C")(A),
                ">=",
                MaxOver(1 / quantity("K")(A, B), B, _HIDDEN),
                kernel=("T25_constant",),
            ),
        ),
        rests_on=("T6",),
        supporting=("T25_limit", "T25_limit_real"),
    ),
    Claim(
        id="T26",
        title="The constant is attained",
        sentences=("A4", "A5"),
        match=Match(
            "stronger",
            "one learner pays C(θ) ln T at every truth: what is necessary is diversity at the truth, and diversity "
            "everywhere is the price of being greedy",
        ),
        hypotheses=("H1", "H2", "H3", "H4", "H5", "G", "G+"),
        settles=(),
        statements=(
            Statement(
                "headline",
                REGRET(T, THETA),
                "<=",
                SumOver((2 * DELTA(M, THETA) + _DEAREST) / _SELECTED, M, SetOf("Told", THETA))
                + SumOver(DELTA(M, THETA) / _SELECTED, M, SetOf("ToldFree", THETA))
                + SumOver(2 * DELTA(M, THETA) + _WAIT, M, SetOf("Alike", THETA))
                + quantity("V")(T, THETA),
            ),
            Statement("pointwise", predicate("NothingHides")(THETA), "iff", predicate("ConstantIsZero")(THETA)),
        ),
        rests_on=("L5", "T1", "T25"),
    ),
)
