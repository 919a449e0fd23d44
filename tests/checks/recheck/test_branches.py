"""Enumerations written by hand: whole ones are accepted; a missing branch or a reason that is none is refused."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from checks.recheck.branches import policies
from checks.recheck.model import Model, RejectedError
from theory.files.instance_file import loads

TEXT = """{"format": "user-diversity/instance/1", "responses": ["y0", "y1"], "comparators": {"baseline": "y0"},
 "contexts": [{"user": "u", "prompt": "p", "probability": "1/4"}, {"user": "v", "prompt": "p", "probability": "3/4"}],
 "heads": [[[0, 0], [1, 0]], [[0, 0], [1, 1]]], "parameters": {"lower": [-1, -1], "upper": [UPPER, "4/3"]}}"""


def model(upper: str) -> Model:
    return Model.of(loads(TEXT.replace("UPPER", f'"{upper}"')))


def tree(leaves: list[Any], **more: Any) -> dict[str, Any]:
    return {"leaves": leaves, "whole": [], "cut": [], "reasons": []} | more


ALL = [[[0, 0], ["-1/2", "-1/2"]], [[0, 1], ["-1/2", 1]], [[1, 0], ["1/2", -1]], [[1, 1], [1, 1]]]
LEFT = [[[0, 0], ["-1/2", 0]], [[0, 1], ["-1/2", 1]]]
REASON = {"region": [[0, 1]], "prefers": [[0, 1, 0, 1]], "alike": []}
"""y1 in the first context would need x₀ ≥ 0."""


def test_an_enumeration_of_every_policy_is_accepted() -> None:
    found = policies(model("2"), tree(ALL), "strict")
    assert found[1, 0] == [Fraction(1, 2), -1] and len(found) == 4


@pytest.mark.parametrize("missing", range(4))
def test_a_missing_policy_is_noticed(missing: int) -> None:
    with pytest.raises(RejectedError, match="missing or listed twice"):
        policies(model("2"), tree([leaf for i, leaf in enumerate(ALL) if i != missing]), "strict")


@pytest.mark.parametrize(
    ("point", "why"),
    [(["-1/2", 2], "outside the class"), ([1, 1], "is not optimal"), ([0, 1], "is not optimal")],
)
def test_a_leaf_needs_a_model_of_its_own(point: list[Any], why: str) -> None:
    with pytest.raises(RejectedError, match=why):
        policies(model("2"), tree([ALL[0], [[0, 1], point], *ALL[2:]]), "strict")


def test_a_branch_is_cut_for_a_reason_that_excludes_it() -> None:
    cut = tree(LEFT, cut=[[[1], 0]], reasons=[REASON])
    assert set(policies(model("-1/2"), cut, "closed")) == {(0, 0), (0, 1)}
    with pytest.raises(RejectedError, match="excludes nothing"):
        policies(model("1/2"), cut, "closed")


def test_a_tie_at_the_border_excludes_unique_optima_only() -> None:
    cut = tree(LEFT, cut=[[[1], 0]], reasons=[REASON])
    assert len(policies(model("0"), cut, "strict")) == 2
    with pytest.raises(RejectedError, match="excludes nothing"):
        policies(model("0"), cut, "closed")


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"region": [[0, 2]]}, "do not match"),
        ({"region": [[0, -1]], "prefers": [[0, 0, 1, 1]]}, "a weight is negative"),
        ({"region": [], "prefers": []}, "weighs no preference"),
        ({"alike": [[0, 1, 0, 1]]}, "uses the truth"),
    ],
)
def test_reasons_are_checked(changed: dict[str, Any], why: str) -> None:
    with pytest.raises(RejectedError, match=why):
        policies(model("-1/2"), tree(LEFT, cut=[[[1], 0]], reasons=[REASON | changed]), "closed")


def test_the_reason_of_another_branch_cuts_nothing() -> None:
    cut = tree(LEFT[:1], cut=[[[1], 0], [[0, 1], 0]], reasons=[REASON])
    with pytest.raises(RejectedError, match="is another's"):
        policies(model("-1/2"), cut, "closed")


def test_below_a_branch_where_everything_ties_nothing_is_listed() -> None:
    whole = tree([], whole=[[[], [0, 0]]])
    assert policies(model("2"), whole, "closed") == {}
    with pytest.raises(RejectedError, match="only an enumeration of closed cells"):
        policies(model("2"), whole, "strict")
    with pytest.raises(RejectedError, match="not every response ties"):
        policies(model("2"), tree([], whole=[[[], ["1/2", 0]]]), "closed")
