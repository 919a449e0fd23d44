"""Verdict on a dropped hypothesis: a search for a counterexample, or why the hypothesis is not needed."""

from __future__ import annotations

from checks.refute.not_needed import ABOUT_OBJECTS, NOT_NEEDED, Survival
from checks.refute.registry import HYPOTHESES, found_by_search, named
from checks.refute.searching.observation import Dropped
from theory.claims import claim as ledger_claim
from theory.errors import InputError


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


def resolve(claim: str, hypothesis: str) -> Dropped | Survival:
    """Return the search for a pair, or why the hypothesis is not needed.

    Raises
    ------
    InputError
        For an unknown claim or hypothesis, one that the claim does not assume, or one that no search drops.
    """
    identifier = ledger_claim(claim).id
    if hypothesis in ABOUT_OBJECTS and hypothesis in ledger_claim(claim).hypotheses:
        raise InputError("--drop", f"{hypothesis!r} says what {identifier} is about; nothing is left without it")
    if hypothesis not in (*HYPOTHESES, *assumed(identifier)):
        listed = ", ".join(assumed(identifier)) or "nothing that can be dropped"
        raise InputError("--drop", f"no hypothesis {hypothesis!r}; {identifier} assumes {listed}")
    if hypothesis not in assumed(identifier):
        listed = ", ".join(assumed(identifier)) or "nothing that can be dropped"
        raise InputError("--drop", f"{identifier} does not assume {hypothesis}; it assumes {listed}")
    found = NOT_NEEDED.get((identifier, hypothesis)) or named(identifier, hypothesis)
    if found is None:
        raise InputError("--drop", f"nothing searches for {identifier} without {hypothesis} yet")
    return found
