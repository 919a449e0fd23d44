"""``counterexample``: usage, what is saved, and what is said where nothing is hidden."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from checks.cli import run
from checks.data import FOLDER
from theory.files.instance_file import load

LINEAR = str(FOLDER / "cars" / "instance_us.json")


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ([], "needs FILE, or --claim with --drop"),
        (["--claim", "T6"], "needs FILE, or --claim with --drop"),
        ([LINEAR, "--claim", "T6"], "is not for --claim and --drop"),
        ([LINEAR, "--seed", "0"], "--seed: does not go with FILE"),
        (["--claim", "T6", "--drop", "happiness"], "happiness"),
        (["--claim", "T6", "--drop", "H3", "--budget", "inf"], "must be a positive number of seconds"),
    ],
)
def test_usage(words: list[str], complaint: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["counterexample", *words]) == 2
    output = capsys.readouterr()
    assert complaint in output.err and len(output.err.splitlines()) == 1 and output.out == ""


def test_what_is_found_is_saved_and_read_by_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    saved = tmp_path / "what is found.json"
    assert run(["counterexample", "--claim", "T6", "--drop", "H3", "--output", str(saved), "--json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert document["found"] is True and document["claim"] == "T6"
    assert shlex.split(document["replay"]) == ["user-diversity", "check", str(saved)]
    assert run(["check", str(saved), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["conditions"]["unique_optimum"] is False


def test_the_hidden_alternative_of_an_instance(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = {
        "format": "user-diversity/instance/1",
        "contexts": [{"user": "ann", "prompt": "x", "probability": 1}],
        "responses": ["y0", "y1"],
        "comparators": {"baseline": "y0"},
        "heads": [[[0], [1]]],
        "parameters": "all",
        "truth": [-1],
    }
    path, pair = tmp_path / "instance.json", tmp_path / "pair.json"
    path.write_text(json.dumps(given), encoding="utf-8")
    assert run(["counterexample", str(path), "--output", str(pair)]) == 1
    assert "the hidden one prefers y1 to y0" in capsys.readouterr().out
    assert load(pair).finite and len(load(pair).model_names) == 2
    path.write_text(json.dumps(given | {"truth": [1]}), encoding="utf-8")
    assert run(["counterexample", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["found"] is False


def test_what_is_found_is_told_in_lines_that_fit(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["counterexample", "--claim", "T6", "--drop", "H3"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("T6 without H3 fails") and lines[-1].startswith("Replay: user-diversity")
    assert max(map(len, lines)) <= 80 and lines[1].startswith("  claimed:  ") and lines[2].startswith("    ")
