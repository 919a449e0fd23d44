"""Claims as a terminal shows them."""

from __future__ import annotations

import pytest

from checks.refute import necessity_table
from checks.report.claim_text import WIDTH, in_full, table
from theory.claims import LEDGER, Claim, claim
from theory.claims.words import words


@pytest.mark.parametrize("one", LEDGER, ids=lambda one: one.id)
def test_a_claim_fits_and_says_all_that_is_known(one: Claim) -> None:
    lines = in_full(one)
    text = " ".join(" ".join(lines).split())
    assert max(map(len, lines)) <= WIDTH
    assert words(one.id).sentence in text and words(one.id).why in text
    assert all(f"  {name}" in "\n".join(lines) for name in one.hypotheses)
    assert all(row.witness in text for row in necessity_table.of(one.id))
    assert all(any(line.split()[:1] == statement.name.split()[:1] for line in lines) for statement in one.statements)


def test_every_letter_of_a_statement_is_explained() -> None:
    lines = in_full(claim("T11"))
    explained = lines[lines.index("where") : lines.index("under")]
    assert {line.split()[0] for line in explained if line[2:3].strip()} >= {"θ", "m", "T", "s", "Δ_U(θ)", "W(θ)"}


@pytest.mark.parametrize(
    ("name", "meaning"), [("L1", "a gap"), ("L4", "a law of what is seen"), ("T6", "the believed model")]
)
def test_a_letter_is_explained_as_its_claim_means_it(name: str, meaning: str) -> None:
    lines = [line.split(maxsplit=1) for line in in_full(claim(name))]
    assert ["a", meaning] in lines


def test_the_table_has_a_line_for_every_claim() -> None:
    lines = table(LEDGER)
    assert [line.split()[0] for line in lines[1:]] == [one.id for one in LEDGER]
    assert max(map(len, lines)) <= WIDTH
