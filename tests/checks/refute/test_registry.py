"""The name of a module is the map: T4 without SD is t04_sd, whose witness is T4-drop-SD, and the other way round."""

from importlib import import_module
from pathlib import Path

import pytest

from checks.refute import dropped
from checks.refute.registry import found_by_search, module_name, named
from checks.refute.searching.document import WITNESSES
from theory.claims import LEDGER

FOLDER = Path(dropped.__file__).parent
MODULES = {path.stem for path in FOLDER.glob("[lt][0-9][0-9]_*.py")}
SHARED = {"free_rule", "infinite_class", "silent_start", "standard", "ties", "trichotomy"}


@pytest.mark.parametrize("key", found_by_search(), ids="-drop-".join)
def test_every_search_is_found_by_name(key):
    entry = import_module(f"checks.refute.dropped.{module_name(*key)}").DROPPED
    assert (entry.claim, entry.hypothesis) == key
    assert named(*key) is entry


def test_every_module_is_a_search_or_shared():
    assert {module_name(*key) for key in found_by_search()} == MODULES
    assert {path.stem for path in FOLDER.glob("*.py")} - MODULES - {"__init__"} == SHARED


def test_every_witness_of_a_dropped_hypothesis_has_its_module():
    pairs = [path.stem.split("-drop-") for path in WITNESSES.glob("*-drop-*.json")]
    assert {module_name(*pair) for pair in pairs} == MODULES


def test_the_order_is_that_of_the_ledger():
    known = [claim.id for claim in LEDGER]
    places = [known.index(claim) for claim, _ in found_by_search()]
    assert places == sorted(places)
