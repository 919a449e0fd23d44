"""``verify``: what it writes, what it prints, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checks.cli import run
from checks.data import FOLDER


def test_a_small_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "evidence"
    words = ["verify", "--claim", "L1", "--claim", "t10", "--claim", "L1", "--cases", "5", "--jobs", "1"]
    assert run([*words, "--evidence", str(folder), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert [row["id"] for row in document["claims"]] == ["L1", "T10"]
    assert all(row["trial"]["met"] >= 5 for row in document["claims"])
    kept = json.loads((folder / "ledger.json").read_text("utf-8"))
    assert {key: kept[key] for key in document} == document and set(kept) - set(document) <= {"seal"}
    assert {path.name for path in folder.iterdir()} == {
        *("L1.jsonl", "T10.jsonl", "ledger.json", "machine.json", "seconds.json")
    }
    assert set(json.loads((folder / "seconds.json").read_text("utf-8"))) == {"L1", "T10"}
    assert "seconds" not in json.dumps(document)


def test_claims_on_given_files(capsys: pytest.CaptureFixture[str]) -> None:
    files = [
        word for name in ("bounded", "linear") for word in ("--instance", str(FOLDER / "regimes" / f"{name}.json"))
    ]
    assert run(["verify", "--claim", "T9", *files, "--json"]) == 0
    (trial,) = json.loads(capsys.readouterr().out)["trials"]
    assert trial["claim"] == "T9" and trial["cases"] == 2 and trial["verdict"] == "unrefuted"


@pytest.mark.parametrize(
    "words", [["--cases", "0"], ["--jobs", "0"], ["--seed", "-1"], ["--claim", "T99"], ["--instance", "/nowhere.json"]]
)
def test_refusals(words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", *words, "--evidence", str(tmp_path / "evidence")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_folder_that_cannot_be_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("x")
    assert run(["verify", "--claim", "L1", "--cases", "1", "--evidence", str(tmp_path / "file" / "folder")]) == 2
    assert "Not a directory" in capsys.readouterr().err
