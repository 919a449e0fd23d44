"""``picture``: one figure and its numbers; what cannot be drawn is refused before anything is measured."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checks.cli import run
from checks.picture import figure, measure
from checks.picture.regimes import REGIMES


def test_the_figure_and_its_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("matplotlib")
    monkeypatch.setattr(measure, "FADES", measure.FADES[:2])
    drawn, data = tmp_path / "picture.svg", tmp_path / "picture.json"
    words = ["--horizon", "10", "--runs", "2", "--jobs", "1", "--output", str(drawn), "--json", str(data)]
    assert run(["picture", *words]) == 0
    assert f"wrote {drawn}" in capsys.readouterr().out
    assert b"<svg" in drawn.read_bytes()
    assert set(json.loads(data.read_text("utf-8"))["regimes"]) == set(REGIMES)


@pytest.mark.parametrize(
    ("name", "library", "complaint"),
    [
        ("picture.gif", "matplotlib", ".pdf, .svg, .png"),
        ("picture.svg", "nothing_of_that_name", "user-diversity[plots]"),
    ],
)
def test_refused_before_anything_is_measured(
    name: str,
    library: str,
    complaint: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def never(*arguments: object) -> None:
        raise AssertionError

    found = figure.find_spec
    monkeypatch.setattr(figure, "find_spec", lambda _: found(library))
    monkeypatch.setattr(measure, "picture", never)
    assert run(["picture", "--output", str(tmp_path / name)]) == 2
    assert complaint in capsys.readouterr().err and list(tmp_path.iterdir()) == []
