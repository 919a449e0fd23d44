"""Drawing: figures that a paper could print. matplotlib is imported here only, when something is drawn."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from math import log10
from pathlib import Path
from typing import Any, Literal

from checks.runtime.output import write_bytes
from theory.errors import InputError

COLOURS = {
    "greedy": "#0072b2",
    "careful-greedy": "#117733",
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
_WRITTEN: Any = {"svg.fonttype": "none", "font.sans-serif": ["DejaVu Sans"]}
_ENDINGS = {".pdf": {"CreationDate": None}, ".svg": {"Date": None}, ".png": {"Software": None}}


def drawable(path: str) -> str:
    """Return the ending of a figure's file.

    Raises
    ------
    InputError
        When figures of that ending are not drawn.
    """
    ending = Path(path).suffix.lower()
    if ending not in _ENDINGS:
        raise InputError(path, f"a figure ends in {', '.join(_ENDINGS)}")
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
        When the ending is another or the file cannot be written.
    """
    ending = drawable(path)
    content = io.BytesIO()
    with canvas(width, height) as figure:
        yield figure.subplots(rows, columns, squeeze=False)
        figure.savefig(content, format=ending[1:], dpi=200, metadata=_ENDINGS[ending])
    write_bytes(path, content.getvalue())


@contextmanager
def canvas(
    width: float, height: float, layout: Literal["constrained"] | None = "constrained", written: bool = False
) -> Iterator[Any]:
    """Give an empty figure, inches, in the style of the house; in SVG, text is ``written`` or drawn as paths."""
    import logging

    logging.getLogger("matplotlib").setLevel(logging.ERROR)  # it tells people where it keeps a cache
    import matplotlib
    from matplotlib.figure import Figure

    with matplotlib.rc_context(_SETTINGS | (_WRITTEN if written else {})):
        yield Figure(figsize=(width, height), layout=layout)


def logarithmic(axis: Any) -> None:
    """Make an axis of a plot logarithmic, its powers of ten in plain text: that is far quicker than mathematics."""
    axis.axes.set(**{f"{axis.axis_name}scale": "log"})
    axis.set_major_formatter(lambda value, _: _power(round(log10(value))) if value > 0 else "")
    axis.set_minor_formatter("")


def _power(k: int) -> str:
    return "10" + str(k).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))


def curve(axes: Any, rows: list[Any], label: str, colour: str, width: float = 1.2) -> None:
    """Draw rows ``[t, mean, low, high]`` with a band for the interval, as far as it has an upper limit."""
    axes.plot([row[0] for row in rows], [row[1] for row in rows], color=colour, label=label, linewidth=width)
    limited = [row for row in rows if row[3] is not None]
    axes.fill_between(
        [row[0] for row in limited], [row[2] for row in limited], [row[3] for row in limited],
        color=colour, alpha=0.12, linewidth=0,
    )  # fmt: skip
