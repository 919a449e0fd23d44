"""Falsified claims: the committed list is the generated one, and every refutation stands on its instance alone."""

import copy
from collections import Counter

import pytest

from checks.refute.drawing.instance_families import sampler
from checks.refute.mutants.catalogue import confirmed, every_mutant, figure, kept_catalogue, named
from checks.refute.mutants.equivalent_mutants import reason
from checks.refute.mutants.falsify import refute, refutes, violated
from checks.refute.mutants.mutants import Mutant, mutants, weakened
from checks.refute.mutants.tightness import kept_entries
from checks.refute.searching.search import stream
from checks.refute.shrinking.shrink import minimal
from checks.runtime.job_figures import recorded
from theory.claims import LEDGER, claim
from theory.files.instance_file import read
from theory.files.writing import document

pytestmark = pytest.mark.slow

KEPT = kept_catalogue()
REFUTED = {one["mutant"]: one for one in KEPT["refuted"]}
OPEN = {one["mutant"]: one for one in KEPT["open"]}
TRUE = {one["mutant"]: one for one in KEPT["true"]}


@pytest.mark.parametrize("name", REFUTED)
def test_refuted_by_its_instance_alone(name):
    assert confirmed(REFUTED[name])


@pytest.mark.parametrize("name", REFUTED)
def test_no_part_can_be_removed(name):
    mutant = named(name)
    assert minimal(read(REFUTED[name]["instance"]), lambda smaller: refutes(mutant, smaller))


def test_nothing_is_missing_and_nothing_is_extra():
    structural = {mutant.name for one in LEDGER for mutant in mutants(one)}
    tried = Counter([*REFUTED, *OPEN, *TRUE])
    assert max(tried.values()) == 1
    assert structural <= set(tried)
    for one in LEDGER:
        for ladder in weakened(one):
            names = [mutant.name for mutant in ladder]
            hit = next((n for n, name in enumerate(names) if name in REFUTED), len(names))
            assert [name for name in names if name in tried] == names[: hit + 1]
            assert all(name in OPEN for name in names[:hit])
            structural |= set(names[: hit + 1])
    assert structural == set(tried)


def test_some_form_of_every_statement_is_refuted():
    """As the tutorial for a referee says."""
    statements = [f"{one.id}: {statement.name}" for one in LEDGER for statement in one.statements]
    assert [name for name in statements if not any(form.startswith(f"{name} ") for form in REFUTED)] == []


def test_enough_are_refuted_and_two_of_every_claim():
    assert len(REFUTED) >= 40
    claims = Counter(name.split(":")[0] for name in REFUTED)
    assert all(claims[one.id] >= 2 for one in LEDGER), claims


def test_one_percent_is_refuted_wherever_a_bound_is_that_tight():
    tight = [one for one in kept_entries() if one["ratio"] > 0.9901]
    names = {f"{one['claim']}: {one['statement']} × {kept}" for one in tight for kept in ("99/100", "100/99")}
    known = {mutant.name for one in LEDGER for mutant in every_mutant(one)}
    assert names & known
    assert names & known <= set(REFUTED)


def test_what_is_not_refuted_was_tried_and_only_the_proved_may_be_undefined():
    assert all(one["searched"] > 0 and not one["undefined"] for one in OPEN.values())
    assert all(one["why"] == reason(named(name)) for name, one in TRUE.items())
    assert all(reason(named(name)) is None for name in OPEN)


@pytest.mark.parametrize("name", TRUE)
def test_the_true_are_not_refuted(name):
    mutant = named(name)
    draw = sampler(mutant.claim.id)
    assert not any(refutes(mutant, draw(rng)) for rng, _ in zip(stream(77, name), range(15), strict=False))


@pytest.mark.parametrize("name", ["T10: without confusing", "T5: headline never", "T16: offline always"])
def test_the_search_finds_it_again(name):
    found = refute(named(name), KEPT["seed"], KEPT["budget"])
    assert document(found.instance) == REFUTED[name]["instance"]
    assert found.searched == REFUTED[name]["searched"]


def test_a_changed_number_is_noticed():
    kept = copy.deepcopy(REFUTED["T10: without confusing"])
    kept["right"] = "17"
    assert not confirmed(kept)
    kept = copy.deepcopy(REFUTED["T10: without confusing"])
    kept["instance"]["rewards"] = {name: [[7, 0]] for name in kept["instance"]["rewards"]}
    assert not confirmed(kept)


@pytest.mark.parametrize("identifier", ["L3", "T3", "T5", "T6", "T10", "T11", "T19", "T21"])
def test_the_claim_itself_is_not_refuted(identifier):
    assert refute(Mutant(identifier, claim(identifier)), seed=2, budget=40).instance is None


def test_what_is_refuted_is_refuted_from_its_text():
    one = REFUTED["T9: bounded never"]
    assert violated(named("T9: bounded never"), read(one["instance"])) is not None
    assert one["says"].endswith("D() iff False")


def test_the_figure_counts_what_is_kept():
    shown = figure(KEPT).figure
    assert shown.startswith(f"{len(REFUTED)} mutants refuted") and f"{len(TRUE)} true" in shown
    assert figure(KEPT) in recorded()
