"""Curves and files of figures."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from matplotlib.figure import Figure

from checks.learners import NAMES, POLYTOPE
from checks.picture.curves import draw
from checks.picture.figure import COLOURS, curve, drawable, logarithmic, sheet
from theory.errors import InputError

ROOT = Path(__file__).parents[3]


class Axes:
    """Remembers what was drawn."""

    def __init__(self) -> None:
        self.lines: list[tuple[Any, ...]] = []
        self.bands: list[tuple[Any, ...]] = []

    def plot(self, *values: Any, **style: Any) -> None:
        self.lines.append(values)

    def fill_between(self, *values: Any, **style: Any) -> None:
        self.bands.append(values)


def test_the_band_ends_where_nothing_limits_it_and_the_line_goes_on() -> None:
    axes = Axes()
    curve(axes, [[1, 2.0, 1.5, 2.5], [10, 3.0, 2.0, None]], "greedy", "black")
    assert axes.lines == [([1, 10], [2.0, 3.0])] and axes.bands == [([1], [1.5], [2.5])]


def test_every_learner_has_a_colour_of_its_own() -> None:
    assert set(COLOURS) == {*NAMES, *POLYTOPE} and len(set(COLOURS.values())) == len(COLOURS)


@pytest.mark.parametrize("name", ["figure", "figure.exe", "figure.pdf.gz", ".svg"])
def test_other_endings_are_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="a figure ends in"):
        drawable(str(tmp_path / name))
    assert drawable("FIGURE.SVG") == ".svg"


def test_a_figure_that_fails_half_way_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), sheet(str(tmp_path / "figure.svg"), 1, 1, 2, 2):
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_a_cache_that_cannot_be_kept_is_no_matter(tmp_path: Path) -> None:
    """As where the home of a user cannot be written."""
    (tmp_path / "file").touch()
    code = "from checks.picture.figure import canvas\nwith canvas(1, 1): pass"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "MPLCONFIGDIR": str(tmp_path / "file" / "below")}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stderr == ""


def test_a_simulation_is_drawn_with_its_name(tmp_path: Path) -> None:
    rows = [[1, 0.5, 0.4, 0.6], [10, 1.0, 0.9, None]]
    documents = [{"learner": name, "truth": "a < b & c", "curve": rows} for name in ("greedy", "thompson")]
    draw(documents, str(tmp_path / "figure.svg"), ("one", "two"))
    text = (tmp_path / "figure.svg").read_text("utf-8")
    assert "<svg" in text and "a < b & c" not in text


@pytest.mark.parametrize("name", ["xaxis", "yaxis"])
def test_powers_of_ten_are_written_out_and_nothing_between_them(name: str) -> None:
    axes = Figure().subplots()
    axis = getattr(axes, name)
    logarithmic(axis)
    assert (axes.get_xscale(), axes.get_yscale()) == (("log", "linear") if name == "xaxis" else ("linear", "log"))
    words = [axis.get_major_formatter()(value, 0) for value in (1e-3, 1.0, 100.0, 1e12)]
    assert words == ["10⁻³", "10⁰", "10²", "10¹²"] and axis.get_minor_formatter()(20.0, 0) == ""
