"""T12–T14: log(1/ε) samples offline, and no fewer (A2)."""

from __future__ import annotations

import sympy as sp

from theory.claims.claim import Claim, Match, Statement
from theory.claims.language import C0, DELTA, SAMPLES, THETA, A, B, M, SetOf, SumOver, quantity

_RHO_OFF = quantity("rho_off")
_WRONG = SetOf("W", THETA)
_SUBOPT = quantity("SubOpt")
_WORST = quantity("worst")(SAMPLES, A, B)
_DELTA = 1 / (1 / quantity("delta_a")(A, C0) + 1 / quantity("delta_b")(A, B, C0))
_MASS = quantity("p")(C0) * _DELTA
_PAIR = ("H5", "altered", "unique-optimum-of-a")

OFFLINE = (
    Claim(
        id="T12",
        title="Offline sample complexity",
        sentences=("A2", "A4"),
        match=Match(
            "our reading", "log(1/ε) for the greedy policy of the maximum-likelihood model, constants explicit"
        ),
        hypotheses=("H1", "H2", "H4", "H5", "D_off"),
        statements=(
            Statement(
                "headline",
                _SUBOPT(SAMPLES, THETA),
                "<=",
                SumOver(DELTA(M, THETA) * _RHO_OFF(M, THETA) ** SAMPLES, M, _WRONG),
                kernel=("T12_max_likelihood",),
            ),
            Statement(
                "sharper",
                _SUBOPT(SAMPLES, THETA),
                "<=",
                SumOver(DELTA(M, THETA) * quantity("rho_off_lambda")(M, THETA) ** SAMPLES, M, _WRONG),
                kernel=("T12_any_exponent",),
            ),
        ),
        rests_on=("L5",),
        supporting=("T12_logarithmic", "T12_rule_exists"),
    ),
    Claim(
        id="T13",
        title="log(1/ε) cannot be beaten",
        sentences=("A2",),
        match=Match("stronger", "the abstract states the rate; this is the matching lower bound for every rule"),
        hypotheses=_PAIR,
        settles=(),
        statements=(
            Statement(
                "headline",
                _WORST,
                ">=",
                _MASS * (1 - sp.sqrt(1 - _RHO_OFF(A, B) ** (2 * SAMPLES))),
                kernel=("T13_lower_bound",),
            ),
            Statement(
                "half",
                _WORST,
                ">=",
                _MASS / 2 * _RHO_OFF(A, B) ** (2 * SAMPLES),
                kernel=("T13_lower_bound",),
            ),
        ),
        rests_on=("L4",),
        supporting=("T13_logarithmic",),
    ),
    Claim(
        id="T14",
        title="No amount of data helps",
        sentences=("A2", "A5"),
        match=Match("stronger", "necessity offline: the error stays constant whatever the sample size"),
        hypotheses=(*_PAIR, "offline-alike"),
        settles=("A5",),
        statements=(Statement("headline", _WORST, ">=", _MASS, kernel=("T14_blind",)),),
        rests_on=("T13",),
        supporting=("T14_no_data_helps",),
    ),
)
