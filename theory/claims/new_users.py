"""T28: what the users who were trained on say about a new one (A4, A6)."""

from __future__ import annotations

import sympy as sp

from theory.claims.claim import Claim, Match, Statement
from theory.claims.language import THETA, predicate, quantity

NEW, OUTSIDER, ASKED = sp.symbols("w v Q")
"""A new user, one whose head lies outside the span of the others, and a list of comparisons."""

_R, _FEATURES = quantity("r")(NEW, THETA), quantity("dim_F")()

NEW_USERS = (
    Claim(
        id="T28",
        title="A new user: r comparisons or dim F",
        sentences=("A6",),
        match=Match("stronger", "the abstract says that diversity identifies; this counts what a new user is spared"),
        hypotheses=("factored", "in-span", "separating"),
        statements=(
            Statement("identified", predicate("Identified")(ASKED, NEW, THETA), "holds", kernel=("T28_identify",)),
            Statement("fewest", quantity("questions")(NEW, THETA), "==", _R, kernel=("T28_identify", "T28_fewer")),
            Statement("at most", _R, "<=", sp.Min(quantity("k")(), _FEATURES), kernel=("T28_identify",)),
            Statement("outside", quantity("questions_outside")(), "==", _FEATURES, kernel=("T28_outside",)),
            Statement("silent", predicate("NothingSaid")(OUTSIDER, THETA), "holds", kernel=("T28_outside",)),
        ),
    ),
)
