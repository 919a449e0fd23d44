"""T19–T21: what user diversity is not."""

from __future__ import annotations

from theory.claims.claim import Claim, Match, Statement
from theory.claims.language import REGRET, THETA, T, predicate, quantity

_POOLED = quantity("pooled_gap")(THETA)

LIMITS = (
    Claim(
        id="T19",
        title="Pooled learners",
        sentences=("A6",),
        match=Match("limit", "a learner that ignores the user is not saved by diversity"),
        hypotheses=("H6",),
        statements=(
            Statement("headline", REGRET(T, THETA), ">=", T * _POOLED, kernel=("T19_pooled",)),
            Statement(
                "positive",
                predicate("PooledPays")(THETA),
                "iff",
                predicate("PromptWithoutCommonBest")(THETA),
                kernel=("T19_positive",),
            ),
        ),
    ),
    Claim(
        id="T20",
        title="Weaker than full rank",
        sentences=("A3",),
        match=Match("limit", "only directions that can alter a best response within Θ count, as the abstract says"),
        hypotheses=("finite-linear",),
        speaks=(("protocol", ("baseline", "table")),),
        statements=(
            Statement("spanning suffices", predicate("SpanningImpliesD")(), "holds", kernel=("T15_diverse",)),
            Statement(
                "not necessary",
                predicate("DiverseWithoutSpanning")(),
                "holds",
                kernel=("T20_weaker_than_full_rank", "T20_real"),
            ),
        ),
        rests_on=("T15",),
        witnesses=("T20-not-all", "T20-not-relevant"),
    ),
    Claim(
        id="T21",
        title="Pointwise diversity does not save greedy",
        sentences=("A4",),
        match=Match(
            "limit",
            "greedy needs the condition at every model it may believe; the learner of T26 at the truth only",
        ),
        hypotheses=("D_theta", "not-D"),
        speaks=(("protocol", ("baseline", "table")), ("class", ("finite",))),
        statements=(
            Statement(
                "headline",
                REGRET(T, THETA),
                ">=",
                (T - 1) * quantity("trapped")(THETA),
                kernel=("T21_pointwise",),
            ),
        ),
        witnesses=("T21",),
    ),
)
