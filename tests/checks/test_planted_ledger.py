"""A ledger that was tampered with: names that lead nowhere, support that is passed over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from checks.verify import trial
from checks.verify.verdicts import Entry, everywhere, verdicts
from proofs.symbolic.catalogue import cited, load
from theory.claims import LEDGER, SENTENCES, Claim, claim
from theory.claims.hypotheses import HYPOTHESES
from theory.files.instance_file import loads

TRAP = loads("""{"format": "user-diversity/instance/1", "responses": ["y0", "y1"],
  "contexts": [{"user": "u", "prompt": "x", "probability": 1}], "comparators": {"baseline": "y0"},
  "rewards": {"a": [[0, -1]], "b": [[0, 1]]}}""")
FINE = {"verdict": "unrefuted", "met": 1}


def support(ledger: Iterable[Claim], identifier: str) -> set[str]:
    """Everything a claim rests on, directly or through other claims."""
    direct = {entry.id: set(entry.rests_on) for entry in ledger}
    found: set[str] = set()
    ahead = set(direct[identifier])
    while ahead:
        found |= ahead
        ahead = {name for one in ahead for name in direct[one]} - found
    return found


def passed_over(ledger: tuple[Claim, ...]) -> dict[str, set[str]]:
    """What symbolic proofs use and the ledger does not say."""
    used = {entry.id: set(cited(proof)) for entry in ledger if (proof := load(entry.id))}
    return {name: found for name, names in used.items() if (found := names - support(ledger, name))}


def test_a_claim_rests_on_all_that_its_proof_uses() -> None:
    assert passed_over(LEDGER) == {}


@pytest.mark.parametrize("identifier", ["L5", "T5", "T7", "T9", "T13"])
def test_support_that_the_ledger_passes_over_is_noticed(identifier: str) -> None:
    forgetful = tuple(replace(entry, rests_on=()) if entry.id == identifier else entry for entry in LEDGER)
    assert passed_over(forgetful)[identifier]


def test_no_claim_rests_on_itself() -> None:
    assert [entry.id for entry in LEDGER if entry.id in support(LEDGER, entry.id)] == []


def test_names_in_the_ledger_lead_somewhere() -> None:
    known = {entry.id for entry in LEDGER}
    assert len(known) == len(LEDGER)
    for entry in LEDGER:
        assert set(entry.rests_on) <= known
        assert set(entry.hypotheses) <= set(HYPOTHESES)
        assert set(entry.sentences) <= set(SENTENCES)
        assert len({statement.name for statement in entry.statements}) == len(entry.statements) > 0


def test_a_hypothesis_that_does_not_exist_is_an_error() -> None:
    misspelt = replace(claim("T10"), hypotheses=("confusin",))
    assert trial.replay(claim("T10"), [TRAP]).verdict == "unrefuted"
    assert trial.replay(misspelt, [TRAP]).verdict == "error"


@pytest.mark.parametrize("worse", ["error", "refuted", "vacuous"])
def test_what_is_wrong_below_shows_above(worse: str) -> None:
    entries = {entry.id: Entry(entry, FINE, everywhere(entry, "kernel (no axioms)"), "proved") for entry in LEDGER}
    assert set(verdicts(entries).values()) == {"proved"}
    entries["L1"] = replace(entries["L1"], trial={"verdict": worse})
    found = verdicts(entries)
    above = {name for name in entries if "L1" in support(LEDGER, name)}
    assert {"L5", "T1", "T9"} <= above
    assert {name for name, verdict in found.items() if verdict == worse} == above | {"L1"}


def test_what_was_left_out_of_a_run_does_not_count_as_proved() -> None:
    assert verdicts({"T1": Entry(claim("T1"), FINE, everywhere(claim("T1"), "kernel (no axioms)"), "proved")}) == {
        "T1": "unrefuted"
    }
