"""New users of an audit document as rows of the table."""

from __future__ import annotations

from typing import Any

from checks.audit.showing.data import some

SHOWN = 8
"""Most comparisons that are shown in the table."""


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
