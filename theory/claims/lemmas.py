"""Lemmas L1–L6: the information in one comparison, one round and T rounds."""

from __future__ import annotations

import sympy as sp

from theory.claims.claim import Claim, Match, Statement
from theory.claims.feedback import BERNOULLI_KL, BHATTACHARYYA, SIGMOID
from theory.claims.feedback import A as GAP_A
from theory.claims.feedback import B as GAP_B
from theory.claims.language import PI, REGRET, THETA, A, B, M, T, quantity

_BOUND = sp.Symbol("B", nonnegative=True)
_LAMBDA = sp.Symbol("lambda")
_SINH, _COSH = sp.sinh((GAP_A - GAP_B) / 4), sp.cosh((GAP_A + GAP_B) / 4)
_TOOL = Match("tool", "the abstract does not state it; the proofs of its sentences use it")
_KL_DEFINITION = SIGMOID * sp.log(SIGMOID / SIGMOID.subs(GAP_A, GAP_B)) + SIGMOID.subs(GAP_A, -GAP_A) * sp.log(
    SIGMOID.subs(GAP_A, -GAP_A) / SIGMOID.subs(GAP_A, -GAP_B)
)
_OVERLAP, _AFFINITY, _KL = quantity("overlap"), quantity("BC"), quantity("KL")

LEMMAS = (
    Claim(
        id="L1",
        title="Bhattacharyya closed form",
        sentences=(),
        match=_TOOL,
        hypotheses=("H5",),
        statements=(
            Statement(
                "closed form",
                BHATTACHARYYA,
                "==",
                (1 + _SINH**2 / _COSH**2) ** sp.Rational(-1, 2),
                kernel=("L1_bhattacharyya", "L1_real"),
            ),
            Statement(
                "product form",
                _COSH**2 + _SINH**2,
                "==",
                sp.cosh(GAP_A / 2) * sp.cosh(GAP_B / 2),
                kernel=("L1_bhattacharyya", "L1_real"),
            ),
            Statement(
                "at most one",
                BHATTACHARYYA,
                "<=",
                sp.Integer(1),
                kernel=("L1_bhattacharyya", "L1_real"),
            ),
        ),
        supporting=("L1_logistic_link", "L1_exp_laws_real"),
    ),
    Claim(
        id="L2",
        title="Quadratic bound",
        sentences=(),
        match=_TOOL,
        hypotheses=("H5",),
        statements=(
            Statement(
                "headline",
                1 - BHATTACHARYYA,
                ">=",
                (GAP_A - GAP_B) ** 2 / (32 * sp.cosh(_BOUND / 2) ** 2),
                kernel=("L2_quadratic_bound", "L2_real"),
            ),
            Statement(
                "half",
                1 - BHATTACHARYYA,
                ">=",
                (1 - BHATTACHARYYA**2) / 2,
                kernel=("L2_quadratic_bound", "L2_real"),
            ),
            Statement(
                "closed form",
                (1 - BHATTACHARYYA**2) / 2,
                "==",
                _SINH**2 / (2 * sp.cosh(GAP_A / 2) * sp.cosh(GAP_B / 2)),
                kernel=("L2_quadratic_bound", "L2_real"),
            ),
        ),
        rests_on=("L1",),
    ),
    Claim(
        id="L3",
        title="Bernoulli Kullback–Leibler divergence",
        sentences=(),
        match=_TOOL,
        hypotheses=("H5",),
        statements=(
            Statement(
                "upper",
                BERNOULLI_KL,
                "<=",
                (GAP_A - GAP_B) ** 2 / 8,
                kernel=("L3_real",),
            ),
            Statement("closed form", _KL_DEFINITION, "==", BERNOULLI_KL, kernel=("L3_bernoulli_kl",)),
            Statement("lower", BERNOULLI_KL, ">=", sp.Integer(0), kernel=("L3_bernoulli_kl",)),
        ),
    ),
    Claim(
        id="L4",
        title="Sharp two-point test",
        sentences=("A5",),
        match=_TOOL,
        hypotheses=(),
        statements=(
            Statement(
                "headline",
                _OVERLAP(A, B),
                ">=",
                1 - sp.sqrt(1 - _AFFINITY(A, B) ** 2),
                kernel=("L4_two_point_test", "L4_real"),
            ),
            Statement(
                "half",
                1 - sp.sqrt(1 - _AFFINITY(A, B) ** 2),
                ">=",
                _AFFINITY(A, B) ** 2 / 2,
                kernel=("L4_two_point_test", "L4_real"),
            ),
            Statement(
                "divergence",
                _AFFINITY(A, B) ** 2,
                ">=",
                sp.exp(-_KL(A, B)),
                kernel=("L4_kullback_leibler", "L4_real"),
            ),
        ),
    ),
    Claim(
        id="L5",
        title="Potential step",
        sentences=("A4",),
        match=_TOOL,
        hypotheses=("H1", "H4", "H5"),
        statements=(
            Statement(
                "headline",
                quantity("step")(M, THETA, PI, _LAMBDA),
                "==",
                quantity("rho")(M, THETA, PI, _LAMBDA),
                kernel=("L5_potential_step", "L5_any_exponent"),
            ),
            Statement(
                "supermartingale",
                quantity("ell")(T, M, THETA),
                "<=",
                sp.Integer(1),
                kernel=("L5_supermartingale",),
            ),
        ),
        rests_on=("L1", "L4"),
        supporting=("L5_selected",),
    ),
    Claim(
        id="L6",
        title="Divergence decomposition",
        sentences=("A5",),
        match=_TOOL,
        hypotheses=("H4", "H5", "H6", "alike", "unique-optimum-of-a"),
        statements=(
            Statement(
                "headline", _KL(T, A, B), "<=", quantity("K")(A, B) * REGRET(T, A), kernel=("L6_divergence", "L6_real")
            ),
        ),
        rests_on=("L3",),
    ),
)
