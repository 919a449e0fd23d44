"""Where the parts of a claim are said to be, they are."""

from __future__ import annotations

import json
import re
from collections import Counter

import pytest

from checks.cli import run
from checks.refute.mutants.job import committed
from checks.refute.witnesses import quests
from checks.report.where import ROOT, _tagged, _tags, places
from proofs.symbolic.catalogue import load
from theory.claims import LEDGER, Claim, claim

EVERY_CLAIM = {"statement", "check", "mutant"}


def line(place) -> str:
    return (ROOT / place.path).read_text("utf-8").splitlines()[place.line - 1]


@pytest.mark.parametrize("one", LEDGER, ids=lambda one: one.id)
def test_each_place_holds_what_it_is_said_to_hold(one: Claim) -> None:
    found = places(one)
    proved = ({"kernel"} if one.kernel else set()) | ({"symbolic"} if load(one.id) else set())
    assert {place.part for place in found} >= EVERY_CLAIM | proved
    for place in found:
        here = line(place)
        if place.part == "statement":
            assert f'id="{one.id}"' in here
        elif place.part == "kernel":
            assert re.match(rf"Theorem {place.name}\b", here)
        elif place.part == "mutant":
            assert json.loads(here.strip().rstrip(","))["mutant"] == place.name
        elif place.part == "bound" and place.line > 1:
            assert re.search(r"(def|class|@).*", here)
        elif place.part == "witness":
            assert place.name in quests()


@pytest.mark.parametrize("one", LEDGER, ids=lambda one: one.id)
def test_nothing_is_left_out(one: Claim) -> None:
    found = places(one)
    named = {part: {place.name for place in found if place.part == part} for part in ("kernel", "witness", "mutant")}
    assert named["kernel"] == set(one.kernel)
    assert named["witness"] == {name for name, quest in quests().items() if quest.claim == one.id}
    kept = committed("catalogue")
    mutants = {entry["mutant"] for part in ("refuted", "true", "open") for entry in kept[part]}
    assert named["mutant"] == {name for name in mutants if name.startswith(f"{one.id}:")}
    counted = Counter(place.part for place in found)
    assert counted["statement"] == counted["check"] == 1


@pytest.mark.slow
def test_the_code_of_a_bound_follows_from_the_statement() -> None:
    code = {place.name for place in places(claim("T11")) if place.part == "bound"}
    assert {"mean_regret", "uniform_affinity_deficit", "wrong_models"} <= code
    without = [one.id for one in LEDGER if not any(place.part == "bound" for place in places(one))]
    assert set(without) <= {"L2", "L4", "T21"}, "stated in elementary functions, or in what their check enumerates"


def test_the_command_prints_one_place_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["claims", "T11", "--where"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed == [str(place) for place in places(claim("T11"))]
    assert all((ROOT / text.split()[1].rpartition(":")[0]).is_file() for text in printed)


def test_a_claim_is_no_prefix_of_another() -> None:
    """What belongs to T22 and T23 is not that of T2."""
    tags = {place for said, place in _tags() if "T2" not in re.split(r"\W+", said)}
    assert tags and not tags & set(_tagged("T2"))
    assert {place.name for place in _tagged("T23")} >= {"made_strict", "decide"}
