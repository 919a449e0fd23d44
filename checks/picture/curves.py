"""The plot of a simulation: regret against rounds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from checks.instance.class_view import vector
from checks.picture.figure import COLOURS, curve, sheet


def draw(documents: list[dict[str, Any]], path: str, names: Sequence[str] = ()) -> None:
    """Draw the curves of documents ``user-diversity/simulate/1`` to a file.

    One has the colour of its learner; several have a colour each, and are told apart by the names of their instances.

    Raises
    ------
    InputError
        When the file cannot be written.
    """
    with sheet(path, 1, 1, 4.5, 3.2) as axes:
        place = axes[0][0]
        for i, document in enumerate(documents):
            label = f"{document['learner']}, truth {vector(document['truth'])}"
            if len(documents) == 1:
                curve(place, document["curve"], label, COLOURS[document["learner"]])
            else:
                colours = list(COLOURS.values())
                curve(place, document["curve"], f"{names[i]}: {label}", colours[i % len(colours)])
        place.set_xscale("log")
        place.set_xlabel("round")
        place.set_ylabel("expected regret")
        place.legend(loc="upper left")
