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


def test_one_claim_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["claims", "T6", "t6"]) == 0
    printed = capsys.readouterr().out
    assert "T6 Two-point inequality (A5)" in printed
    assert HYPOTHESES["H3"].words in printed or HYPOTHESES["unique-optimum-of-a"].words in printed
    assert "T7" not in printed.split("\n")[0]


def test_a_claim_that_rests_on_nothing_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["claims", "L1"]) == 0
    assert "if: " in capsys.readouterr().out
