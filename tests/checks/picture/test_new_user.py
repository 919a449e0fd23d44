"""The figure of T28: what is measured lies around the exact expectation, and theory tells the three ways apart."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from checks.cli import run
from checks.picture.new_user import BUDGETS, draw, expected, figure, newcomer, plans

pytestmark = pytest.mark.slow

KEPT = Path(__file__).resolve().parents[3] / "docs" / "new-user.svg"


def test_every_way_asks_what_t28_counts() -> None:
    new = newcomer()
    inside, outside, misread = plans().values()
    assert new.identified(inside.asked) == new.answers(new.head)
    assert [len(way.asked) for way in (inside, outside, misread)] == [new.dimension, new.features, 2]
    for way, fits in ((inside, True), (outside, True), (misread, False)):
        assert np.allclose(way.weights @ way.gaps[way.asked], way.gaps) is fits


def test_the_error_falls_as_the_delta_method_says_and_not_outside_the_span() -> None:
    inside, outside, misread = plans().values()
    for way in (inside, outside):
        variance = 2 + 2 * np.cosh(way.gaps[way.asked])
        times = 2**16
        assert expected(way, times) == pytest.approx(np.mean(way.weights**2 @ variance) / times, rel=1e-2)
    floor = np.mean((misread.weights @ misread.gaps[misread.asked] - misread.gaps) ** 2)
    assert expected(misread, 2**16) == pytest.approx(floor, rel=1e-2) and floor > 0.1


def test_what_is_measured_contains_what_is_exact() -> None:
    document = figure(400, 3, 1 - 1e-12)
    for name, rows in document["measured"].items():
        for (n, _, low, high), (same, value) in zip(rows, document["theory"][name], strict=True):
            assert n == same and low <= value <= high
        assert len(rows) == len(BUDGETS)


def test_the_kept_figure_is_drawn_by_the_command(tmp_path: Path) -> None:
    made, again = tmp_path / "a.svg", tmp_path / "b.svg"
    assert run(["picture", "--figure", "new-user", "--output", str(made)]) == 0
    draw(figure(1000, 0, 0.99), str(again))
    assert made.read_bytes() == again.read_bytes()
    assert made.read_text("utf-8").count("<use ") == KEPT.read_text("utf-8").count("<use ") > 30
