"""The hidden alternative of a file: at its truth first, elsewhere where D fails only there, and none with a reason."""

import json
from dataclasses import replace
from fractions import Fraction

import pytest

from checks.bench.bench_polytope import drawn
from checks.cli import run
from checks.instance.check import check
from checks.instance.hidden_alternative import answer
from checks.refute.witnesses import path
from theory.files.instance_file import load, read
from theory.files.writing import document
from theory.polytope.continuous import ContinuousClass
from theory.polytope.decision import decide


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


SQUARE = {
    "format": "user-diversity/instance/1",
    "contexts": [{"user": "u", "prompt": "x", "probability": 1}],
    "responses": ["y0", "y1"],
    "comparators": {"baseline": "y0"},
    "heads": [[[0, 0], [1, 1]]],
    "parameters": {"lower": [-1, -1], "upper": [2, 1]},
}
"""Whoever deploys y0 learns nothing."""


def test_a_class_is_answered_without_a_truth_and_beside_one():
    alone = answer(read(SQUARE)).document
    assert alone["found"] and alone["class"] == "not bounded" and alone["certificate"]["exposed"] == []
    believed, hidden = ([Fraction(x) for x in alone[name]] for name in ("truth", "hidden_alternative"))
    assert sum(believed) < 0 < sum(hidden)
    right = answer(read(SQUARE | {"truth": ["1/2", 0]})).document
    assert not right["found"] and right["class"] == "not bounded"
    assert right["elsewhere"]["hidden_alternative"] == alone["hidden_alternative"]
    wrong = answer(read(SQUARE | {"truth": [-1, "1/2"]})).document
    assert wrong["found"] and wrong["class"] == "not bounded" and "elsewhere" not in wrong


def test_a_bounded_class_has_no_pair_and_an_unbounded_box_is_answered_at_its_truth_alone():
    bounded = answer(read(SQUARE | {"comparators": "uniform"})).document
    assert not bounded["found"] and bounded["class"] == "bounded" and bounded["truth"] is None
    loose = SQUARE | {"parameters": {"lower": [-1, None], "upper": [2, 1]}, "truth": [-1, "1/2"]}
    assert "class" not in answer(read(loose)).document


@pytest.mark.parametrize("seed", range(12))
def test_a_pair_of_a_class_looks_the_same_and_prefers_something_else(seed):
    instance = replace(drawn(3, 3, 2, seed), truth=None)
    found = answer(instance)
    assert found.document["found"] == (decide(ContinuousClass.of(instance)).verdict == "not bounded")
    if found.document["found"]:
        entry = found.document["certificate"]
        assert all(row["gap_truth"] == row["gap_hidden"] for row in entry["exposed"])
        assert Fraction(entry["altered"]["gap_truth"]) > 0 > Fraction(entry["altered"]["gap_hidden"])
        pair = check(found.pair)["conditions"]
        assert pair["unique_optimum"] and not pair["pointwise_diversity"]["truth"]


def test_the_command_speaks_of_the_class(tmp_path, capsys):
    file = tmp_path / "square.json"
    file.write_text(json.dumps(SQUARE | {"truth": ["1/2", 0]}))
    assert run(["counterexample", str(file)]) == 0
    said = capsys.readouterr().out
    assert "looks like the truth (1/2, 0)" in said and "Believed: (" in said and "(T23): not bounded" in said
    file.write_text(json.dumps(SQUARE | {"comparators": "uniform"}))
    assert run(["counterexample", str(file)]) == 0
    assert capsys.readouterr().out.startswith("The class as a whole (T23): bounded")


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
