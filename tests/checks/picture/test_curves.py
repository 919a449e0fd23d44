"""The plot of one or several simulations."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.picture import curves, figure

ROWS = [[1, 0.5, 0.4, 0.6], [10, 1.0, 0.9, None]]


@pytest.fixture(autouse=True)
def text_stays_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(figure._SETTINGS, "svg.fonttype", "none")


def document(learner: str) -> dict[str, object]:
    return {"learner": learner, "truth": "b", "curve": ROWS}


def drawn(path: Path, *learners: str, names: tuple[str, ...] = ()) -> str:
    curves.draw([document(name) for name in learners], str(path), names)
    return path.read_text("utf-8")


def test_one_has_the_colour_of_its_learner(tmp_path: Path) -> None:
    text = drawn(tmp_path / "one.svg", "thompson")
    assert "thompson, truth b" in text and figure.COLOURS["thompson"] in text


def test_several_have_a_colour_and_a_name_each(tmp_path: Path) -> None:
    text = drawn(tmp_path / "two.svg", "greedy", "greedy", names=("one.json", "two.json"))
    first, second = list(figure.COLOURS.values())[:2]
    assert "one.json: greedy, truth b" in text and "two.json: greedy, truth b" in text
    assert first in text and second in text
