"""``verify``: what it writes, what it prints, and how it ends."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from checks.cli import run
from checks.data import FOLDER
from proofs import kernel
from proofs.kernel import KernelReport, expectation, pins, toolchain
from proofs.kernel.toolchain import KernelUnavailable, Tools
from theory.claims import BEYOND, LEDGER


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


@pytest.mark.parametrize("name", ["bounded", "logarithmic", "linear"])
def test_every_claim_that_speaks_of_a_given_file_is_tried_on_it(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Those that need heads say so where they are named, and are left out where they are not."""
    file = ["--instance", str(FOLDER / "regimes" / f"{name}.json")]
    assert run(["verify", *file, "--json"]) == 0
    verdicts = {trial["claim"]: trial["verdict"] for trial in json.loads(capsys.readouterr().out)["trials"]}
    assert {"L4", "T9", "T11" if name == "logarithmic" else "L5"} <= {
        claim for claim, verdict in verdicts.items() if verdict == "unrefuted"
    }
    assert set(verdicts.values()) == {"unrefuted", "vacuous"} and not {"T15", "T20"} & set(verdicts)
    for claim in ("T15", "T20"):
        assert run(["verify", "--claim", claim, *file]) == 2
        assert f"{name}.json: {claim}: does not speak of such an instance: " in capsys.readouterr().err


@pytest.mark.parametrize("words", [["--cases", "3"], ["--proofs"], ["--evidence", "there"], ["--resume"]])
def test_what_is_for_random_populations_is_refused_on_given_files(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["verify", "--instance", str(FOLDER / "regimes" / "linear.json"), *words]) == 2
    assert capsys.readouterr().err == f"user-diversity: {words[0]}: does not go with --instance\n"


def test_a_file_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", "--instance", "/nowhere.json"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize("words", [["--cases", "0"], ["--jobs", "0"], ["--seed", "-1"], ["--claim", "T99"]])
def test_refusals(words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", *words, "--evidence", str(tmp_path / "evidence")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_folder_that_cannot_be_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("x")
    assert run(["verify", "--claim", "L1", "--cases", "1", "--evidence", str(tmp_path / "file" / "folder")]) == 2
    assert "is a file, not a folder" in capsys.readouterr().err


def test_without_rocq_it_says_so_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> Tools:
        raise KernelUnavailable("neither coqc nor rocq is installed")

    monkeypatch.setattr(toolchain, "tools", missing)
    assert run(["verify", "--claim", "L1", "--cases", "1", "--proofs", "--evidence", str(tmp_path / "evidence")]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "--proofs: neither coqc nor rocq is installed" in line and "install_rocq" in line
    assert not (tmp_path / "evidence").exists()


@pytest.mark.slow
def test_with_the_kernel_a_claim_and_what_it_rests_on_is_proved(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    theorems = {
        name: tuple(axioms) for name, axioms in expectation([*(n for c in LEDGER for n in c.kernel), *BEYOND]).items()
    }
    reviewed = pins.load()
    report = KernelReport(theorems, (), "", reviewed.theorems, reviewed.definitions, reviewed.compiler)
    monkeypatch.setattr(toolchain, "tools", lambda: None)
    monkeypatch.setattr(kernel, "run", lambda progress: progress("compiling Model.v (1 of 1)") or report)
    words = ["verify", "--claim", "T6", "--cases", "2", "--jobs", "1", "--proofs", "--json", "--evidence"]
    assert run([*words, str(tmp_path / "one")]) == 0
    captured = capsys.readouterr()
    assert "kernel: compiling Model.v (1 of 1)" in captured.err
    document = json.loads(captured.out)
    assert [row["verdict"] for row in document["claims"]] == ["proved"]
    assert {row["id"]: row["verdict"] for row in document["beneath"]} == dict.fromkeys(("L3", "L4", "L6"), "proved")
    weaker = {**reviewed.theorems, "T2_geometric_tail": replace(reviewed.theorems["T2_geometric_tail"], digest="0")}
    changed = replace(report, statements=weaker)
    monkeypatch.setattr(kernel, "run", lambda progress: changed)
    assert run([*words, str(tmp_path / "two")]) == 1
    captured = capsys.readouterr()
    assert "kernel: T2_geometric_tail does not state what is pinned" in captured.err
    assert [row["verdict"] for row in json.loads(captured.out)["claims"]] == ["error"]
