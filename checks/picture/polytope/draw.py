"""The picture of a polytope: the class with its cells, and regret as truths approach a boundary."""

from __future__ import annotations

from fractions import Fraction
from math import hypot
from typing import Any

from checks.picture.figure import COLOURS, curve, sheet
from theory.errors import InputError

_FILLS = ("#dbe9f6", "#fde0c5", "#dff0d8", "#f3ddec", "#fff5c2", "#e2e2e2", "#d5f0ef", "#f6d5d5")
_STYLES = ("-", "--", ":")
_MOST_LABELS = 12
"""Cells are named up to so many."""

_ARROW = 0.09
"""Length of an exposed direction, as a share of the class."""


def draw(document: dict[str, Any], path: str) -> None:
    """Draw the document ``user-diversity/class-picture/1`` to a file.

    Raises
    ------
    InputError
        When it shows nothing: more than two dimensions, and no boundary near the truth.
    """
    panels = [name for name in ("cells", "boundary") if document[name] is not None]
    if not panels:
        raise InputError("FILE", "more than two parameters, and no decision boundary between a truth and another cell")
    with sheet(path, 1, len(panels), 3.4 * len(panels) + 0.4, 3.4) as axes:
        for place, name in zip(axes[0], panels, strict=True):
            _class(place, document) if name == "cells" else _boundary(place, document["boundary"])


def _class(place: Any, document: dict[str, Any]) -> None:
    (_line if len(document["cells"][0]["corners"][0]) == 1 else _plane)(place, document)
    said = "no pair hides" if document["confusing"] is None else "a pair hides"
    place.set_title(f"{document['decision']}: {said}")
    if place.get_legend_handles_labels()[0]:
        place.legend(loc="upper right")


def _line(place: Any, document: dict[str, Any]) -> None:
    """Draw one parameter to the right, and rounds of the path upwards."""
    top = len(document["path"] or [0, 0])
    for i, cell in enumerate(document["cells"]):
        (low,), (high,) = cell["corners"]
        place.axvspan(low, high, color=_FILLS[i % len(_FILLS)], linewidth=0)
        told = ", ".join(cell["policy"]) + ("" if cell["exposed"] else "\nexposes nothing")
        place.text((low + high) / 2, 1.1, told, ha="center", va="bottom", fontsize=6)
    if document["path"] is not None:
        place.plot([m for (m,) in document["path"]], range(1, top + 1), color="black", linewidth=0.7, label="m_t")
    if document["truth"] is not None:
        place.axvline(document["truth"][0], color=COLOURS["greedy"], linestyle="--", linewidth=1.0, label="θ")
    for (end,), name in zip(document["confusing"] or [], ("believed", "hidden"), strict=False):
        place.plot([end], [top**0.5], "o" if name == "believed" else "s", color=COLOURS["pooled"], label=name)
    place.set_yscale("log")
    place.set_ylim(1, top)
    place.set_xlabel("θ")
    place.set_ylabel("round")


def _plane(place: Any, document: dict[str, Any]) -> None:
    """Draw two parameters."""
    everything = [corner for cell in document["cells"] for corner in cell["corners"]]
    size = max(max(x) - min(x) for x in zip(*everything, strict=True)) or 1.0
    for i, cell in enumerate(document["cells"]):
        place.fill(
            *zip(*cell["corners"], strict=True), facecolor=_FILLS[i % len(_FILLS)], edgecolor="white", linewidth=1
        )
        x, y = (sum(values) / len(values) for values in zip(*cell["corners"], strict=True))
        if len(document["cells"]) <= _MOST_LABELS:
            place.text(x, y - 0.1 * size, ", ".join(cell["policy"]), ha="center", va="top", fontsize=6)
        for row in cell["exposed"]:
            along = [_ARROW * size * entry / hypot(*row) for entry in row]
            place.annotate("", (x + along[0], y + along[1]), (x, y), arrowprops={"arrowstyle": "->", "linewidth": 0.8})
        if not cell["exposed"]:
            place.plot([x], [y], "o", color="black", markerfacecolor="none", markersize=4)
    if document["path"] is not None:
        place.plot(*zip(*document["path"], strict=True), color="black", linewidth=0.6, alpha=0.7, label="m_t")
    if document["truth"] is not None:
        place.plot(*([x] for x in document["truth"]), "*", color=COLOURS["greedy"], markersize=9, label="θ")
    if document["confusing"] is not None:
        ends = list(zip(*document["confusing"], strict=True))
        place.plot(*ends, "--", color=COLOURS["pooled"], linewidth=0.9)
        for x, y, mark, name in zip(*ends, "os", ("believed", "hidden"), strict=True):
            place.plot([x], [y], mark, color=COLOURS["pooled"], markersize=5, label=name)
    place.set_xlabel("θ₁")
    place.set_ylabel("θ₂")


def _boundary(place: Any, boundary: dict[str, Any]) -> None:
    for style, row in zip(_STYLES, boundary["truths"], strict=True):
        for learner, rows in row["measured"].items():
            curve(place, rows, f"{learner}, s = {float(Fraction(row['s'])):.3g}", COLOURS[learner])
            place.lines[-1].set_linestyle(style)
    if boundary["envelope"]:
        place.plot(
            *zip(*boundary["envelope"], strict=True), color="black", linewidth=1.4, label="T24, every learner: √T"
        )
    place.set_xscale("log")
    place.set_yscale("log")
    means = [
        mean for row in boundary["truths"] for rows in row["measured"].values() for _, mean, *_ in rows if mean > 0
    ]
    place.set_ylim(min(means) / 2, 4 * max(means))
    place.set_title("truths at distance s from a boundary")
    place.set_xlabel("round")
    place.set_ylabel("expected regret, worse of two truths")
    place.legend(loc="upper left", fontsize=6)
