"""A polytope of parameters for people: three answers side by side, and how they relate in sentences."""

from __future__ import annotations

import io
from typing import Any

import pytest
from rich.console import Console

from checks.instance.check import check
from checks.instance.class_view import LONGEST, answers, known, relations, show_class, vector, written
from tests.checks.instance.test_continuous import text
from theory.files.instance_file import loads

SAID = {
    "tied": "pays at most a logarithm",
    "bounded": "no wrong belief confirms itself",
    "stuck": "may stay wrong for ever",
    "half": "half of a confusing pair",
    "elsewhere": "elsewhere in the class",
    "rare": "finitely many, not exponentially rare",
}


@pytest.mark.parametrize(
    ("case", "words"),
    [(text(), "half of a confusing pair"), (text("[-1, -1]", '["1/2", "1/2"]'), "elsewhere in the class")],
)
def test_how_the_three_answers_relate(case: str, words: str) -> None:
    assert any(words in sentence for sentence in relations(check(loads(case))))


@pytest.mark.parametrize(
    ("bound", "confirming", "unique", "diverse", "words"),
    [
        ("12.5", None, True, True, "at most 12.5"),
        (None, {}, True, False, "may grow for ever"),
        (None, None, True, True, "bounded, without a number"),
        (None, None, False, True, "a logarithm"),
    ],
)
def test_three_answers_side_by_side(bound: Any, confirming: Any, unique: bool, diverse: bool, words: str) -> None:
    truth = {"greedy_regret_bound": bound, "self_confirming": confirming, "unique_optimum": unique}
    rows = answers({"diverse": diverse, "class": {"truth": truth, "decision": "not bounded"}})
    assert ["T15" in asked for asked, _ in rows] == [True, False, False]
    assert rows[0][1].startswith("nothing" if diverse else "something") and rows[1][1] == "not bounded"
    assert words in rows[2][1]


def test_how_well_a_deficit_is_known_is_said() -> None:
    assert known("0.9", "0.99") == "; 1 − ρ within 90 %"
    assert known("0.5", "0.5") == "; 1 − ρ within 0 %"
    assert known("1", "1") == ""


@pytest.mark.parametrize(
    ("unique", "confirms", "survives", "diverse", "decision", "said"),
    [
        (True, False, False, True, "bounded", {"bounded"}),
        (True, False, True, True, "bounded", {"bounded", "rare"}),
        (True, True, True, False, "not bounded", {"stuck", "half"}),
        (True, False, False, True, "not bounded", {"bounded", "elsewhere"}),
        (False, False, True, False, "not bounded", {"tied", "elsewhere"}),
        (False, False, True, False, "bounded", {"tied"}),
        (True, True, False, False, "boundary", {"stuck", "half"}),
    ],
)
def test_every_relation_by_hand(
    unique: bool, confirms: bool, survives: bool, diverse: bool, decision: str, said: set[str]
) -> None:
    truth = {
        "unique_optimum": unique,
        "self_confirming": {} if confirms else None,
        "surviving": {} if survives else None,
    }
    sentences = relations({"diverse": diverse, "class": {"truth": truth, "decision": decision}})
    assert len(sentences) == len(said)
    assert {name for name, words in SAID.items() if any(words in sentence for sentence in sentences)} == said


def test_vectors_too_long_to_read_are_measured() -> None:
    assert written(["1", "-1/2"]) == "(1, -1/2)" and vector([["1", "2"], ["3", "4"]]) == "(1, 2; 3, 4)"
    long = ["1/3"] * (LONGEST // 5 + 1)
    assert written(long) == f"of {len(long)} entries, {5 * len(long)} characters: see --json"
    assert vector(long) == f"of {5 * len(long)} characters: see --json" and vector("m0") == "m0"


@pytest.mark.parametrize(
    ("case", "words"),
    [
        (text(), ("class (T23) not bounded", "it would serve", "does anything hide from this truth?", "∞")),
        (text(truth=None), ("class (T23) not bounded", "stays hidden")),
    ],
)
def test_a_class_is_shown_with_its_pair_and_its_truth(case: str, words: tuple[str, ...]) -> None:
    stream = io.StringIO()
    show_class(Console(file=stream, width=100), check(loads(case)))
    assert all(word in stream.getvalue() for word in words), stream.getvalue()
    assert ("no wrong belief confirms itself" in stream.getvalue()) == ("truth" in case)
