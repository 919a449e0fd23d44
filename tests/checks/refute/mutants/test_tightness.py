"""The tightest known instances: complete, and each as tight as it says, from its instance alone."""

import copy

import pytest

from checks.refute.mutants.job import committed
from checks.refute.mutants.tightness import NAME, confirmed, figure, kept_entries, kept_tightest
from checks.refute.mutants.tightness_search import ATTAINED, inequalities
from checks.runtime.job_figures import recorded
from theory.claims import LEDGER
from theory.files.writing import document

KEPT = kept_entries()


@pytest.mark.parametrize("one", KEPT, ids=lambda one: f"{one['claim']}-{one['statement']}")
def test_as_tight_as_it_says(one):
    assert confirmed(one)
    assert 0 < one["ratio"] <= 1
    assert [ratio for _, ratio in one["trail"]] == sorted({ratio for _, ratio in one["trail"]})
    assert one["ratio"] >= min(one["trail"][-1][1], ATTAINED)
    assert one["trail"][-1][0] <= one["searched"]


def test_every_bound_of_the_ledger_is_there():
    assert [(one["claim"], one["statement"]) for one in KEPT] == [
        (claim.id, name) for claim in LEDGER for name in inequalities(claim.id)
    ]


def test_a_changed_number_is_noticed():
    one = copy.deepcopy(next(one for one in KEPT if one["claim"] == "T19"))
    one["left"] = "1/7"
    assert not confirmed(one)
    one = copy.deepcopy(next(one for one in KEPT if one["claim"] == "T8"))
    one["ratio"] *= 0.99
    assert not confirmed(one)


def test_what_is_kept_can_be_read_back():
    found = kept_tightest()
    for one in KEPT:
        tight = found[one["claim"]][one["statement"]]
        assert document(tight.instance) == one["instance"] and tight.searched == one["searched"]


def test_the_figure_counts_what_is_kept():
    attained = sum(one["ratio"] >= ATTAINED for one in KEPT)
    assert figure(KEPT, 0, 1).figure.startswith(f"{len(KEPT)} bounds: {attained} reached")
    assert figure(KEPT, **{name: committed(NAME)[name] for name in ("seed", "budget")}) in recorded()
