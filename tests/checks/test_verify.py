"""The main job: same bytes at any number of workers, resumable, and honest about what it did not see."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import sympy as sp

from checks import trial, verify
from checks.evidence import Evidence
from checks.ledger import Entry, verdicts
from checks.verify import Options
from theory.claims import claim

CLAIMS = tuple(map(claim, ("L1", "T5", "T10")))


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def run(folder: Path, jobs: int, resume: bool = False) -> dict[str, bytes]:
    options = Options(cases=15, seed=4, jobs=jobs)
    evidence = Evidence(folder, options.identity())
    evidence.open(resume)
    assert {done.claim for done in verify.run(CLAIMS, options, evidence)} == {entry.id for entry in CLAIMS}
    return files(folder)


def test_same_bytes_at_one_and_two_workers_and_after_a_loss(tmp_path: Path) -> None:
    whole = run(tmp_path / "one", 1)
    assert run(tmp_path / "two", 2) == whole
    (tmp_path / "two" / "T5.jsonl").unlink()
    (tmp_path / "two" / "L1.jsonl").write_bytes(whole["L1.jsonl"][:-40])
    assert run(tmp_path / "two", 1, resume=True) == whole


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
    entries = {name: Entry(claim(name), fine, "kernel (no axioms)", "proved") for name in ("L1", "L4", "L5", "T1")}
    assert set(verdicts(entries).values()) == {"proved"}
    entries["L1"] = Entry(claim("L1"), {"verdict": "refuted"}, "kernel (no axioms)", "proved")
    assert {name for name, verdict in verdicts(entries).items() if verdict == "refuted"} == {"L1", "L5", "T1"}
