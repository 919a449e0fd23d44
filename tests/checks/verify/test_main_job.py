"""The main job: same bytes at any number of workers, resumable, and honest about what it did not see."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import sympy as sp
from pytest import CaptureFixture, MonkeyPatch

from checks.cli import run as cli
from checks.runtime.output import TEMPORARY
from checks.verify import main_job, trial
from checks.verify.evidence import Evidence
from checks.verify.main_job import Options
from checks.verify.verdicts import Entry, everywhere, verdicts
from theory.claims import claim
from theory.errors import InputError

CLAIMS = tuple(map(claim, ("L1", "T5", "T10")))


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def run(folder: Path, jobs: int, resume: bool = False) -> dict[str, bytes]:
    options = Options(cases=15, seed=4, jobs=jobs)
    evidence = Evidence(folder, options.identity())
    evidence.open(resume)
    assert {done.claim for done in main_job.run(CLAIMS, options, evidence)} == {entry.id for entry in CLAIMS}
    return files(folder)


@pytest.mark.slow
def test_same_bytes_at_one_and_two_workers_and_after_a_loss(tmp_path: Path) -> None:
    whole = run(tmp_path / "one", 1)
    assert run(tmp_path / "two", 2) == whole
    (tmp_path / "two" / "T5.jsonl").unlink()
    (tmp_path / "two" / "L1.jsonl").write_bytes(whole["L1.jsonl"][:-40])
    assert run(tmp_path / "two", 1, resume=True) == whole


@pytest.mark.parametrize(("few", "first"), [(1000, True), (14, False)])
@pytest.mark.slow
def test_the_first_verdict_waits_for_no_worker(few: int, first: bool, tmp_path: Path, monkeypatch: MonkeyPatch) -> None:
    monkeypatch.setattr(main_job, "FEW", few)
    options = Options(cases=15, seed=4, jobs=2)
    evidence = Evidence(tmp_path, options.identity())
    evidence.open(False)
    done = [one.claim for one in main_job.run([claim(name) for name in ("T5", "T10", "L1")], options, evidence)]
    assert (done[0] == "L1") is first
    assert sorted(done) == ["L1", "T10", "T5"]


def test_a_claim_whose_hypotheses_are_never_met_is_vacuous() -> None:
    impossible = replace(claim("T10"), hypotheses=("confusing", "D"))
    assert trial.run(impossible, 10, 1, most_chunks=1).verdict == "vacuous"


def test_a_false_claim_is_refuted_with_an_instance_that_replays() -> None:
    statement = claim("T10").statements[0]
    false = replace(claim("T10"), statements=(replace(statement, right=2 * statement.right),))
    found = trial.run(false, 50, 1)
    assert found.verdict == "refuted"
    assert found.failing is not None
    assert trial.replay(false, [found.failing]).verdict == "refuted"
    assert trial.replay(claim("T10"), [found.failing]).verdict == "unrefuted"


def test_a_statement_that_cannot_be_evaluated_is_an_error() -> None:
    broken = replace(claim("T10"), statements=(replace(claim("T10").statements[0], right=sp.Symbol("unknown")),))
    assert trial.run(broken, 5, 1).verdict == "error"


def test_a_claim_is_no_greener_than_what_it_rests_on() -> None:
    fine = {"verdict": "unrefuted", "met": 1}
    entries = {
        name: Entry(claim(name), fine, everywhere(claim(name), "kernel (no axioms)"), "proved")
        for name in ("L1", "L4", "L5", "T1")
    }
    assert set(verdicts(entries).values()) == {"proved"}
    entries["L1"] = Entry(claim("L1"), {"verdict": "refuted"}, everywhere(claim("L1"), "kernel (no axioms)"), "proved")
    assert {name for name, verdict in verdicts(entries).items() if verdict == "refuted"} == {"L1", "L5", "T1"}


@pytest.mark.slow
def test_a_trial_is_taken_up_between_any_two_chunks() -> None:
    kept: list[dict[str, object]] = []
    whole = trial.run(claim("T20"), 101, 4, keep=kept.append)
    assert len(kept) >= 2
    for known in range(1, len(kept)):
        again: list[dict[str, object]] = []
        resumed = trial.run(claim("T20"), 101, 4, kept=kept[:known], keep=again.append)
        assert resumed == whole
        assert again == kept[known:]


@pytest.mark.slow
def test_out_of_time_is_unfinished_and_resumes_to_the_same_bytes(tmp_path: Path, monkeypatch: MonkeyPatch) -> None:
    chosen, options = (claim("T20"),), Options(cases=101, seed=4, jobs=1)
    plain, evidence = (Evidence(tmp_path / name, options.identity()) for name in ("plain", "cut"))
    plain.open(False), evidence.open(False)
    assert [done.finished for done in main_job.run(chosen, options, plain)] == [True]

    clock = iter(range(100))
    monkeypatch.setattr(trial, "monotonic", lambda: next(clock))
    done = next(main_job.run(chosen, options, evidence, deadline=0.5))
    assert not done.finished
    assert 0 < done.summary["met"] <= 100
    assert set(files(evidence.folder)) == {"T20.part"}

    evidence.open(True)
    assert next(main_job.run(chosen, options, evidence)).finished
    assert files(evidence.folder) == files(plain.folder)


def test_evidence_of_other_options_and_of_others_is_left_alone_or_forgotten(tmp_path: Path) -> None:
    mine, theirs = tmp_path / "T5.part", tmp_path / "notes.jsonl"
    theirs.write_text("keep me")
    (tmp_path / f"{TEMPORARY}left").write_text("half")
    mine.write_text('{"options": {"seed": 1, "versions": {"sympy": "0"}}}\n{"cases": 100}\n')
    with pytest.raises(InputError, match="--seed 1, not 2"):
        Evidence(tmp_path, {"seed": 2}).open(True)
    evidence = Evidence(tmp_path, {"seed": 1, "versions": {"sympy": "1"}})
    evidence.open(True)
    with evidence.chunks("T5") as (kept, _):
        assert kept == []
    assert set(files(tmp_path)) == {"T5.part", "notes.jsonl"}
    evidence.open(False)
    assert set(files(tmp_path)) == {"notes.jsonl"}


def test_the_command_says_how_far_it_got(tmp_path: Path, capsys: CaptureFixture[str]) -> None:
    line = ["verify", "--claim", "T10", "--evidence", str(tmp_path), "--jobs", "1"]
    assert cli([*line, "--budget", "1e-9", "--json"]) == 3
    output = capsys.readouterr()
    assert json.loads(output.out)["unfinished"] == {"T10": {"cases": 0, "met": 0}}
    assert "out of time: 0 of 1 claims finished" in output.err
    assert cli([*line, "--budget", "0"]) == 2
    assert cli([*line, "--budget", "nan"]) == 2
    assert cli([*line, "--budget", "600", "--cases", "5"]) == 0
