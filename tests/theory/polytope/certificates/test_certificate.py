"""The certificate as a document: what it counts and names by hand, and a digest that binds it."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

import pytest

from theory.files.instance_file import loads
from theory.files.writing import document
from theory.polytope.certificates.certificate import FORMAT, certificate, digest
from theory.polytope.continuous import ContinuousClass
from theory.polytope.decision import decide

TEXT = """{"format": "user-diversity/instance/1", "responses": ["y0", "y1"], "comparators": {"baseline": "y0"},
 "contexts": [{"user": "u", "prompt": "p", "probability": "1/4"}, {"user": "v", "prompt": "p", "probability": "3/4"}],
 "heads": [[[0, 0], [1, 0]], [[0, 0], [1, 1]]], "parameters": {"lower": [LOWER, -1], "upper": [2, "4/3"]}}"""


def made(lower: str) -> tuple[Any, dict[str, Any]]:
    instance = loads(TEXT.replace("LOWER", lower))
    found = certificate(instance, decide(ContinuousClass.of(instance)), None, None)
    return instance, json.loads(json.dumps(found))


def test_four_cells_and_a_pair_that_hides() -> None:
    """x₀ and x₀ + x₁ may each be negative or positive, and where y1 is not served to u, x₀ is not seen."""
    instance, found = made("-1")
    assert (found["format"], found["decision"], found["truth"]) == (FORMAT, "not bounded", None)
    assert found["strict_policies"] == 4 == len(found["strict"]["leaves"]) and found["coinciding"] == []
    assert found["instance"] == digest(document(instance))
    pair = found["confusing"]
    assert set(pair) == {"policy", "believed", "hidden", "context", "response"} and pair["policy"] != [1, 1]


def test_what_is_cut_has_a_reason_by_its_number() -> None:
    """For x₀ ≥ 1/2 y0 is never best for u."""
    _, found = made('"1/2"')
    assert found["strict_policies"] == 2 and sorted(policy for policy, _ in found["strict"]["leaves"]) == [
        [1, 0],
        [1, 1],
    ]
    ((policy, number),) = found["strict"]["cut"]
    assert policy == [0]
    reason = found["strict"]["reasons"][number]
    assert [entry[:3] for entry in reason["prefers"]] == [[0, 0, 1]] and not reason["alike"]


@pytest.mark.parametrize("change", [{"decision": "bounded"}, {"strict_policies": 5}, {"more": None}])
def test_the_digest_is_of_everything_but_itself_in_any_order(change: dict[str, Any]) -> None:
    _, found = made("-1")
    rest = {key: value for key, value in found.items() if key != "digest"}
    assert found["digest"] == digest(rest) == digest(dict(reversed(rest.items()))) != digest(rest | change)


def test_a_digest_is_that_of_the_sorted_text() -> None:
    assert digest({"b": 1, "a": "é"}) == sha256(b'{"a": "\\u00e9", "b": 1}').hexdigest()
