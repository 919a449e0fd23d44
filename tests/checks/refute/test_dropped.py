"""Every dropped hypothesis: found from scratch on five seeds, small, exact, and the same for the same seed."""

import pytest

from checks.refute import witnesses
from checks.refute.not_needed import NOT_NEEDED
from checks.refute.registry import found_by_search, named
from checks.refute.searching.search import search
from checks.refute.shrinking.shrink import minimal
from checks.refute.verdicts import assumed, resolve
from theory.claims import LEDGER
from theory.errors import InputError
from theory.files.instance_file import read
from theory.files.writing import document

REQUIRED = [
    *(("T1", name) for name in ("D", "uniformity", "tie-break", "H1", "H2", "H4")),
    *((claim, "H3") for claim in ("T3", "T6", "T14")),
    *(("T7", "H6"), ("T8", "consistency"), ("T9", "G"), ("T12", "D_off"), ("T16", "product-support")),
]


@pytest.mark.parametrize("claim, hypothesis", REQUIRED)
def test_every_required_pair_has_a_search(claim, hypothesis):
    assert named(claim, hypothesis) is not None


@pytest.mark.parametrize("key", REQUIRED, ids="-drop-".join)
@pytest.mark.slow
def test_found_from_scratch_on_five_seeds(key, tmp_path, monkeypatch):
    monkeypatch.setattr(witnesses, "WITNESSES", tmp_path)
    quest = named(*key)
    for seed in range(1, 6):
        outcome = search(quest, seed)
        assert outcome.instance is not None
        observation = quest.observe(read(document(outcome.instance)))
        assert observation == outcome.observation or str(observation) == str(outcome.observation)
        assert outcome.instance.note == observation.note


@pytest.mark.parametrize("key", REQUIRED, ids="-drop-".join)
@pytest.mark.slow
def test_same_seed_same_witness_and_nothing_to_remove(key):
    quest = named(*key)
    first, second = search(quest, 7), search(quest, 7)
    assert document(first.instance) == document(second.instance)
    assert first.searched == second.searched
    assert minimal(first.instance, lambda smaller: quest.observe(smaller) is not None)


@pytest.mark.parametrize("key", found_by_search(), ids="-drop-".join)
def test_most_random_candidates_are_no_counterexamples(key):
    """A predicate that accepts whatever it is shown refutes nothing."""
    from checks.refute.searching.search import stream

    quest, rngs = found_by_search()[key], stream(11, key[0] + key[1])
    assert any(quest.observe(quest.candidate(next(rngs))) is None for _ in range(40))


def test_the_unique_optimum_of_a_is_h3_for_the_pair_claims():
    for claim in ("T6", "T7", "T8", "T13", "T14"):
        assert named(claim, "unique-optimum-of-a") is named(claim, "H3") is not None


def test_every_pair_of_the_ledger_is_resolved():
    for claim in LEDGER:
        for hypothesis in assumed(claim.id):
            resolve(claim.id, hypothesis)


@pytest.mark.parametrize("claim, hypothesis", NOT_NEEDED)
def test_what_is_not_needed_is_not_searched_for(claim, hypothesis):
    assert named(claim, hypothesis) is None
    assert resolve(claim, hypothesis) == NOT_NEEDED[claim, hypothesis]


@pytest.mark.parametrize(
    "claim, hypothesis", [("T1", "H9"), ("T15", "D"), ("T18", "H3"), ("T99", "H1"), ("T15", "linear")]
)
def test_pairs_that_make_no_sense_are_bad_input(claim, hypothesis):
    with pytest.raises(InputError):
        resolve(claim, hypothesis)
