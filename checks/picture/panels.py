"""The panels of the picture: regret in the three regimes, and as diversity fades."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from checks.picture.figure import COLOURS, curve, logarithmic, sheet

_WIDTHS = (2.8, 1.8, 0.9)
"""Curves of one panel may coincide: those below look out."""

_STYLES = ("--", ":", "-.")

_TOP = 1.0
"""Of the axes, where a title stands: else all ticks are laid out once more to look for a place above them."""


def draw(document: Mapping[str, Any], path: str) -> None:
    """Draw the document ``user-diversity/picture/1``: three regimes and fading diversity."""
    with sheet(path, 2, 2, 6.8, 5.2) as axes:
        for place, (name, panel) in zip(axes.flat, document["regimes"].items(), strict=False):
            regime(place, name, panel)
        fading(axes.flat[3], document["fading"])


def regime(axes: Any, name: str, panel: Mapping[str, Any]) -> None:
    """Draw measured curves with their intervals, and what the theorems say of them."""
    for width, (learner, rows) in zip(_WIDTHS, panel["measured"].items(), strict=False):
        curve(axes, rows, learner, COLOURS[learner], width)
    for style, (label, points) in zip(_STYLES, panel["theory"].items(), strict=False):
        axes.plot(*zip(*points, strict=True), color="black", linestyle=style, linewidth=0.9, label=label)
    logarithmic(axes.xaxis)
    if name == "linear":
        logarithmic(axes.yaxis)
    else:
        axes.set_ylim(0, 1.6 * _highest(panel))
    axes.set_title(f"{name} regime", y=_TOP)
    axes.set_xlabel("round")
    axes.set_ylabel("expected regret, worst truth")
    axes.legend(loc="upper left")


def _highest(panel: Mapping[str, Any]) -> float:
    """Return how high the panel must show: what grows linearly may leave it."""
    ends = [rows[-1][1] for learner, rows in panel["measured"].items() if learner != "greedy"]
    proven = [points[-1][1] for label, points in panel["theory"].items() if not label.startswith("T10")]
    return float(max(ends + proven))


def fading(axes: Any, rows: Sequence[Mapping[str, Any]]) -> None:
    """Draw regret for ever against the diversity coefficient."""
    mu = [row["diversity"] for row in rows]
    limits = [[m, row["regret"]["mean"], *row["regret"]["interval"]] for m, row in zip(mu, rows, strict=True)]
    curve(axes, limits, "greedy", COLOURS["greedy"])
    for style, name in zip(_STYLES, ("T1", "T17"), strict=False):
        proven = [row[name] for row in rows]
        axes.plot(mu, proven, color="black", linestyle=style, linewidth=0.9, label=f"{name} (at most)")
    logarithmic(axes.xaxis)
    logarithmic(axes.yaxis)
    axes.set_title("fading diversity", y=_TOP)
    axes.set_xlabel("diversity coefficient μ")
    axes.set_ylabel("expected regret, infinite horizon")
    axes.legend(loc="upper right")
