"""The panels of the picture as inline SVG, each said in words too."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from html import escape
from typing import Any

from checks.picture.figure import canvas
from checks.picture.panels import fading, regime

WIDTH, HEIGHT = 3.6, 3.2
"""Of one panel, in inches."""

_LONG = re.compile(r"(?<![\w.])\d+\.\d{3,}")
"""A coordinate, in points, finer than anybody sees."""


def charts(document: Mapping[str, Any]) -> list[str]:
    """Return the panels of a document ``user-diversity/picture/1``: three regimes, and fading diversity."""
    panels = [*_regimes(document["regimes"]), _fading(document["fading"])]
    return [svg(draw, f"chart-{n}", title, words) for n, (title, words, draw) in enumerate(panels)]


Panel = tuple[str, str, Callable[[Any], None]]
"""A title, where its curves end in words, and what draws it on axes."""


def _regimes(regimes: Mapping[str, Any]) -> Iterator[Panel]:
    for name, panel in regimes.items():
        ends = {f"{learner}, measured": rows[-1] for learner, rows in panel["measured"].items()}
        ends |= {label: points[-1] for label, points in panel["theory"].items()}
        said = "; ".join(f"{label}: {end[1]:.3g} at {end[0]:.3g}" for label, end in ends.items())
        yield (
            f"{name} regime",
            f"expected regret, worst truth, against round. {said}.",
            partial(regime, name=name, panel=panel),
        )


def _fading(rows: Any) -> Panel:
    last = rows[-1]
    said = f"greedy, measured: {last['regret']['mean']:.3g}; T1: {last['T1']:.3g}; T17: {last['T17']:.3g}"
    words = f"expected regret for ever against diversity coefficient μ. {said} at {last['diversity']:.3g}."
    return "fading diversity", words, partial(fading, rows=rows)


def svg(draw: Callable[[Any], None], identifier: str, title: str, words: str) -> str:
    """Return one chart that takes the colours and the fonts of the page it stands in.

    Parameters
    ----------
    draw : callable
        Draws on the axes it is given.
    identifier : str
        Begins every identifier in the drawing, so that several stand in one page.
    title, words : str
        What the chart shows, for those who do not see it.
    """
    content = io.StringIO()
    with canvas(WIDTH, HEIGHT, layout=None, written=True) as figure:
        figure.subplots_adjust(left=0.16, right=0.98, bottom=0.14, top=0.93)
        draw(figure.subplots())
        figure.savefig(content, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    drawing = content.getvalue().partition("<svg")[2].partition(">")
    body = re.sub(r' id="|"#|url\(#', lambda found: f"{found[0]}{identifier}-", drawing[2].partition("</defs>")[2])
    body = re.sub(r'="[^"]*"', lambda found: _LONG.sub(lambda number: f"{float(number[0]):.2f}", found[0]), body)
    box = re.search(r'viewBox="[^"]*"', drawing[0])
    assert box is not None
    return (
        f'<svg class="chart" {box[0]} role="img" aria-labelledby="{identifier}-t {identifier}-d" '
        f'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
        f'<title id="{identifier}-t">{escape(title)}</title><desc id="{identifier}-d">{escape(words)}</desc>'
        f"{body.replace('#000000', 'currentColor').strip()}"
    )
