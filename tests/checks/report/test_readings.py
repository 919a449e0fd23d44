"""The table of readings follows the verdicts of the claims."""

import pytest

from checks.report import readings
from checks.report.readings import FAILS, HOLDS, OPEN, TRIED, WITHOUT_CASE, answer, rows
from theory.claims import LEDGER, SENTENCES, Claim
from theory.claims.readings import Cell, cells

FINITE = Cell("baseline", "finite", "the population", "known")
UNIFORM = Cell("uniform", "finite", "the population", "known")


def all_but(*without: str):
    return lambda claim: "refuted" if claim.id in without else "proved"


def test_nothing_proved_settles_nothing() -> None:
    for cell in cells():
        assert {answer(sentence, cell, lambda claim: "refuted").status for sentence in SENTENCES} == {OPEN}


def test_a_sentence_falls_with_the_claims_behind_it() -> None:
    found = answer("A1", FINITE, all_but())
    assert (found.status, found.claims) == (HOLDS, ("T1", "T9"))
    assert answer("A1", FINITE, all_but("T1")).claims == ("T9",)
    assert answer("A1", FINITE, all_but("T1", "T9")).status == OPEN
    assert answer("A1", FINITE, lambda claim: "unrefuted").status == TRIED


def test_full_support_leaves_diversity_nothing_to_drive() -> None:
    assert answer("A6", UNIFORM, all_but()).status == FAILS
    assert answer("A5", UNIFORM, all_but()).status == WITHOUT_CASE
    assert answer("A6", UNIFORM, all_but("T5")).status == answer("A5", UNIFORM, all_but("T5")).status == HOLDS


def test_where_the_finite_theorems_end() -> None:
    everything = Cell("baseline", "all of ℝ^d", "the population", "known")
    assert answer("A1", everything, all_but()) == readings.Answer(OPEN, (), ("T24",))
    assert answer("A1", Cell("baseline", "polytope", "the population", "known"), all_but()).claims == ("T22", "T23")
    assert answer("A6", Cell("table", "all of ℝ^d", "new users", "unknown"), all_but()).claims == ("T28",)


def test_a_new_claim_is_taken_up(monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    slate = Cell("slate", "finite", "the population", "known")
    assert "T99" not in answer("A4", slate, all_but()).claims
    new: Claim = replace(LEDGER[6], id="T99", speaks=(("protocol", ("slate",)),), settles=("A4",))
    monkeypatch.setattr(readings, "LEDGER", (*LEDGER, new))
    assert answer("A4", slate, all_but()).claims[-1] == "T99"


def test_every_row_has_every_sentence() -> None:
    made = list(rows())
    assert len(made) == 48 and {len(row) for row in made} == {4 + len(SENTENCES)}
