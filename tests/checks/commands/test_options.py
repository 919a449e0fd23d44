"""Where results go is looked at before they are computed."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from checks.cli import run
from checks.commands.options import folder, writable
from theory.errors import InputError


@pytest.mark.parametrize("target", [None, "out.json"])
def test_what_can_be_written_is_taken(target: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert writable(target) == target


@pytest.mark.parametrize("target", [".", "no/such/folder.json", "bad\0folder/a.json"])
def test_what_cannot_be_written_is_refused(target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError):
        writable(target)


@pytest.mark.parametrize(
    "words",
    [
        ["check", "pair.json", "--html", "no/page.html"],
        ["check", "pair.json", "--certificate", "no/proof.json"],
        ["simulate", "pair.json", "--plot", "no/curve.svg"],
        ["review", "--output", "no/review.html"],
        ["picture", "--output", "no/picture.svg"],
        ["counterexample", "--claim", "T6", "--drop", "H3", "--output", "no/found.json"],
        ["audit", "heads.csv", "--html", "no/page.html"],
        ["audit", "heads.csv", "--box", "1", "--evidence", "no/pair.json"],
        ["verify", "--evidence", "file"],
        ["audit", "heads.csv", "--plots", "file/below"],
        ["certify", "pair.json", "--output", "file"],
    ],
)
def test_a_folder_that_is_not_there_is_told_before_anything_is_read(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The inputs are not there either: what is complained of is the target."""
    monkeypatch.chdir(tmp_path)
    Path("file").touch()
    assert run(words) == 2
    said = capsys.readouterr().err
    assert "no such folder" in said or said == "user-diversity: file: is a file, not a folder\n"


def test_folders_that_can_be_made_are_taken(tmp_path: Path) -> None:
    for target in (str(tmp_path), str(tmp_path / "a" / "b"), None):
        assert folder(target) == target


def test_nothing_is_computed_for_a_target_that_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["verify", "--claim", "T20", "--cases", "1", "--jobs", "1", "--json", "no/file"]) == 2
    assert capsys.readouterr().err == "user-diversity: no/file: there is no such folder\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "words",
    [
        ["check", "pair.json", "--json", "closed/found.json"],
        ["check", "pair.json", "--html", "link"],
        ["certify", "pair.json", "--output", "closed/below/it"],
        ["verify", "--evidence", "closed"],
        ["audit", "heads.csv", "--plots", "closed"],
    ],
)
def test_a_folder_into_which_nothing_may_be_written_is_told_before_anything_is_read(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever runs this may write anywhere; `os.access` is asked for somebody who may not."""
    monkeypatch.chdir(tmp_path)
    Path("closed").mkdir()
    Path("link").symlink_to("closed/page.html")
    access = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).name != "closed" and access(path, mode))
    assert run(words) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"user-diversity: {words[-1]}: no permission to write into ") and said.endswith("closed\n")


@pytest.mark.parametrize(
    "words",
    [
        ["check", "pair.json", "--html"],
        ["check", "pair.json", "--certificate"],
        ["counterexample", "pair.json", "--output"],
        ["review", "--output"],
        ["simulate", "pair.json", "--plot"],
        ["audit", "heads.csv", "--html"],
    ],
)
def test_standard_output_is_for_json_alone(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*words, "-"]) == 2
    assert capsys.readouterr().err == "user-diversity: -: is standard output for --json alone; name a file\n"


def test_what_is_there_and_is_not_a_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InputError, match="is not a file"):
        writable(str(tmp_path / "pipe"))
    assert writable("/dev/null") == "/dev/null"


@pytest.mark.parametrize(
    "words",
    [
        ["check"],
        ["counterexample"],
        ["certify"],
        ["exact"],
        ["simulate", "--runs", "2"],
        ["picture", "--figure", "class"],
        ["verify", "--claim", "T1", "--instance"],
    ],
)
def test_what_an_instance_lacks_is_told_with_its_file(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A class of all parameters without a truth is a good file, of which no command can say anything."""
    monkeypatch.chdir(tmp_path)
    instance = {
        "format": "user-diversity/instance/1",
        "contexts": [{"user": "ann", "prompt": "p", "probability": 1}],
        "responses": ["x", "y"],
        "comparators": "uniform",
        "heads": [[[0], [1]]],
        "parameters": "all",
    }
    Path("all.json").write_text(json.dumps(instance))
    assert run([*words, "all.json"]) == 2
    output = capsys.readouterr()
    assert output.out == "" and output.err.count("\n") == 1
    assert re.match(r"user-diversity: all\.json: (truth|parameters|T1): ", output.err)
