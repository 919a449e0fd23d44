"""The abstract: its sentences are the reviewed ones, all of them."""

from theory.claims import SENTENCES
from theory.claims.abstract import ABSTRACT, SOURCE


def test_every_reviewed_sentence_is_somewhere_in_the_abstract() -> None:
    assert {name for quote in ABSTRACT for name in quote.sentences} == set(SENTENCES)


def test_quotations_are_whole_sentences_of_the_paper_that_is_named() -> None:
    assert all(quote.text[0].isupper() and quote.text.endswith(".") and "  " not in quote.text for quote in ABSTRACT)
    assert "2605.09119" in SOURCE
