from fractions import Fraction

from flint import arb

from checks.refute.searching.observation import Dropped, Observation, shown_value


def test_the_note_holds_both_sentences_and_every_number() -> None:
    seen = Observation("at most 1", "it is 2", {"left": Fraction(2), "right": 1})
    assert seen.note == "Claimed: at most 1. Observed: it is 2. Here left = 2, right = 1."


def test_enclosures_are_shown_short_and_rationals_in_full() -> None:
    assert shown_value(Fraction(22, 7)) == "22/7"
    assert len(shown_value(arb(2).sqrt())) < 60 and shown_value(arb(2).sqrt()).startswith(("1.41", "[1.41"))


def test_a_witness_is_named_after_its_pair() -> None:
    assert Dropped("T6", "H3", lambda rng: None, lambda instance: None).name == "T6-drop-H3"  # type: ignore[arg-type, return-value]
