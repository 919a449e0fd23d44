"""The ledger as people and programs see it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from checks.verify import view
from checks.verify.trial import Trial
from checks.verify.verdicts import RANK, Entry, everywhere, order, verdicts, waits_for
from proofs.kernel.report import FAILED, NO_AXIOMS, NONE, NOT_RUN
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
    return {
        entry.id: Entry(entry, trial(), everywhere(entry, NO_AXIOMS), "none") for entry in reversed(LEDGER)
    } | changed


@pytest.mark.parametrize(
    ("entry", "own"),
    [
        (Entry(claim("T6"), trial(), everywhere(claim("T6"), NO_AXIOMS), "none"), "proved"),
        (Entry(claim("L2"), trial(), everywhere(claim("L2"), NOT_RUN), "proved"), "proved"),
        (Entry(claim("T6"), trial(), everywhere(claim("T6"), NOT_RUN), "proved"), "unrefuted"),
        (Entry(claim("T6"), trial(), everywhere(claim("T6"), NONE), "proved"), "unrefuted"),
        (Entry(claim("T6"), trial(), {**everywhere(claim("T6"), NO_AXIOMS), "half": NONE}, "none"), "unrefuted"),
        (Entry(claim("T6"), trial(), {**everywhere(claim("T6"), NO_AXIOMS), "half": FAILED}, "none"), "error"),
        (Entry(claim("T6"), trial(), everywhere(claim("T6"), NOT_RUN), "partial: 1 of 2"), "unrefuted"),
        (Entry(claim("T6"), trial(), everywhere(claim("T6"), NO_AXIOMS), "failed"), "error"),
        (Entry(claim("T6"), trial(), everywhere(claim("T6"), FAILED), "proved"), "error"),
        (Entry(claim("T6"), trial("refuted"), everywhere(claim("T6"), NO_AXIOMS), "proved"), "refuted"),
        (Entry(claim("T6"), trial("vacuous"), everywhere(claim("T6"), NO_AXIOMS), "proved"), "vacuous"),
        (Entry(claim("T6"), trial("error"), everywhere(claim("T6"), NO_AXIOMS), "proved"), "error"),
        (Entry(claim("T6"), None, everywhere(claim("T6"), NO_AXIOMS), "none"), "proved"),
        (Entry(claim("T6"), None, everywhere(claim("T6"), NOT_RUN), "none"), "unrefuted"),
    ],
)
def test_a_proof_never_outweighs_a_failure(entry: Entry, own: str) -> None:
    assert entry.own == own


@pytest.mark.parametrize("broken", ["L1", "L4", "T1", "T6", "T21"])
@pytest.mark.parametrize("verdict", RANK[:-2])
def test_what_rests_on_a_failure_is_no_better(broken: str, verdict: str) -> None:
    found = verdicts(
        everything(**{broken: Entry(claim(broken), trial(verdict), everywhere(claim(broken), NO_AXIOMS), "none")})
    )
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
    refuted = Entry(
        claim("T6"),
        trial("refuted", failure="headline: 1 against [2]", instance={}),
        everywhere(claim("T6"), NOT_RUN),
        "none",
    )
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
        advance(Entry(claim("T6"), trial(), everywhere(claim("T6"), NOT_RUN), "none"), 1.25)
    captured = capsys.readouterr()
    assert "T6" in captured.err and NOT_RUN in captured.err and captured.out == ""
    with view.progress(1, quiet=True) as advance:
        advance(Entry(claim("T6"), trial(), everywhere(claim("T6"), NOT_RUN), "none"), 1.25)
    assert capsys.readouterr().err == ""


def test_trials_on_given_files(capsys: pytest.CaptureFixture[str]) -> None:
    view.show_trials([Trial("T6"), Trial("T7", error=True, failure="KeyError: [x]")])
    printed = capsys.readouterr().out
    assert "T6  vacuous: no comparison" in printed and "T7  error" in printed and "KeyError: [x]" in printed


def test_a_row_says_which_claim_it_waits_for(capsys: pytest.CaptureFixture[str]) -> None:
    entries = everything(L6=Entry(claim("L6"), None, everywhere(claim("L6"), NOT_RUN), "none"))
    found = verdicts(entries)
    assert found["T6"] == "unrefuted" and waits_for(entries, found, "T6") == ("L6",)
    assert waits_for(entries, found, "L6") == waits_for(entries, found, "T1") == ()
    rows = {row["id"]: row for row in view.document(entries, found, {})["claims"]}
    assert "L6" not in rows and rows["T7"]["waits_for"] == ["L6"]
    view.show({name: entries[name] for name in ("L3", "L4", "L6", "T6")}, found, Path("e"))
    printed = " ".join(capsys.readouterr().out.replace("│", " ").split())
    assert "waits for" in printed and "not tried" in printed


def test_the_document_shows_the_proof_of_every_statement() -> None:
    mixed = Entry(claim("T1"), trial(), {**everywhere(claim("T1"), NO_AXIOMS), "sharper": NONE}, "none")
    entries = everything(T1=mixed)
    (row,) = (row for row in view.document(entries, verdicts(entries), {})["claims"] if row["id"] == "T1")
    assert {one["name"]: one["proof"] for one in row["statements"]} == {
        "headline": NO_AXIOMS,
        "selections": NO_AXIOMS,
        "residual": NO_AXIOMS,
        "sharper": "numeric only",
    }
    assert (row["kernel"], row["verdict"]) == (NONE, "unrefuted")


def test_a_live_line_leaves_the_verdict_to_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    with view.progress(1, quiet=False) as advance:
        advance(Entry(claim("T6"), trial(), everywhere(claim("T6"), NO_AXIOMS), "none"), 1.25)
        advance(Entry(claim("T7"), trial("refuted"), everywhere(claim("T7"), NO_AXIOMS), "none"), 1.25)
    first, second = (line for line in capsys.readouterr().err.splitlines() if "1.2 s" in line)
    assert "no counterexample in 7 cases, kernel (no axioms)" in first and "T7  refuted" in second
