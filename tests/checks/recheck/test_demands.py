"""Pairs and exclusions worked out by hand, each wrong in one way only."""

from __future__ import annotations

from typing import Any

import pytest

from checks.recheck.model import Model, RejectedError
from checks.recheck.verify import _excluded, _pair
from theory.files.instance_file import loads

TEXT = """{"format": "user-diversity/instance/1", "responses": ["y0", "y1"], "comparators": {"baseline": "y0"},
 "contexts": [{"user": "u", "prompt": "p", "probability": "1/4"}, {"user": "v", "prompt": "p", "probability": "3/4"}],
 "heads": [[[0, 0], [1, 0]], [[0, 0], [1, 1]]], "parameters": {"lower": [-1, -1], "upper": [2, "4/3"]}}"""
MODEL = Model.of(loads(TEXT))


def pair(hidden: list[Any]) -> dict[str, Any]:
    """The policy shows x₀ + x₁ alone; the believed model is (−1/2, 1)."""
    return {"policy": [0, 1], "believed": ["-1/2", 1], "hidden": hidden, "context": 0, "response": 1}


def test_a_pair_that_is_told_apart_is_refused() -> None:
    _pair(MODEL, pair([1, "-1/2"]), strictly=True)
    with pytest.raises(RejectedError, match="told apart"):
        _pair(MODEL, pair([1, 1]), strictly=True)


def test_a_pair_with_a_tie_is_refused_where_the_optimum_must_be_unique() -> None:
    tied = pair(["1/2", "1/2"]) | {"believed": [0, 1]}
    _pair(MODEL, tied, strictly=False)
    with pytest.raises(RejectedError, match="another optimum"):
        _pair(MODEL, tied, strictly=True)


@pytest.mark.parametrize(
    ("weights", "why"),
    [
        ({"hidden": [[0, 1]]}, "excludes nothing"),
        ({"hidden": [[0, 1]], "believed": [[0, 1]], "prefers": [[0, 1, -1]]}, "a weight is negative"),
        ({"believed": [[0, 1]], "alike": [[0, 1, 1]]}, "not exposed"),
    ],
)
def test_multipliers_that_add_up_are_not_enough(weights: dict[str, Any], why: str) -> None:
    entry = {"policy": [0, 0], "context": 0, "response": 1, "hidden": [], "believed": [], "prefers": [], "alike": []}
    with pytest.raises(RejectedError, match=why):
        _excluded(MODEL, [entry | weights])


def test_a_comparator_is_one_that_is_met_and_another_response() -> None:
    table = "[[[1, 0], [0, 1]], [[0, 1], [1, 0]]]"
    assert Model.of(loads(TEXT.replace('{"baseline": "y0"}', table))).seen == [[[], []], [[1], [0]]]
    assert MODEL.seen == [[[], [0]], [[], [0]]]
