"""The proof that little hides, as a document: one reward on a line, where every branch and range is known by hand."""

from __future__ import annotations

from fractions import Fraction
from math import exp, sqrt
from typing import Any

import pytest

from theory.files.instance_file import loads
from theory.polytope.certificates.hiding import hiding_document
from theory.polytope.continuous import ContinuousClass
from theory.polytope.regret import RegretBounds

TEXT = """{"format": "user-diversity/instance/1", "responses": ["y0", "y1"], "comparators": "uniform",
 "contexts": [{"user": "u", "prompt": "p", "probability": 1}],
 "heads": [[[0], [1]]], "parameters": {"lower": [-1], "upper": [2]}, "truth": [1]}"""
"""While m ≤ 0 is believed y0 is served, and its gap over y1 is −m ≥ 0; at the truth it is −1."""

PROBLEM = ContinuousClass.of(loads(TEXT))
WRONG = {
    "comparison": [0, 0, 1],
    "high": {"at": "1", "sides": [[1, "1"]]},
    "low": {"at": "-2", "sides": [[0, "1"]]},
}
RIGHT = {
    "comparison": [0, 1, 0],
    "high": {"at": "2", "sides": [[0, "1"]]},
    "low": {"at": "-1", "sides": [[1, "1"]]},
}
"""The gaps −m and m over Θ = [−1, 2], side 0 being m ≤ 2 and side 1 −m ≤ 1."""


def least() -> float:
    """1 − Σ √(p q) of coins with the gaps 0 and 1: the wrong model that hides best is 0."""
    q = 1 / (1 + exp(-1))
    return 1 - sqrt(q / 2) - sqrt((1 - q) / 2)


def leaves(node: dict[str, Any]) -> list[dict[str, Any]]:
    return [leaf for part in node["parts"] for leaf in leaves(part)] if "parts" in node else [node]


@pytest.mark.parametrize(("kind", "range_"), [("believed", WRONG), ("settled", RIGHT)])
def test_one_gap_is_used_and_its_range_proved(kind: str, range_: dict[str, Any]) -> None:
    bounds = RegretBounds(PROBLEM, None)
    stated = hiding_document(bounds.hiding, getattr(bounds, kind))
    assert stated["ranges"] == [range_] and [root[:2] for root in stated["roots"]] == [[0, 0]]
    assert 0.9 * least() <= float(Fraction(stated["low"])) <= least()
    lows = [Fraction(leaf["low"]) for root in stated["roots"] for leaf in leaves(root[2]) if leaf["low"] is not None]
    assert min(lows) == Fraction(stated["low"])
    for leaf in leaves(stated["roots"][0][2]):
        for *place, slope, value in leaf["lines"]:
            assert place == range_["comparison"] and (Fraction(slope), Fraction(value)) != (0, 0)


def test_whatever_is_served_is_a_part() -> None:
    """ρ̄ leaves open what is deployed: the first division is by the one context, with a part for each response."""
    bounds = RegretBounds(PROBLEM, None)
    stated = hiding_document(bounds.hiding, bounds.strong)
    ((c, y, node),) = stated["roots"]
    assert (c, y) == (0, 0) and node["by"] == ["context", 0] and len(node["parts"]) == 2
    assert stated["ranges"] == [WRONG, RIGHT]
