"""The hidden alternative of a file: at its truth first, elsewhere where D fails only there, and none with a reason."""

import json
from dataclasses import replace

import pytest

from checks.cli import run
from checks.instance.check import check
from checks.instance.hidden_alternative import answer
from checks.refute.witnesses import path
from theory.files.instance_file import document, load, read


def trap(**changes):
    return replace(load(path("T1-drop-D")), **changes)


def test_the_alternative_of_the_truth_comes_first():
    found = answer(trap(truth="m0")).document
    assert found["found"] and found["truth"] == "m0" and found["hidden_alternative"] == "truth"
    assert "elsewhere" not in found


def test_a_pair_that_starts_elsewhere_is_reported_and_not_taken_for_the_truths():
    found = answer(trap())
    assert not found.document["found"] and found.document["hidden_alternative"] is None
    assert found.document["truth"] == "truth"
    elsewhere = found.document["elsewhere"]
    assert (elsewhere["truth"], elsewhere["hidden_alternative"]) == ("m0", "truth")
    assert elsewhere["certificate"] == answer(trap(truth="m0")).document["certificate"]
    assert found.pair.truth == "m0"


def test_without_a_truth_every_model_is_examined():
    found = answer(trap(truth=None)).document
    assert found["found"] and found["truth"] == "m0"
    assert "elsewhere" not in found


def test_where_diversity_holds_everything_is_told_apart():
    found = answer(load(path("T1-drop-H4"))).document
    assert not found["found"] and "elsewhere" not in found
    assert found["certificate"]["told_apart"]
    assert all(row["gap_truth"] != row["gap_model"] for row in found["certificate"]["told_apart"])


@pytest.mark.parametrize("name", ["T1-drop-D", "T1-drop-uniformity", "T6-drop-H3", "T21"])
def test_the_pair_that_is_saved_is_confusing_for_check(name):
    pair = read(document(answer(load(path(name))).pair))
    conditions = check(pair)["conditions"]
    assert not conditions["diversity"] and not conditions["pointwise_diversity"][pair.truth]


def test_the_command_says_both_and_its_status_is_about_the_truth(capsys):
    assert run(["counterexample", str(path("T1-drop-D"))]) == 0
    said = capsys.readouterr().out
    assert "No hidden alternative: whatever looks like the truth 'truth'" in said
    assert "Believed: m0" in said and "Hidden:   truth" in said
    assert run(["counterexample", str(path("T1-drop-D")), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["elsewhere"]["altered_context"] == ["u0", "x"]


def test_the_command_gives_the_reason_where_a_hypothesis_is_not_needed(capsys):
    assert run(["counterexample", "--claim", "T2", "--drop", "D", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert not said["found"] and said["verdict"] == "not needed" and "T2_geometric_tail" in said["reason"]


def test_gaps_of_a_pair_by_hand():
    """While y0 is served the baseline meets itself; b prefers y1 by 5/2, where a loses 1."""
    contexts = [{"user": "u", "prompt": "x", "probability": 1}]
    rewards = {"a": [[0, -1]], "b": [[0, "5/2"]]}
    given = {"contexts": contexts, "responses": ["y0", "y1"], "comparators": {"baseline": "y0"}, "rewards": rewards}
    found = answer(read({"format": "user-diversity/instance/1", **given, "truth": "a"})).document
    assert found["certificate"]["altered"] == {
        "served": "y0",
        "better": "y1",
        "gap_truth": "1",
        "gap_hidden": "-5/2",
    }
    assert found["certificate"]["exposed"] == []
