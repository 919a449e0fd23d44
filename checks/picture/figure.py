"""Drawing: figures that a paper could print. matplotlib is imported here only, when something is drawn."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from checks.runtime.output import write_bytes
from theory.errors import InputError

COLOURS = {
    "greedy": "#0072b2",
    "forced-exploration": "#009e73",
    "tracking": "#332288",
    "optimistic": "#e69f00",
    "thompson": "#cc79a7",
    "per-user": "#56b4e9",
    "pooled": "#d55e00",
    "uniform": "#999999",
    "constant": "#000000",
}
"""Distinguishable without full colour vision (Okabe and Ito)."""

_WIDTHS = (2.8, 1.8, 0.9)
"""Curves of one panel may coincide: those below look out."""

_STYLES = ("--", ":", "-.")
_SETTINGS: Any = {
    "font.size": 8,
    "axes.titlesize": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "legend.frameon": False,
    "legend.fontsize": 7,
    "svg.hashsalt": "user-diversity",
    "pdf.fonttype": 42,
}
_ENDINGS = {".pdf": {"CreationDate": None}, ".svg": {"Date": None}, ".png": {"Software": None}}


def drawable(path: str) -> str:
    """Return the ending of a figure's file, once it is known that a figure of that kind can be drawn here.

    Raises
    ------
    InputError
        When matplotlib is not installed or the ending is another.
    """
    ending = Path(path).suffix.lower()
    if ending not in _ENDINGS:
        raise InputError(path, f"a figure ends in {', '.join(_ENDINGS)}")
    if find_spec("matplotlib") is None:
        raise InputError("matplotlib", "drawing needs pip install 'user-diversity[plots]'")
    return ending


@contextmanager
def sheet(path: str, rows: int, columns: int, width: float, height: float) -> Iterator[Any]:
    """Give axes, shape (rows, columns), to draw on, then write the figure: whole or not at all, always the same bytes.

    Parameters
    ----------
    path : str
        A .pdf, .svg or .png file.
    rows, columns : int
        Panels.
    width, height : float
        Inches.

    Raises
    ------
    InputError
        When matplotlib is not installed, the ending is another, or the file cannot be written.
    """
    ending = drawable(path)
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    content = io.BytesIO()
    with matplotlib.rc_context(_SETTINGS):
        figure, axes = pyplot.subplots(rows, columns, figsize=(width, height), squeeze=False, layout="constrained")
        yield axes
        figure.savefig(content, format=ending[1:], dpi=200, metadata=_ENDINGS[ending])
        pyplot.close(figure)
    write_bytes(path, content.getvalue())


def curve(axes: Any, rows: list[Any], label: str, colour: str, width: float = 1.2) -> None:
    """Draw rows ``[t, mean, low, high]`` with a band for the interval, as far as it has an upper limit."""
    axes.plot([row[0] for row in rows], [row[1] for row in rows], color=colour, label=label, linewidth=width)
    limited = [row for row in rows if row[3] is not None]
    axes.fill_between(
        [row[0] for row in limited], [row[2] for row in limited], [row[3] for row in limited],
        color=colour, alpha=0.12, linewidth=0,
    )  # fmt: skip


def draw(document: dict[str, Any], path: str) -> None:
    """Draw the document ``user-diversity/picture/1``: three regimes and fading diversity."""
    with sheet(path, 2, 2, 6.8, 5.2) as axes:
        for place, (name, panel) in zip(axes.flat, document["regimes"].items(), strict=False):
            _regime(place, name, panel)
        _fading(axes.flat[3], document["fading"])


def _regime(axes: Any, name: str, panel: dict[str, Any]) -> None:
    for width, (learner, rows) in zip(_WIDTHS, panel["measured"].items(), strict=False):
        curve(axes, rows, learner, COLOURS[learner], width)
    for style, (label, points) in zip(_STYLES, panel["theory"].items(), strict=False):
        axes.plot(*zip(*points, strict=True), color="black", linestyle=style, linewidth=0.9, label=label)
    axes.set_xscale("log")
    if name == "linear":
        axes.set_yscale("log")
    else:
        axes.set_ylim(0, 1.6 * _highest(panel))
    axes.set_title(f"{name} regime")
    axes.set_xlabel("round")
    axes.set_ylabel("expected regret, worst truth")
    axes.legend(loc="upper left")


def _highest(panel: dict[str, Any]) -> float:
    """Return how high the panel must show: what grows linearly may leave it."""
    ends = [rows[-1][1] for learner, rows in panel["measured"].items() if learner != "greedy"]
    proven = [points[-1][1] for label, points in panel["theory"].items() if not label.startswith("T10")]
    return float(max(ends + proven))


def _fading(axes: Any, rows: list[dict[str, Any]]) -> None:
    mu = [row["diversity"] for row in rows]
    limits = [[m, row["regret"]["mean"], *row["regret"]["interval"]] for m, row in zip(mu, rows, strict=True)]
    curve(axes, limits, "greedy", COLOURS["greedy"])
    for style, name in zip(_STYLES, ("T1", "T17"), strict=False):
        proven = [row[name] for row in rows]
        axes.plot(mu, proven, color="black", linestyle=style, linewidth=0.9, label=f"{name} (at most)")
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_title("fading diversity")
    axes.set_xlabel("diversity coefficient μ")
    axes.set_ylabel("expected regret, infinite horizon")
    axes.legend(loc="upper right")
