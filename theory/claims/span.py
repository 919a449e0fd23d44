"""T15–T18: the span form of the condition, heads, how much diversity, and recruiting (A3, A6)."""

from __future__ import annotations

import sympy as sp

from theory.claims.claim import Claim, Match, Statement
from theory.claims.language import PI, THETA, M, N, predicate, quantity

_SIZE = quantity("B")()
_CURVATURE = 32 * sp.cosh(_SIZE / 2) ** 2

SPAN = (
    Claim(
        id="T15",
        title="Span form of the condition",
        sentences=("A3", "A6"),
        match=Match("our reading", "'directions that can alter the optimal response' are the relevant ones, Rel"),
        hypotheses=("linear",),
        speaks=(("class", ("all of ℝ^d",)),),
        statements=(
            Statement(
                "headline", predicate("Spanning")(THETA), "iff", predicate("NoHidden")(THETA), kernel=("T15_span",)
            ),
        ),
        supporting=("T15_adversary", "T15_program", "T15_diverse_at", "T15_diverse"),
    ),
    Claim(
        id="T16",
        title="User heads",
        sentences=("A3", "A6"),
        match=Match(
            "exact",
            "part (a) is the abstract's sentence for data on training users; part (b) shows that online, under the "
            "baseline protocol, every response needs a spanning audience; D over all of ℝ^(k×d) fails if ties go there",
        ),
        hypotheses=("linear", "product-support"),
        speaks=(("class", ("all of ℝ^d",)),),
        statements=(
            Statement(
                "offline",
                predicate("OfflineDiverse")(),
                "iff",
                predicate("TargetsCovered")(),
                kernel=("T16a_diverse_offline",),
            ),
            Statement(
                "baseline",
                predicate("Spanning")(THETA),
                "iff",
                predicate("EveryAudienceSpans")(THETA),
                kernel=("T16b_baseline",),
            ),
            Statement(
                "full support",
                quantity("exposed")(),
                "==",
                quantity("dimension_by_prompt")(),
                kernel=("T16c_full_support",),
            ),
        ),
        rests_on=("T15",),
        supporting=("T16a_literal", "T16b_not_diverse", "T16b_ties_matter"),
    ),
    Claim(
        id="T17",
        title="How much diversity",
        sentences=("A3", "A6"),
        match=Match(
            "stronger", "the abstract has a yes or no; this is how the constant degrades with the coefficient μ"
        ),
        hypotheses=("linear", "H5"),
        settles=(),
        statements=(
            Statement(
                "headline",
                quantity("deficit")(M, THETA),
                ">=",
                quantity("mu")(PI) * quantity("g")(THETA) ** 2 / (quantity("L")() ** 2 * _CURVATURE),
                kernel=("T17_quadratic", "T17_real"),
            ),
            Statement(
                "quadratic",
                quantity("deficit")(M, THETA),
                ">=",
                quantity("energy")(PI, M, THETA) / _CURVATURE,
                kernel=("T17_quadratic", "T17_real"),
            ),
        ),
        rests_on=("L2",),
    ),
    Claim(
        id="T18",
        title="Recruiting",
        sentences=("A6",),
        match=Match("stronger", "the abstract does not say how many users are needed"),
        hypotheses=("iid-users",),
        settles=(),
        statements=(
            Statement(
                "headline",
                quantity("not_spanning")(N),
                "<=",
                quantity("binomial_tail")(N),
                kernel=("T18_recruiting",),
            ),
            Statement(
                "sharper",
                quantity("not_spanning")(N),
                "<=",
                quantity("geometric_tail")(N),
                kernel=("T18_sharper",),
            ),
        ),
    ),
)
