"""What an answer says about new users: as JSON values and in a sentence."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from checks.audit.newcomers.new_users import NewUsers

LISTED = 100
"""Most users outside the span that are listed."""


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
