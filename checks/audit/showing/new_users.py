"""What an audit says about new users: for the document, in a sentence and in the table."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from checks.audit.certifying.new_users import NewUsers
from checks.audit.showing.data import some

LISTED = 100
"""Most users outside the span that are listed."""

SHOWN = 8
"""Most comparisons that are shown in the table."""


def document(new: NewUsers | None) -> dict[str, Any] | None:
    """Write what is known about new users as JSON values."""
    if new is None:
        return None
    advice = new.advice
    return {
        "inside": new.inside,
        "inside_is_a_bound": new.bound,
        "outside": new.outside,
        "comparisons": None if advice is None else [asdict(question) for question in advice.questions],
        "error_factor": None if advice is None else advice.factor,
        "typical_gap": None if advice is None else advice.typical,
        "largest_asked_gap": None if advice is None else advice.largest,
        "repetitions": None
        if advice is None
        else [{"standard_errors": z, "each": each} for z, each in advice.repetitions],
        "users_outside": {
            "of": "target" if new.of_target else "these users, each against all others",
            "total": len(new.alone),
            "users": list(new.alone[:LISTED]),
        },
    }


def says(new: NewUsers | None) -> list[str]:
    """Say in a sentence what a new user needs."""
    if new is None:
        return []
    anybody = "as many as the features vary in dimensions" if new.outside is None else str(new.outside)
    if new.inside is None:
        return [f"How many comparisons a new user needs is known only for anybody at all: {anybody} (T28)."]
    most = "at most " if new.bound else ""
    told = f"A new user whose head lies in the span of these needs {most}{new.inside} comparisons, any other {anybody}"
    return [f"{told} (T28)."]


def rows(new: dict[str, Any] | None) -> list[tuple[str, str]]:
    """Tell a document's new users as rows of a table."""
    if new is None:
        return []
    told = []
    for asked in (new["comparisons"] or [])[:SHOWN]:
        told.append(("ask a new user", f"{asked['prompt']}: {asked['response']} or {asked['other']}?"))
    if len(new["comparisons"] or []) > SHOWN:
        told.append(("ask a new user", f"and {len(new['comparisons']) - SHOWN} more, listed in the document"))
    if new["comparisons"] and new["error_factor"] is None:
        told.append(("  each so often", "unknown: part of what these heads span is at rounding"))
    elif new["comparisons"]:
        counts = ", ".join(f"{_count(r['each'])} for {r['standard_errors']}" for r in new["repetitions"])
        told.append(("  each so often", f"{counts} standard errors of a typical gap, {new['typical_gap']:.3g}"))
        told.append(("  a gap's error, at worst", f"{new['error_factor']:.3g} times that of an asked one"))
    outside = new["users_outside"]
    if outside["total"] or outside["of"] == "target":
        which = "target users outside the span" if outside["of"] == "target" else "users outside the span of the others"
        more = outside["total"] - len(outside["users"])
        told.append((which, some(outside["users"]) + (f" of {outside['total']}" if more else "")))
    return told


def _count(each: int | None) -> str:
    return "no number" if each is None else f"{each:,}"
