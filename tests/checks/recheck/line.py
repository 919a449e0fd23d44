"""One response with the reward m ∈ [−1, 2] and one with 0, the truth 1, and what a certificate says of it, by hand.

While m ≤ 0 the gap seen is on the other side of 0 than at the truth, and 1 − BC is at least 1 − BC(σ(0), σ(1)) > 1/50.
"""

from __future__ import annotations

import copy
from typing import Any

from checks.recheck.model import Model
from theory.files.instance_file import loads

TEXT = """{"format": "user-diversity/instance/1", "responses": ["y0", "y1"], "comparators": COMPARATORS,
 "contexts": [{"user": "u", "prompt": "p", "probability": 1}],
 "heads": [[[0], [1]]], "parameters": {"lower": [-1], "upper": [2]}, "truth": [1]}"""
UNIFORM = Model.of(loads(TEXT.replace("COMPARATORS", '"uniform"')))
BASELINE = Model.of(loads(TEXT.replace("COMPARATORS", '{"baseline": "y0"}')))
HALVES = Model.of(loads(TEXT.replace("COMPARATORS", '[[["1/2", "1/2"], ["1/2", "1/2"]]]')))
"""As under uniform comparators, but every other round compares a response with itself."""

WRONG = {"comparison": [0, 0, 1], "low": {"sides": [[0, 1]], "at": -2}, "high": {"sides": [[1, 1]], "at": 1}}
RIGHT = {"comparison": [0, 1, 0], "low": {"sides": [[1, 1]], "at": -1}, "high": {"sides": [[0, 1]], "at": 2}}
"""The gaps −m, seen while y0 is deployed, and m, seen while y1 is."""

SHOWN = {"low": "1/50", "lines": [[0, 0, 1, "1/20", "1/50"]], "rows": [["prefers", 0, 0, 1, "1/20"]]}
SETTLED = {"low": "1/50", "lines": [[0, 1, 0, "-1/20", "1/50"]], "rows": [["prefers", 0, 0, 1, "1/20"]]}
UNSEEN = {"low": "0", "lines": [], "rows": []}


def bounds(uniform: bool) -> dict[str, Any]:
    """All three bounds: 1/50, and 0 for what is believed while nothing is seen."""
    first, low, ranges = (SHOWN, "1/50", [WRONG]) if uniform else (UNSEEN, "0", [])
    divided = {"by": ["context", 0], "parts": [first, SETTLED]}
    return copy.deepcopy(
        {
            "believed": {"ranges": ranges, "roots": [[0, 0, first]], "low": low},
            "settled": {"ranges": [RIGHT], "roots": [[0, 0, SETTLED]], "low": "1/50"},
            "strong": {"ranges": [*ranges, RIGHT], "roots": [[0, 0, divided]], "low": low},
        }
    )


def truth(uniform: bool) -> dict[str, Any]:
    """What is said of the truth: nothing confirms itself under uniform comparators, y0 does under the baseline."""
    reason = {"region": [], "prefers": [[0, 0, 1, 1]], "alike": [[0, 0, 1, -1]]}
    alike = {"leaves": [[[1], [1]]], "whole": [], "cut": [[[0], 0]], "reasons": [reason]}
    return {
        "unique_optimum": True,
        "self_confirming": None if uniform else {"policy": [0], "model": [-1]},
        "alike": alike if uniform else None,
        "surviving": None,
        "resolved": [{"context": 0, "response": 0, "region": [], "alike": [[0, 0, 1]]}],
        "hiding": bounds(uniform),
    }
