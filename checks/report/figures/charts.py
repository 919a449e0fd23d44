"""Charts of the three regimes as inline SVG, reproducible to the byte."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import floor, log10
from typing import Any

from checks.picture.figure import COLOURS

WIDTH, HEIGHT = 340, 250
LEFT, RIGHT, TOP, BOTTOM = 46, 8, 26, 34
LINE = 15
DASHES = ("6 3", "1.5 3", "7 3 1.5 3")

Point = tuple[float, float]


@dataclass(frozen=True)
class Line:
    """One curve: points, a label, and either the colour of a learner or the dashes of a theorem."""

    label: str
    points: Sequence[Point]
    colour: str | None = None
    dashes: str | None = None
    band: Sequence[tuple[float, float, float]] = ()


@dataclass(frozen=True)
class Panel:
    """One chart: a title, what its axes show, its lines; ``top`` cuts the vertical axis."""

    title: str
    across: str
    up: str
    lines: Sequence[Line]
    log_up: bool
    top: float | None = None

    @property
    def height(self) -> int:
        """Height with the legend, in units of the drawing."""
        return HEIGHT + LINE * len(self.lines) + 6


def panels(document: Mapping[str, Any]) -> list[Panel]:
    """Return the panels of a document ``user-diversity/picture/1``: three regimes, and fading diversity."""
    return [*(_regime(name, panel) for name, panel in document["regimes"].items()), _fading(document["fading"])]


def _regime(name: str, panel: Mapping[str, Any]) -> Panel:
    lines = [
        Line(f"{learner}, measured", [(t, mean) for t, mean, *_ in rows], COLOURS[learner], band=_band(rows))
        for learner, rows in panel["measured"].items()
    ]
    proven = [
        Line(label, points, dashes=dashes)
        for dashes, (label, points) in zip(DASHES, panel["theory"].items(), strict=False)
    ]
    logarithmic = name == "linear"
    steady = [line.points[-1][1] for line in (*lines, *proven) if not line.label.startswith(("greedy", "T10"))]
    top = None if logarithmic else 1.25 * max(steady)
    return Panel(f"{name} regime", "round", "expected regret, worst truth", [*lines, *proven], logarithmic, top)


def _band(rows: Iterable[Sequence[Any]]) -> list[tuple[float, float, float]]:
    return [(row[0], row[2], row[3]) for row in rows if row[3] is not None]


def _fading(rows: Sequence[Mapping[str, Any]]) -> Panel:
    limits = [(row["diversity"], row["regret"]["mean"], *row["regret"]["interval"]) for row in rows]
    greedy = Line("greedy, measured", [(x, y) for x, y, *_ in limits], COLOURS["greedy"], band=_band(limits))
    proven = [
        Line(f"{name} (at most)", [(row["diversity"], row[name]) for row in rows], dashes=dashes)
        for dashes, name in zip(DASHES, ("T1", "T17"), strict=False)
    ]
    return Panel("fading diversity", "diversity coefficient μ", "expected regret for ever", [greedy, *proven], True)


@dataclass(frozen=True)
class _Axis:
    low: float
    high: float
    start: float
    end: float
    log: bool

    def __call__(self, value: float) -> float:
        low, high, value = (log10(v) if self.log else v for v in (self.low, self.high, max(value, self._least)))
        return self.start + (self.end - self.start) * (value - low) / (high - low)

    @property
    def _least(self) -> float:
        return self.low if self.log else float("-inf")

    def ticks(self) -> list[tuple[float, str]]:
        """Powers of ten, or four or five round numbers."""
        if self.log:
            first, last = floor(log10(self.low) - 1e-9) + 1, floor(log10(self.high) + 1e-9)
            step = max(1, (last - first) // 4)
            return [(10.0**k, _power(k)) for k in range(first, last + 1, step)]
        rough = (self.high - self.low) / 4
        unit = 10 ** floor(log10(rough))
        step = next(unit * m for m in (1, 2, 5, 10) if unit * m >= rough)
        return [(k * step, f"{k * step:g}") for k in range(int(self.high / step) + 1)]


def _power(k: int) -> str:
    return f"{10**k}" if 0 <= k <= 3 else "10" + str(k).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))


def svg(panel: Panel, identifier: str) -> str:
    """Return one chart; what it shows is also said in words."""
    return (
        f'<svg class="chart" viewBox="0 0 {WIDTH} {panel.height}" role="img" aria-labelledby="{identifier}-t '
        f'{identifier}-d"><title id="{identifier}-t">{escape(panel.title)}</title>'
        f'<desc id="{identifier}-d">{escape(words(panel))}</desc>{_drawing(panel, identifier)}</svg>'
    )


def words(panel: Panel) -> str:
    """Return where every line of a chart ends, in words."""
    ends = (f"{line.label}: {line.points[-1][1]:.3g} at {line.points[-1][0]:.3g}" for line in panel.lines)
    return f"{panel.up} against {panel.across}. " + "; ".join(ends) + "."


def sheet(shown: Sequence[Panel], style: str, title: str) -> str:
    """Return a free-standing SVG file with charts side by side."""
    width, height = WIDTH * len(shown), max(panel.height for panel in shown)
    drawings = "".join(
        f'<g transform="translate({n * WIDTH} 0)">{_drawing(panel, f"p{n}")}</g>' for n, panel in enumerate(shown)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img"><title>{escape(title)}</title><style>{style}</style>{drawings}</svg>\n'
    )


def _drawing(panel: Panel, identifier: str) -> str:
    xs = [x for line in panel.lines for x, _ in line.points]
    ys = [y for line in panel.lines for _, y in line.points if y > 0]
    across = _Axis(min(xs), max(xs), LEFT, WIDTH - RIGHT, True)
    low = min(ys) if panel.log_up else 0.0
    up = _Axis(low, panel.top or max(ys) * (1.3 if panel.log_up else 1.05), HEIGHT - BOTTOM, TOP, panel.log_up)
    clip = (
        f'<clipPath id="{identifier}-c"><rect x="{LEFT}" y="{TOP}" width="{WIDTH - LEFT - RIGHT}" '
        f'height="{HEIGHT - TOP - BOTTOM}"/></clipPath>'
    )
    count = len(panel.lines)
    curves = "".join(_curve(line, across, up, 1.6 + 1.1 * (count - 1 - n)) for n, line in enumerate(panel.lines))
    legend = "".join(_legend(line, HEIGHT + 6 + LINE * n) for n, line in enumerate(panel.lines))
    return (
        f'{clip}<text class="name" x="{LEFT}" y="14">{escape(panel.title)}</text>{_axes(panel, across, up)}'
        f'<g clip-path="url(#{identifier}-c)">{curves}</g>{legend}'
    )


def _axes(panel: Panel, across: _Axis, up: _Axis) -> str:
    parts = [f'<path class="axis" d="M{LEFT} {TOP}V{HEIGHT - BOTTOM}H{WIDTH - RIGHT}"/>']
    for value, label in up.ticks():
        y = up(value)
        parts.append(f'<path class="grid" d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}"/>')
        parts.append(f'<text class="tick up" x="{LEFT - 5}" y="{y + 3.5:.1f}">{label}</text>')
    for value, label in across.ticks():
        parts.append(f'<text class="tick" x="{across(value):.1f}" y="{HEIGHT - BOTTOM + 13}">{label}</text>')
    middle = (LEFT + WIDTH - RIGHT) / 2
    parts.append(f'<text class="tick" x="{middle:g}" y="{HEIGHT - BOTTOM + 27}">{escape(panel.across)}</text>')
    parts.append(f'<text class="tick up" x="{WIDTH - RIGHT}" y="14">{escape(panel.up)}</text>')
    return "".join(parts)


def _curve(line: Line, across: _Axis, up: _Axis, width: float) -> str:
    """Return one curve; those drawn first are wider, so that one that lies under another still shows at its sides."""
    band = ""
    if line.band:
        there = [(across(x), up(high)) for x, _, high in line.band]
        back = [(across(x), up(low)) for x, low, _ in reversed(line.band)]
        band = f'<path d="{_path([*there, *back])}Z" fill="{line.colour}" class="band"/>'
    style = f' style="stroke-width:{width:.1f}"' if line.colour is not None else ""
    return f'{band}<path d="{_path([(across(x), up(y)) for x, y in line.points])}" {_stroke(line)}{style}/>'


def _stroke(line: Line) -> str:
    if line.colour is None:
        return f'class="line theory" stroke-dasharray="{line.dashes}"'
    return f'class="line" stroke="{line.colour}"'


def _legend(line: Line, y: float) -> str:
    return (
        f'<path d="M{LEFT} {y:g}H{LEFT + 26}" {_stroke(line)}/>'
        f'<text class="label" x="{LEFT + 33}" y="{y + 3.8:g}">{escape(line.label)}</text>'
    )


def _path(points: Sequence[Point], show: Callable[[float], str] = "{:.1f}".format) -> str:
    return "M" + "L".join(f"{show(x)} {show(y)}" for x, y in points)
