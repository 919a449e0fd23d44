"""The panels of the picture, drawn on axes that remember."""

from __future__ import annotations

from typing import Any

import pytest
from matplotlib.figure import Figure

from checks.picture.figure import COLOURS
from checks.picture.panels import fading, regime

ROWS = [[1, 0.5, 0.4, 0.6], [10, 4.0, 3.0, None]]
PANEL: dict[str, Any] = {
    "measured": {"greedy": ROWS, "optimistic": [[1, 0.5, 0.4, 0.6], [10, 2.0, 1.0, 3.0]]},
    "theory": {"T1 (greedy, at most)": [(1, 3.0), (10, 3.0)], "T10 (greedy, exactly)": [(1, 1.0), (10, 99.0)]},
}


@pytest.fixture
def axes() -> Any:
    return Figure().subplots()


@pytest.mark.parametrize(("name", "scale"), [("bounded", "linear"), ("logarithmic", "linear"), ("linear", "log")])
def test_measured_curves_have_colours_and_theorems_are_black(axes: Any, name: str, scale: str) -> None:
    regime(axes, name, PANEL)
    lines = {line.get_label(): line for line in axes.get_lines()}
    assert list(lines) == ["greedy", "optimistic", "T1 (greedy, at most)", "T10 (greedy, exactly)"]
    assert lines["greedy"].get_color() == COLOURS["greedy"] and lines["T1 (greedy, at most)"].get_color() == "black"
    assert axes.get_yscale() == scale and axes.get_xscale() == "log" and axes.get_title() == f"{name} regime"


def test_what_grows_linearly_may_leave_the_panel(axes: Any) -> None:
    """The panel shows optimism, 2, and T1, 3, but neither greedy nor T10."""
    regime(axes, "logarithmic", PANEL)
    assert axes.get_ylim() == (0, pytest.approx(4.8))


def test_curves_below_are_wider(axes: Any) -> None:
    regime(axes, "linear", PANEL)
    first, second = axes.get_lines()[:2]
    assert first.get_linewidth() > second.get_linewidth()


def test_fading_diversity_is_drawn_against_the_coefficient(axes: Any) -> None:
    rows = [
        {"diversity": 2.0**-k, "regret": {"mean": 2.0**k, "interval": [1.0, 3.0**k]}, "T1": 4.0**k, "T17": 5.0**k}
        for k in (1, 2)
    ]
    fading(axes, rows)
    greedy, t1, t17 = axes.get_lines()
    assert list(greedy.get_xdata()) == [0.5, 0.25] and list(greedy.get_ydata()) == [2.0, 4.0]
    assert list(t1.get_ydata()) == [4.0, 16.0] and list(t17.get_ydata()) == [5.0, 25.0]
