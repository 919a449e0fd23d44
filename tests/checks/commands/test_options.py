"""Where results go is looked at before they are computed."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.cli import run
from checks.commands.options import writable
from theory.errors import InputError


@pytest.mark.parametrize("target", [None, "-", "out.json"])
def test_what_can_be_written_is_taken(target: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert writable(target) == target


@pytest.mark.parametrize("target", [".", "no/such/folder.json", "bad\0folder/a.json"])
def test_what_cannot_be_written_is_refused(target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError):
        writable(target)


def test_nothing_is_computed_for_a_target_that_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["verify", "--claim", "T20", "--cases", "1", "--jobs", "1", "--json", "no/file"]) == 2
    assert capsys.readouterr().err == "user-diversity: no/file: there is no such folder\n"
    assert list(tmp_path.iterdir()) == []
