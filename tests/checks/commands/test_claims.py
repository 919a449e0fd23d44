"""``claims``: the ledger as it stands, without running anything."""

from __future__ import annotations

import json

import pytest

from checks.cli import run
from theory.claims import LEDGER, SENTENCES
from theory.claims.hypotheses import HYPOTHESES


def test_everything_is_printed_once_and_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["claims", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["format"] == "user-diversity/claims/1"
    assert document["sentences"] == dict(SENTENCES)
    assert [row["id"] for row in document["claims"]] == [claim.id for claim in LEDGER]
    for row, claim in zip(document["claims"], LEDGER, strict=True):
        assert [one["name"] for one in row["statements"]] == [one.name for one in claim.statements]
        assert set(row["hypotheses"]) <= set(HYPOTHESES) and set(row["sentences"]) <= set(SENTENCES)
        assert not {"verdict", "trial", "kernel_status"} & set(row)


def test_one_claim_reads_like_a_theorem(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["claims", "T6", "t6"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("T6  Two-point inequality\n") and printed.count("Two-point inequality") == 2
    assert "R_T(a)/δ_a(c₀) + R_T(b)/δ_b(c₀)" in printed and HYPOTHESES["unique-optimum-of-a"].words in printed


def test_all_claims_are_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["claims"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(LEDGER) + 1
