"""The plot of a simulation: regret against rounds."""

from __future__ import annotations

from typing import Any

from checks.picture.figure import COLOURS, curve, sheet


def draw(documents: list[dict[str, Any]], path: str) -> None:
    """Draw the curves of documents ``user-diversity/simulate/1`` to a file.

    Raises
    ------
    InputError
        When matplotlib is not installed or the file cannot be written.
    """
    with sheet(path, 1, 1, 4.5, 3.2) as axes:
        place = axes[0][0]
        for document in documents:
            label = f"{document['learner']}, truth {document['truth']}"
            curve(place, document["curve"], label, COLOURS[document["learner"]])
        place.set_xscale("log")
        place.set_xlabel("round")
        place.set_ylabel("expected regret")
        place.legend(loc="upper left")
