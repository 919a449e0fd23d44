"""The committed witnesses: complete, confirmed from their files alone, reproducible, and falsifiable."""

import copy
from fractions import Fraction

import pytest

from checks.exact.expectations import expected_regret
from checks.instance.check import check
from checks.learners import load as load_learner
from checks.refute.dropped.trichotomy import arriving
from checks.refute.searching.document import FORMAT
from checks.refute.searching.setting import without_model
from checks.refute.witnesses import SEED, committed, confirmed, make, path, quests
from theory.claims import LEDGER, claim
from theory.exact.enclosure import ball
from theory.files.instance_file import load, read
from theory.problem import Problem

COMMITTED = dict(committed())


def test_the_folder_holds_a_witness_for_every_search_and_nothing_else():
    assert set(COMMITTED) == set(quests())
    assert {name for claim in LEDGER for name in claim.witnesses} <= set(COMMITTED)


@pytest.mark.parametrize("name", COMMITTED)
def test_confirmed_from_its_file_alone_and_no_part_can_be_removed(name):
    document = COMMITTED[name]
    assert document["format"] == FORMAT and document["found"] and document["minimal"]
    assert confirmed(name, document)


@pytest.mark.parametrize("name", COMMITTED)
def test_an_instance_file_for_every_command(name):
    assert load(path(name)) == read(COMMITTED[name]["instance"])


@pytest.mark.parametrize("name", COMMITTED)
def test_the_note_holds_the_values(name):
    document = COMMITTED[name]
    for value in document["values"].values():
        if isinstance(value, str):
            assert f"= {value}" in document["instance"]["note"]


@pytest.mark.parametrize("name", COMMITTED)
@pytest.mark.slow
def test_made_again_by_the_search(name):
    assert make(name, SEED) == COMMITTED[name]


def reported(document, instance):
    """What ``check`` says of the hypotheses it decides, by their names in the ledger."""
    conditions, truth = document["conditions"], instance.truth
    found = {
        "H3": conditions["unique_optimum"],
        "D": conditions["diversity"],
        "not-D": not conditions["diversity"],
        "G": conditions["global_identifiability"],
    }
    if truth is not None:
        found |= {"SD": conditions["strong_diversity"][truth], "D_theta": conditions["pointwise_diversity"][truth]}
    if "offline" in document:
        found["D_off"] = document["offline"]["diversity"]
    return found


@pytest.mark.parametrize("name", [name for name in COMMITTED if name.startswith("T")])
def test_check_says_which_hypothesis_fails_and_that_the_others_hold(name):
    """By `check` alone: what is dropped fails, and what the claim assumes besides holds."""
    witness = COMMITTED[name]
    instance, dropped = read(witness["instance"]), witness["dropped"]
    if not instance.finite:
        pytest.skip("check decides the conditions of finite classes")
    if dropped == "H1":
        instance = without_model(instance, instance.truth)
    found = reported(check(instance), instance)
    if dropped in found:
        assert not found[dropped]
    if dropped == "uniformity":
        assert found["D_theta"] and not found["D"]
    for hypothesis in claim(witness["claim"]).hypotheses:
        if hypothesis in found and hypothesis != dropped and dropped != "uniformity":
            assert found[hypothesis], hypothesis


def enumerated(instance, learner, truth, rounds):
    problem = Problem.of(instance)
    return expected_regret(problem, problem.models.index(truth), load_learner(learner), rounds)[-1]


def test_exact_confirms_the_trap_the_silent_context_and_the_constant_learner():
    instance = read(COMMITTED["T1-drop-D"]["instance"])
    cost = Fraction(COMMITTED["T1-drop-D"]["values"]["regret_per_round"])
    assert enumerated(instance, "greedy", instance.truth, 5) == ball(5 * cost)
    silent = COMMITTED["T1-drop-H4"]
    instance = read(silent["instance"])
    (where,) = silent["learner"]["arrivals"]
    alone = next(only for c, only in arriving(instance) if list(instance.contexts[c].pair) == where)
    assert enumerated(alone, "greedy", instance.truth, 4) == ball(4 * Fraction(silent["values"]["regret_per_round"]))
    constant = read(COMMITTED["T8-drop-consistency"]["instance"])
    assert enumerated(constant, "constant", "a", 6) == 0 and enumerated(constant, "constant", "b", 6) > 0


def test_a_changed_number_is_noticed():
    document = copy.deepcopy(COMMITTED["T1-drop-D"])
    document["values"]["regret_per_round"] = "2"
    assert not confirmed("T1-drop-D", document)
    document = copy.deepcopy(COMMITTED["T1-drop-D"])
    document["instance"]["comparators"] = "uniform"
    assert not confirmed("T1-drop-D", document)
