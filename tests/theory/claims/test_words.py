"""Every claim has words, short enough to be read at once."""

from __future__ import annotations

import pytest

from theory.claims import LEDGER, Claim
from theory.claims.words import MOST_WORDS, WITHOUT, words


@pytest.mark.parametrize("claim", LEDGER, ids=lambda claim: claim.id)
def test_a_claim_is_said_in_one_short_sentence(claim: Claim) -> None:
    said = words(claim.id)
    assert 5 <= len(said.sentence.split()) <= MOST_WORDS
    assert said.sentence.endswith(".") and said.why.endswith(".")
    assert said.sentence != said.why


@pytest.mark.parametrize("claim", LEDGER, ids=lambda claim: claim.id)
def test_every_hypothesis_says_what_breaks_without_it(claim: Claim) -> None:
    said = words(claim.id)
    assert all(said.breaks(name).endswith(".") for name in claim.hypotheses)
    assert set(said.without) <= set(claim.hypotheses)


def test_general_words_are_replaced_by_particular_ones() -> None:
    assert words("T9").breaks("H3") != WITHOUT["H3"]
    with pytest.raises(KeyError):
        words("T9").breaks("no such hypothesis")
