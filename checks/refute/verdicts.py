"""What dropping a hypothesis comes to: needed, not known to be needed, or not needed for a stated reason."""

from __future__ import annotations

from collections.abc import Mapping

from checks.refute.observation import Dropped
from checks.refute.registry import HYPOTHESES, found_by_search, named
from theory.claims import claim as ledger_claim
from theory.errors import InputError

NOT_NEEDED: Mapping[tuple[str, str], str] = {
    ("T2", "D"): "the potential of T2 never uses D: where ρ(m, θ) = 1 the bound is 1",
    (
        "T2",
        "H2",
    ): "the argument looks at one model m at a time; the class may be infinite as long as a maximum-likelihood "
    "model exists",
    ("T3", "some-wrong"): "where W is empty there are no mistakes, and the sum over W is 0",
    ("T4", "some-wrong"): "where W is empty there are no mistakes",
    ("T7", "informative"): "as K → 0 the bound tends to p0·δ·T/2, and T6 gives p0·δ·T where K = 0",
    ("T8", "informative"): "where K = 0, T6 gives R_T(a)/δ_a + R_T(b)/δ_b ≥ p0·T, so R_T(a)/ln T → ∞ = 1/K",
    ("T13", "altered"): "where π_a(c0) is optimal for b, δ_b = 0, so δ = 0 and the right side is 0",
    ("T14", "altered"): "where π_a(c0) is optimal for b, δ_b = 0, so δ = 0 and the right side is 0",
    ("T14", "H5"): "equal gaps give equal laws of the data whatever the link, and nothing else is used",
    ("T19", "H6"): "the bound holds in every round for every response that ignores the user, whatever is observed",
    ("T21", "D_theta"): "greedy only fares worse where D fails at the truth as well",
}
"""Hypotheses without which a claim provably survives, with the reason."""

ABOUT_OBJECTS = ("linear", "finite-linear")
"""Hypotheses that say what kind of object a claim is about; without them it says nothing."""


def assumed(claim: str) -> list[str]:
    """Return the hypotheses of a claim that may be dropped, by every name."""
    searched = [
        name
        for key, entry in found_by_search().items()
        if key[0] == claim
        for name in (entry.hypothesis, *entry.aliases)
    ]
    excused = [hypothesis for known, hypothesis in NOT_NEEDED if known == claim]
    stated = [h for h in ledger_claim(claim).hypotheses if h not in ABOUT_OBJECTS]
    return sorted({*searched, *excused, *stated})


def resolve(claim: str, hypothesis: str) -> Dropped | str | None:
    """Return the search for a pair, the reason why the hypothesis is not needed, or None when neither is known.

    Raises
    ------
    InputError
        For an unknown claim or hypothesis, or one that the claim does not assume.
    """
    identifier = ledger_claim(claim).id
    if hypothesis not in (*HYPOTHESES, *assumed(identifier)):
        raise InputError("--drop", f"no hypothesis {hypothesis!r}; there are {', '.join(HYPOTHESES)}")
    if hypothesis not in assumed(identifier):
        listed = ", ".join(assumed(identifier)) or "nothing that can be dropped"
        raise InputError("--drop", f"{identifier} does not assume {hypothesis}; it assumes {listed}")
    return named(identifier, hypothesis) or NOT_NEEDED.get((identifier, hypothesis))
