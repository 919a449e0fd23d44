"""What is said of a truth, by hand: it is accepted as it is, and refused with any one answer changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from checks.recheck.at_truth import check_truth
from checks.recheck.model import RejectedError
from tests.checks.recheck.line import BASELINE, UNIFORM, truth

SURVIVING = {"model": [-1], "context": 0, "response": 0}


@pytest.mark.parametrize("uniform", [True, False])
def test_what_was_worked_out_by_hand_is_accepted(uniform: bool) -> None:
    check_truth(UNIFORM if uniform else BASELINE, truth(uniform))


@pytest.mark.parametrize(
    ("uniform", "changed", "why"),
    [
        (True, {"unique_optimum": False}, "the optimum is unique"),
        (True, {"hiding": None}, "missing, or needless"),
        (True, {"self_confirming": {"policy": [0], "model": [-1]}}, "told from the truth"),
        (True, {"self_confirming": {"policy": [0], "model": [1]}}, "does not choose its policy"),
        (True, {"self_confirming": {"policy": [1], "model": [1]}}, "not wrong"),
        (False, {"self_confirming": {"policy": [0], "model": [-2]}}, "does not choose its policy"),
        (False, {"alike": {}}, "without need"),
        (True, {"surviving": SURVIVING}, "told from the truth"),
        (True, {"surviving": SURVIVING | {"model": [1]}}, "is served rightly|served rightly"),
        (True, {"surviving": SURVIVING | {"model": [1], "response": 1}}, "is best at the truth"),
        (True, {"resolved": []}, "not resolved"),
        (True, {"resolved": [{"context": 0, "response": 0, "region": [], "alike": [[0, 0, 2]]}]}, "do not match"),
        (True, {"resolved": [{"context": 0, "response": 0, "region": [[1, 1]], "alike": []}]}, "not resolved"),
        (True, {"resolved": [{"context": 0, "response": 0, "region": [[0, 1]], "alike": [[0, 0, 2]]}]}, "not resolved"),
    ],
)
def test_each_changed_answer_is_refused(uniform: bool, changed: dict[str, Any], why: str) -> None:
    with pytest.raises(RejectedError, match=why):
        check_truth(UNIFORM if uniform else BASELINE, truth(uniform) | changed)


def test_a_wrong_policy_must_not_be_among_those_that_look_like_the_truth() -> None:
    stated = truth(False) | {"self_confirming": None}
    stated["alike"] = {"leaves": [[[0], [-1]], [[1], [1]]], "whole": [], "cut": [], "reasons": []}
    with pytest.raises(RejectedError, match="a wrong policy confirms itself"):
        check_truth(BASELINE, stated)


def test_there_is_nothing_to_say_without_a_truth() -> None:
    check_truth(replace(UNIFORM, theta=None), None)
    for model, stated in ((UNIFORM, None), (replace(UNIFORM, theta=None), truth(True))):
        with pytest.raises(RejectedError, match="the truth is missing"):
            check_truth(model, stated)
