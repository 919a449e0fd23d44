"""Certificates: those of the solver hold; one number changed, one branch left out or another instance is noticed."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checks import strategies
from checks.instance.continuous import Examined
from checks.recheck.model import Model, echelon, spanned
from checks.recheck.verify import complaint
from theory.files.instance_file import loads
from theory.instance import Instance
from theory.polytope.certificates.certificate import digest

SETTINGS = settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))

TEXT = """{"format": "user-diversity/instance/1", "responses": ["y0", "y1"], "comparators": {"baseline": "y0"},
 "contexts": [{"user": "u", "prompt": "p", "probability": "1/4"}, {"user": "v", "prompt": "p", "probability": "3/4"}],
 "heads": [[[0, 0], [1, 0]], [[0, 0], [1, 1]]], "parameters": {"lower": LOWER, "upper": [2, "4/3"]}, "truth": TRUTH}"""

SIGHT = """{"format": "user-diversity/instance/1", "responses": ["y0", "y1"], "comparators": {"baseline": "y0"},
 "contexts": [{"user": "u", "prompt": "p", "probability": "1/4"}, {"user": "v", "prompt": "p", "probability": "3/4"}],
 "heads": [[[0, 0], ["1/2", 0]], [[0, 0], ["2/3", "2/3"]]],
 "parameters": {"lower": [-1, -1], "upper": [1, 1], "inequalities": [{"normal": ["4/3", "2/3"], "at_most": 0},
 {"normal": [-1, -1], "at_most": "-1/4"}]}}"""
"""2 x₀ + x₁ ≤ 0 and x₀ + x₁ ≥ 1/4: every model prefers (y0, y1), which leaves y1 in u open."""


def written(instance: Instance, budget: int = 15) -> Any:
    return json.loads(json.dumps(Examined(instance, budget).certificate()))


def sealed(document: Any) -> Any:
    return document | {"digest": digest({key: value for key, value in document.items() if key != "digest"})}


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place of a number in a document."""
    if isinstance(value, dict | list):
        for key, entry in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(entry, (*path, key))
    elif (isinstance(value, int) and not isinstance(value, bool)) or (
        isinstance(value, str) and value.lstrip("-").replace("/", "").isdigit() and len(value) < 60
    ):
        yield path


def changed(document: Any, path: tuple[Any, ...], step: int = 1) -> Any:
    result = copy.deepcopy(document)
    inner = result
    for key in path[:-1]:
        inner = inner[key]
    old = inner[path[-1]]
    inner[path[-1]] = old + step if isinstance(old, int) else str(Fraction(old) + Fraction(step, 7))
    return result


@settings(SETTINGS, max_examples=20)
@given(strategies.polytopes(dimension=3))
def test_every_certificate_is_accepted(instance: Instance) -> None:
    assert complaint(instance, written(instance)) is None


@settings(SETTINGS, max_examples=25)
@given(strategies.polytopes(dimension=2), st.data())
def test_one_number_changed_is_noticed(instance: Instance, data: st.DataObject) -> None:
    document = written(instance)
    path = data.draw(st.sampled_from(list(places(document))))
    assert complaint(instance, changed(document, path, data.draw(st.sampled_from([1, -1])))) is not None


def believed(path: tuple[Any, ...]) -> bool:
    """Whether a place is in the believed model of a pair, or where a gap is split: both may move a little."""
    return (path[-2:-1] == ("by",) and path[-1] == 4) or ("believed" in path and "hiding" not in path)


CASES = {
    "bounded": ("[1, -1]", '["3/2", "-1/4"]'),
    "not bounded": ("[-1, -1]", '["1/2", "-1/3"]'),
}


@pytest.mark.parametrize("case", CASES)
def test_no_number_of_a_certificate_may_change(case: str) -> None:
    lower, truth = CASES[case]
    instance = loads(TEXT.replace("LOWER", lower).replace("TRUTH", truth))
    document = written(instance)
    assert document["decision"] == case
    found = list(places(document))
    assert len(found) > 20
    assert all(complaint(instance, changed(document, path)) is not None for path in found)


@pytest.mark.parametrize("case", CASES)
def test_a_weight_is_refused_even_under_a_new_digest(case: str) -> None:
    """Weights, counts and branches are settled by the mathematics; a model may move while it proves the same."""
    lower, truth = CASES[case]
    instance = loads(TEXT.replace("LOWER", lower).replace("TRUTH", truth))
    document = written(instance)
    free = ("leaves", "whole", "model", "hidden", "spanning_models")
    weights = [path for path in places(document) if not set(free) & set(path) and not believed(path)]
    assert len(weights) > 10
    assert [path for path in weights if complaint(instance, sealed(changed(document, path))) is None] == []


def test_a_model_outside_its_cell_is_refused_under_a_new_digest() -> None:
    lower, truth = CASES["not bounded"]
    instance = loads(TEXT.replace("LOWER", lower).replace("TRUTH", truth))
    document = written(instance)
    models = [path for path in places(document) if {"leaves", "hidden", "model"} & set(path) or believed(path)]
    assert models
    assert all(complaint(instance, sealed(changed(document, path, 700))) is not None for path in models)


def test_what_coincides_is_shown_by_sides_with_fractions() -> None:
    """The sides are multiplied out for the solver, and weighted as they stand in the certificate."""
    flat = """{"format": "user-diversity/instance/1", "responses": ["y0", "y1"], "comparators": "uniform",
     "contexts": [{"user": "u", "prompt": "p", "probability": 1}], "heads": [[[1, 0], [0, 2]]],
     "parameters": {"lower": [0, 0], "upper": ["1/3", 1], "inequalities": [
      {"normal": ["1/2", -1], "at_most": 0}, {"normal": ["-1/5", "2/5"], "at_most": 0}]}, "truth": ["1/5", "1/10"]}"""
    instance = loads(flat)
    document = written(instance)
    assert document["coinciding"] and complaint(instance, document) is None


def hiding() -> tuple[Instance, Any]:
    """A certificate whose bounds on what hides need several branches of both kinds."""
    text = TEXT.replace("LOWER", "[-1, -1]").replace("TRUTH", '["1/2", "-1/3"]')
    instance = loads(text.replace('{"baseline": "y0"}', '"uniform"'))
    return instance, written(instance, budget=5)


def test_the_bounds_on_what_hides_need_every_number() -> None:
    instance, document = hiding()
    assert complaint(instance, document) is None
    assert all(0 < float(Fraction(document["truth"]["hiding"][kind]["low"])) < 1 for kind in ("believed", "settled"))
    found = [path for path in places(document["truth"]["hiding"]) if not believed(("hiding", *path))]
    kinds = {key for path in found for key in path if isinstance(key, str)}
    assert {"low", "high", "sides", "at", "comparison", "roots", "lines", "rows"} <= kinds
    for n, path in enumerate(found):
        moved = changed(document, ("truth", "hiding", *path), (-1) ** n)
        assert complaint(instance, sealed(moved)) is not None, path


def test_a_branch_of_what_hides_left_out_or_without_its_lines_is_noticed() -> None:
    instance, document = hiding()
    for kind in ("believed", "settled", "strong"):
        for i in range(len(document["truth"]["hiding"][kind]["roots"])):
            less = copy.deepcopy(document)
            del less["truth"]["hiding"][kind]["roots"][i]
            assert complaint(instance, sealed(less)) is not None
    assert complaint(instance, sealed(document | {"truth": document["truth"] | {"hiding": None}})) is not None


def test_a_branch_left_out_is_noticed() -> None:
    instance = loads(TEXT.replace("LOWER", "[1, -1]").replace("TRUTH", '["3/2", "-1/4"]'))
    document = written(instance)
    for tree, part in (("strict", "cut"), ("strict", "leaves"), ("closed", "cut"), ("closed", "leaves")):
        for i in range(len(document[tree][part])):
            less = copy.deepcopy(document)
            del less[tree][part][i]
            assert complaint(instance, sealed(less)) is not None


def test_another_instance_and_another_document_are_refused() -> None:
    instance = loads(TEXT.replace("LOWER", "[1, -1]").replace("TRUTH", '["3/2", "-1/4"]'))
    document = written(instance)
    assert complaint(replace(instance, name="another"), document) == "the certificate of another instance"
    for other in (None, [], {}, {"format": 1}, document | {"more": 1}, sealed(document | {"strict": []})):
        assert complaint(instance, other) is not None
    assert complaint(instance, sealed(document | {"decision": "not bounded"})) is not None
    assert complaint(instance, sealed(document | {"decision": "boundary"})) is not None
    assert complaint(instance, sealed(document | {"decision": None, "policies": None})) is not None


def test_the_span_by_elimination() -> None:
    rows = [[Fraction(1), Fraction(2), Fraction(0)], [Fraction(0), Fraction(1), Fraction(1)]]
    basis = echelon([*rows, [Fraction(1), Fraction(3), Fraction(1)]])
    assert len(basis) == 2
    assert spanned(basis, [Fraction(1), Fraction(3), Fraction(1)])
    assert not spanned(basis, [Fraction(1), Fraction(3), Fraction(2)])
    assert not spanned([], [Fraction(1)]) and spanned([], [Fraction(0)])


def test_the_verifier_shares_no_code_with_the_solver() -> None:
    """The room imports reading and writing of instances, and nothing else of the theory."""
    import ast
    from pathlib import Path

    import checks.recheck

    names = set()
    for path in Path(checks.recheck.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                names.add(node.module)
    assert {name for name in names if name.startswith(("theory", "proofs"))} == {
        "theory.instance",
        "theory.files.writing",
    }
    assert Model.of(loads(TEXT.replace("LOWER", "[1, -1]").replace("TRUTH", '["3/2", "-1/4"]'))).theta is not None


def test_a_coincidence_is_said_once() -> None:
    """The heads of v are equal, so that y0 and y1 coincide there."""
    text = TEXT.replace("[[0, 0], [1, 1]]", "[[1, 1], [1, 1]]").replace("LOWER", "[1, -1]")
    instance = loads(text.replace("TRUTH", '["3/2", "-1/4"]'))
    document = written(instance)
    (entry,) = document["coinciding"]
    assert complaint(instance, document) is None
    assert complaint(instance, sealed(document | {"coinciding": [entry, entry]})) == "responses coincide twice"


def test_excluding_something_else_is_not_enough() -> None:
    """That the policy does not gain over itself is true, and proved by no multipliers at all."""
    instance = loads(SIGHT)
    document = written(instance)
    assert document["decision"] == "bounded" and complaint(instance, document) is None
    for i, entry in enumerate(document["excluded"]):
        idle = entry | {"response": entry["policy"][entry["context"]]}
        idle |= {key: [] for key in ("believed", "hidden", "prefers", "alike")}
        others = [*document["excluded"][:i], idle, *document["excluded"][i + 1 :]]
        assert complaint(instance, sealed(document | {"excluded": others})) == "a confusion is not excluded"
    assert document["excluded"]


def test_responses_with_other_heads_coincide_on_a_flat_class() -> None:
    """x₀ = 0 on all of Θ, so that y0 and y1 coincide in u though their heads differ by (1/2, 0)."""
    flat = SIGHT.partition('"parameters"')[0] + '"parameters": {"lower": [0, "1/4"], "upper": [0, 1]}}'
    document = written(loads(flat))
    (entry,) = document["coinciding"]
    assert (entry["context"], entry["above"], entry["below"]) == (0, [[1, "1/2"]], [[0, "1/2"]])
    assert complaint(loads(flat), document) is None
