"""``picture``: one figure and its numbers; what cannot be drawn is refused before anything is measured."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checks.bench.polytope.boundary import INSTANCE
from checks.cli import run
from checks.picture import measure
from checks.picture.regimes import REGIMES
from theory.files.writing import dumps


def test_the_figure_and_its_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(measure, "FADES", measure.FADES[:2])
    drawn, data = tmp_path / "picture.svg", tmp_path / "picture.json"
    words = ["--horizon", "10", "--runs", "2", "--jobs", "1", "--output", str(drawn), "--json", str(data)]
    assert run(["picture", *words]) == 0
    assert f"wrote {drawn}" in capsys.readouterr().out
    assert b"<svg" in drawn.read_bytes()
    assert set(json.loads(data.read_text("utf-8"))["regimes"]) == set(REGIMES)


def test_refused_before_anything_is_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def never(*arguments: object) -> None:
        raise AssertionError

    monkeypatch.setattr(measure, "picture", never)
    assert run(["picture", "--output", str(tmp_path / "picture.gif")]) == 2
    assert ".pdf, .svg, .png" in capsys.readouterr().err and list(tmp_path.iterdir()) == []


def test_a_class_needs_a_file_and_nothing_else_takes_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    drawn, file = tmp_path / "class.svg", tmp_path / "class.json"
    file.write_text(dumps(INSTANCE), "utf-8")
    words = ["--horizon", "20", "--runs", "2", "--jobs", "1", "--output", str(drawn)]
    assert run(["picture", str(file), "--figure", "class", *words]) == 0 and b"<svg" in drawn.read_bytes()
    capsys.readouterr()
    for wrong in (["picture", "--figure", "class"], ["picture", str(file)]):
        assert run([*wrong, *words]) == 2
        assert "is for --figure class" in capsys.readouterr().err
