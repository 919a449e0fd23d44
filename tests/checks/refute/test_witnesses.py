"""The committed witnesses: complete, confirmed from their files alone, reproducible, and falsifiable."""

import copy

import pytest

from checks.refute.document import FORMAT
from checks.refute.removals import removals
from checks.refute.witnesses import SEED, committed, confirmed, make, path, quests
from theory.claims import LEDGER
from theory.format import load, read

COMMITTED = dict(committed())


def test_the_folder_holds_a_witness_for_every_search_and_nothing_else():
    assert set(COMMITTED) == set(quests())
    assert {name for claim in LEDGER for name in claim.witnesses} <= set(COMMITTED)


@pytest.mark.parametrize("name", COMMITTED)
def test_confirmed_from_its_file_alone(name):
    document = COMMITTED[name]
    assert document["format"] == FORMAT and document["found"] and document["minimal"]
    assert confirmed(name, document)


@pytest.mark.parametrize("name", COMMITTED)
def test_no_part_can_be_removed(name):
    quest, instance = quests()[name], read(COMMITTED[name]["instance"])
    assert all(quest.observe(smaller) is None for smaller in removals(instance))


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
def test_made_again_by_the_search(name):
    assert make(name, SEED) == COMMITTED[name]


def test_a_changed_number_is_noticed():
    document = copy.deepcopy(COMMITTED["T1-drop-D"])
    document["values"]["regret_per_round"] = "2"
    assert not confirmed("T1-drop-D", document)
    document = copy.deepcopy(COMMITTED["T1-drop-D"])
    document["instance"]["comparators"] = "uniform"
    assert not confirmed("T1-drop-D", document)
