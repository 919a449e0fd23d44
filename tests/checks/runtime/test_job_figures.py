"""What bounded jobs keep."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checks.runtime import job_figures as module
from checks.runtime.job_figures import Figure, record, recorded


def test_the_last_figure_replaces_the_one_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FOLDER", tmp_path / "figures")
    assert recorded() == []
    record("b", Figure("second", "python -m b", "1 of 2"))
    record("a", Figure("first", "python -m a", "μ = 3"))
    path = record("b", Figure("second", "python -m b", "2 of 2"))
    assert [one.figure for one in recorded()] == ["μ = 3", "2 of 2"]
    assert json.loads(path.read_text("utf-8")) == {"job": "second", "command": "python -m b", "figure": "2 of 2"}


def test_every_figure_on_record_names_a_module_that_is_there() -> None:
    root = Path(module.__file__).parents[2]
    for one in recorded():
        words = one.command.split()
        assert words[:2] == ["python", "-m"] and one.figure and one.job
        file = root.joinpath(*words[2].split("."))
        assert file.with_suffix(".py").is_file() or (file / "__main__.py").is_file()
