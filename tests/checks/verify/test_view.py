"""The ledger as people and programs see it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from checks.verify import view
from checks.verify.trial import Trial
from checks.verify.verdicts import RANK, Entry, order, verdicts
from proofs.kernel.report import FAILED, NO_AXIOMS, NOT_RUN
from theory.claims import LEDGER, claim


def trial(verdict: str = "unrefuted", **more: Any) -> dict[str, Any]:
    return {
        "verdict": verdict,
        "cases": 9,
        "met": 7,
        "tightness": {"headline": 0.5},
        "failure": "",
        "instance": None,
    } | more


def everything(**changed: Entry) -> dict[str, Entry]:
    return {entry.id: Entry(entry, trial(), NO_AXIOMS, "none") for entry in reversed(LEDGER)} | changed


@pytest.mark.parametrize(
    ("entry", "own"),
    [
        (Entry(claim("T6"), trial(), NO_AXIOMS, "none"), "proved"),
        (Entry(claim("T6"), trial(), NOT_RUN, "proved"), "proved"),
        (Entry(claim("T6"), trial(), NOT_RUN, "partial: 1 of 2"), "unrefuted"),
        (Entry(claim("T6"), trial(), NO_AXIOMS, "failed"), "error"),
        (Entry(claim("T6"), trial(), FAILED, "proved"), "error"),
        (Entry(claim("T6"), trial("refuted"), NO_AXIOMS, "proved"), "refuted"),
        (Entry(claim("T6"), trial("vacuous"), NO_AXIOMS, "proved"), "vacuous"),
        (Entry(claim("T6"), trial("error"), NO_AXIOMS, "proved"), "error"),
        (Entry(claim("T6"), None, NO_AXIOMS, "proved"), "vacuous"),
    ],
)
def test_a_proof_never_outweighs_a_failure(entry: Entry, own: str) -> None:
    assert entry.own == own


@pytest.mark.parametrize("broken", ["L1", "L4", "T1", "T6", "T21"])
@pytest.mark.parametrize("verdict", RANK[:-2])
def test_what_rests_on_a_failure_is_no_better(broken: str, verdict: str) -> None:
    found = verdicts(everything(**{broken: Entry(claim(broken), trial(verdict), NO_AXIOMS, "none")}))
    resting = {broken}
    while more := {one.id for one in LEDGER if resting & set(one.rests_on)} - resting:
        resting |= more
    assert {name for name, one in found.items() if one != "proved"} == resting
    assert {found[name] for name in resting} == {verdict}


def test_the_document_is_in_the_order_of_the_ledger() -> None:
    entries = everything()
    document = view.document(entries, verdicts(entries), {"seed": 0})
    assert [row["id"] for row in document["claims"]] == [entry.id for entry in LEDGER] == order(entries)
    assert json.loads(json.dumps(document)) == document
    assert {row["verdict"] for row in document["claims"]} == {"proved"}


def test_the_table_and_the_command_that_replays(capsys: pytest.CaptureFixture[str]) -> None:
    refuted = Entry(claim("T6"), trial("refuted", failure="headline: 1 against [2]", instance={}), NOT_RUN, "none")
    entries = everything(T6=refuted)
    view.show(entries, verdicts(entries), Path("some [where]"))
    printed = capsys.readouterr().out
    assert "T6: headline: 1 against [2]" in printed
    assert "user-diversity verify --claim T6 --instance 'some [where]/T6-refuted.json'" in printed
    assert all(entry.id in printed for entry in LEDGER)


def test_unrefuted_never_stands_alone() -> None:
    assert view.verdict_words("unrefuted", trial()) == "unrefuted (7 cases)"
    assert view.verdict_words("unrefuted", {}) == "unrefuted (0 cases)"


def test_progress_says_that_a_kernel_proof_was_not_run(capsys: pytest.CaptureFixture[str]) -> None:
    with view.progress(1, quiet=False) as advance:
        advance(Entry(claim("T6"), trial(), NOT_RUN, "none"), 1.25)
    captured = capsys.readouterr()
    assert "T6" in captured.err and NOT_RUN in captured.err and captured.out == ""
    with view.progress(1, quiet=True) as advance:
        advance(Entry(claim("T6"), trial(), NOT_RUN, "none"), 1.25)
    assert capsys.readouterr().err == ""


def test_trials_on_given_files(capsys: pytest.CaptureFixture[str]) -> None:
    view.show_trials([Trial("T6"), Trial("T7", error=True, failure="KeyError: [x]")])
    printed = capsys.readouterr().out
    assert "T6  vacuous: no comparison" in printed and "T7  error" in printed and "KeyError: [x]" in printed
