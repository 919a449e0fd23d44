"""The published schema and the reader agree: what the schema refuses, the reader refuses."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import theory
from checks import strategies
from theory.errors import InputError
from theory.files.instance_file import COUNTEREXAMPLE, FORMAT, load, loads
from theory.files.rational import MAX_DIGITS, parse
from theory.files.validate import MAX_NAME, name
from theory.files.writing import document, dumps
from theory.instance import Instance

ROOT = Path(__file__).parents[3] / "checks"
SHIPPED = sorted([*(ROOT / "data").rglob("*.json"), *(ROOT / "witnesses").glob("*.json")])
SCHEMA = theory.instance_schema()
VALIDATOR = Draft202012Validator(SCHEMA)
SHAPES = {
    kind: Draft202012Validator({"$defs": SCHEMA["$defs"], "$ref": f"#/$defs/{kind}"})
    for kind in ("number", "mass", "probability")
}

CONTEXTS = [{"user": "ann", "prompt": "p", "probability": "1/2"}, {"user": "bob", "prompt": "p", "probability": 0.5}]
COMMON: dict[str, Any] = {"format": FORMAT, "contexts": CONTEXTS, "responses": ["y0", "y1"], "comparators": "uniform"}
BOX = {"lower": [None, "-1"], "upper": ["1/2", None]}
POLYTOPE = BOX | {"inequalities": [{"normal": [1, "-1/2"], "at_most": 0}]}
SLATE = {"inverse_temperature": "3/2", "reference": "uniform"}
GOOD: dict[str, dict[str, Any]] = {
    "rewards": COMMON | {"rewards": {"m0": [[0, 1], ["0", "-1/3"]]}, "truth": "m0", "name": "", "note": "any\ntext"},
    "heads": COMMON | {"heads": [[[1, 0], [0, 1]]] * 2, "parameters": {"t": [1, "1/2"]}, "truth": "t"},
    "all": COMMON | {"heads": [[[1, 0], [0, 1]]] * 2, "parameters": "all", "truth": [1, 2]},
    "box": COMMON | {"heads": [[[1, 0], [0, 1]]] * 2, "parameters": BOX, "truth": [0, 0]},
    "polytope": COMMON | {"heads": [[[1, 0], [0, 1]]] * 2, "parameters": POLYTOPE, "truth": [0, 0]},
    "no inequalities": COMMON | {"heads": [[[1, 0], [0, 1]]] * 2, "parameters": BOX | {"inequalities": []}},
    "models of those names": COMMON
    | {"heads": [[[1], [0]]] * 2, "parameters": {"lower": [1], "upper": [2], "inequalities": [3]}, "truth": "lower"},
    "factored polytope": COMMON
    | {"user_heads": {"ann": [1], "bob": [2]}, "features": {"p": [[1, 2], [3, 4]]}, "parameters": POLYTOPE}
    | {"truth": [[0, 0]]},
    "factored polytope, row by row": COMMON
    | {"user_heads": {"ann": [1], "bob": [2]}, "features": {"p": [[1, 2], [3, 4]]}, "parameters": POLYTOPE}
    | {"truth": [0, 0]},
    "matrices of those names": COMMON
    | {"user_heads": {"ann": [1], "bob": [2]}, "features": {"p": [[1, 2], [3, 4]]}}
    | {"parameters": {"lower": [[1, 2]], "upper": [[1, 3]]}, "truth": "upper"},
    "factored": COMMON
    | {"user_heads": {"ann": [1], "bob": [2]}, "features": {"p": [[1, 2], [3, 4]]}, "parameters": {"t": [[1, 2]]}},
    "factored all": COMMON
    | {"user_heads": {"ann": [1], "bob": [2]}, "features": {"p": [[1, 2], [3, 4]]}, "parameters": "all"},
    "trained": COMMON
    | {"rewards": {"m0": [[0, 1], [0, 1]]}, "training": {"contexts": CONTEXTS, "behaviour": [["1/2", 0.5], [0, 1]]}},
    "a table": COMMON
    | {"rewards": {"lower": [[0, 1], [0, 1]]}, "comparators": [[[0, 1], ["1/3", "+2/3"]], [[1, 0], ["-0", 1]]]},
    "a slate": COMMON
    | {"rewards": {"m0": [[0, 1], [0, 1]]}, "comparators": {"slate": SLATE | {"reference": [["1/2", 0.5]] * 2}}},
    "a uniform slate": COMMON | {"rewards": {"m0": [[0, 1], [0, 1]]}, "comparators": {"slate": SLATE}},
}

MALFORMED: list[tuple[str, tuple[Any, ...], Any]] = [
    ("rewards", ("format",), "user-diversity/instance/2"),
    ("rewards", ("extra",), 1),
    ("polytope", ("parameters", "inequalities"), {}),
    ("polytope", ("parameters", "inequalities", 0, "normal"), []),
    ("polytope", ("parameters", "inequalities", 0, "at_most"), None),
    ("polytope", ("parameters", "inequalities", 0, "at_least"), 1),
    ("factored polytope", ("parameters", "inequalities", 0), {"normal": [1, 1]}),
    ("factored polytope", ("parameters", "lower"), "none"),
    ("rewards", ("name",), 3),
    ("rewards", ("note",), None),
    ("rewards", ("contexts",), []),
    ("rewards", ("contexts",), {}),
    ("rewards", ("contexts", 0), ["ann", "p", "1/2"]),
    ("rewards", ("contexts", 0, "age"), 3),
    ("rewards", ("contexts", 0, "user"), ""),
    ("rewards", ("contexts", 0, "user"), 7),
    ("rewards", ("contexts", 0, "user"), "a" * (MAX_NAME + 1)),
    ("rewards", ("contexts", 0, "prompt"), "line\nbreak"),
    ("rewards", ("contexts", 0, "probability"), "0/5"),
    ("rewards", ("contexts", 0, "probability"), 0),
    ("rewards", ("contexts", 0, "probability"), -0.5),
    ("rewards", ("contexts", 0, "probability"), "-1/2"),
    ("rewards", ("contexts", 0, "probability"), "1/0"),
    ("rewards", ("contexts", 0, "probability"), "0.5"),
    ("rewards", ("contexts", 0, "probability"), None),
    ("rewards", ("contexts", 0, "probability"), True),
    ("rewards", ("responses",), ["y0"]),
    ("rewards", ("responses",), ["y0", "y0"]),
    ("rewards", ("responses", 1), 3),
    ("rewards", ("comparators",), "uniformly"),
    ("rewards", ("comparators",), {"baseline": "y0", "other": "y1"}),
    ("rewards", ("comparators",), {}),
    ("rewards", ("comparators",), None),
    ("rewards", ("rewards",), {}),
    ("rewards", ("rewards",), [[0, 1], [0, 1]]),
    ("rewards", ("rewards", ""), [[0, 1], [0, 1]]),
    ("rewards", ("rewards", "m0"), []),
    ("rewards", ("rewards", "m0", 0), []),
    ("rewards", ("rewards", "m0", 0), "0"),
    ("rewards", ("rewards", "m0", 0, 0), " 1"),
    ("rewards", ("rewards", "m0", 0, 0), "1/2/3"),
    ("rewards", ("rewards", "m0", 0, 0), "1e3"),
    ("rewards", ("rewards", "m0", 0, 0), "9" * (MAX_DIGITS + 1)),
    ("rewards", ("rewards", "m0", 0, 0), "-" + "9" * MAX_DIGITS),
    ("rewards", ("rewards", "m0", 0, 0), "1/" + "9" * (MAX_DIGITS + 1)),
    ("rewards", ("rewards", "m0", 0, 0), [1]),
    ("rewards", ("truth",), [1]),
    ("rewards", ("heads",), [[[1], [0]]] * 2),
    ("rewards", ("parameters",), "all"),
    ("rewards", ("training",), None),
    ("heads", ("parameters",), "everything"),
    ("heads", ("parameters",), {}),
    ("heads", ("parameters", "t"), []),
    ("heads", ("truth",), [1, 2]),
    ("heads", ("heads",), []),
    ("heads", ("features",), {"p": [[1], [2]]}),
    ("all", ("truth",), "t"),
    ("all", ("truth",), [[1, 2]]),
    ("box", ("parameters", "lower", 0), "-oo"),
    ("box", ("parameters", "lower"), None),
    ("box", ("truth",), "t"),
    ("factored", ("user_heads", "ann"), [[1]]),
    ("factored", ("features", "p"), [1, 2]),
    ("factored", ("parameters", "t"), [1, 2]),
    ("factored all", ("truth",), [1, 2]),
    ("factored all", ("rewards",), {"m0": [[0, 1], [0, 1]]}),
    ("trained", ("training", "behaviour"), "greedy"),
    ("trained", ("training", "behaviour"), None),
    ("trained", ("training", "behaviour", 0, 0), "-1/2"),
    ("trained", ("training", "behaviour", 0, 0), -1),
    ("trained", ("training", "contexts"), []),
    ("trained", ("training", "weight"), 1),
    ("a table", ("comparators",), []),
    ("a table", ("comparators", 0, 0), [2, -1]),
    ("a table", ("comparators", 0, 0), []),
    ("a table", ("rewards", "upper"), {"lower": 1}),
    ("a slate", ("comparators", "baseline"), "y0"),
    ("a slate", ("comparators", "slate"), "uniform"),
    ("a slate", ("comparators", "slate", "temperature"), 1),
    ("a slate", ("comparators", "slate", "inverse_temperature"), "-1/2"),
    ("a slate", ("comparators", "slate", "inverse_temperature"), None),
    ("a slate", ("comparators", "slate", "reference"), "greedy"),
    ("a slate", ("comparators", "slate", "reference"), []),
    ("a slate", ("comparators", "slate", "reference", 0), [1, 0]),
    ("a slate", ("comparators", "slate", "reference", 0, 0), "-1/2"),
    ("a uniform slate", ("comparators", "slate"), {"reference": "uniform"}),
]


def put(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    """Return a copy with one place changed."""
    value = copy.deepcopy(value)
    here = value
    for step in path[:-1]:
        here = here[step]
    here[path[-1]] = new
    return value


def without(value: Any, path: tuple[Any, ...]) -> Any:
    """Return a copy with one place removed."""
    value = copy.deepcopy(value)
    here = value
    for step in path[:-1]:
        here = here[step]
    del here[path[-1]]
    return value


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place inside a document."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, entry in items:
        yield (*path, step)
        yield from places(entry, (*path, step))


def read(value: Any) -> Instance | None:
    try:
        return loads(json.dumps(value))
    except InputError:
        return None


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == Draft202012Validator.META_SCHEMA["$id"]


def test_its_limits_are_those_of_the_reader() -> None:
    assert SCHEMA["properties"]["format"]["const"] == FORMAT
    assert SCHEMA["$defs"]["name"]["maxLength"] == MAX_NAME
    digits = re.findall(r"\{1,(\d+)\}", SCHEMA["$defs"]["number"]["oneOf"][1]["pattern"])
    assert [int(n) for n in digits] == [MAX_DIGITS, MAX_DIGITS - 1, MAX_DIGITS]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_instance_is_valid_and_is_written_back_valid(path: Path) -> None:
    shipped = json.loads(path.read_text("utf-8"))
    if shipped["format"] == COUNTEREXAMPLE:
        assert not VALIDATOR.is_valid(shipped)
        shipped = shipped["instance"]
    VALIDATOR.validate(shipped)
    VALIDATOR.validate(json.loads(dumps(load(path))))


@settings(deadline=None, max_examples=60)
@given(strategies.instances())
def test_whatever_is_written_is_valid(instance: Instance) -> None:
    VALIDATOR.validate(document(instance))


@pytest.mark.parametrize("kind", GOOD)
def test_every_kind_of_document_is_accepted_by_both(kind: str) -> None:
    VALIDATOR.validate(GOOD[kind])
    assert read(GOOD[kind]) is not None


@pytest.mark.parametrize(("kind", "path", "value"), MALFORMED)
def test_malformed_documents_are_refused_by_both(kind: str, path: tuple[Any, ...], value: Any) -> None:
    malformed = put(GOOD[kind], path, value)
    assert not VALIDATOR.is_valid(malformed)
    assert read(malformed) is None


@pytest.mark.parametrize("kind", GOOD)
def test_a_missing_part_is_refused_by_both_or_by_neither(kind: str) -> None:
    lonely = {("name",), ("note",), ("truth",), ("training",)}
    for path in list(places(GOOD[kind])):
        if isinstance(path[-1], str) and len(path) == 1:
            shorter = without(GOOD[kind], path)
            assert VALIDATOR.is_valid(shorter) == (read(shorter) is not None) == (path in lonely), path


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_what_the_schema_refuses_the_reader_refuses(data: st.DataObject) -> None:
    good = GOOD[data.draw(st.sampled_from(list(GOOD)))]
    junk = st.sampled_from(
        ["", "all", "uniform", "m0", "0", "-0", "1/2", "-1", "a b", "é", 0, 1, -1, 0.25, 1e300, None]
    )
    new: Any = data.draw(st.one_of(junk, st.lists(junk, max_size=2), st.dictionaries(junk.map(str), junk, max_size=2)))
    changed = put(good, data.draw(st.sampled_from(list(places(good)))), new)
    assert VALIDATOR.is_valid(changed) or read(changed) is None


def test_every_character_that_the_schema_refuses_is_not_printable() -> None:
    pattern = re.compile(SCHEMA["$defs"]["name"]["pattern"])
    refused = {chr(n) for n in range(0x11000) if not pattern.search(chr(n))}
    assert not {character for character in refused if character.isprintable()}
    assert {"\n", "\x7f", "\u2028", "\u200b"} <= refused
    with pytest.raises(InputError):
        name("\u200b", "here")


@settings(deadline=None, max_examples=80)
@given(st.from_regex(r"[+-]?[0-9]{1,3}(/[0-9]{0,3})?[ .e]?", fullmatch=True))
def test_strings_are_numbers_for_both_or_for_neither(text: str) -> None:
    try:
        value = parse(text)
    except ValueError:
        value = None
    assert SHAPES["number"].is_valid(text) == (value is not None)
    assert SHAPES["mass"].is_valid(text) == (value is not None and value >= 0)
    assert SHAPES["probability"].is_valid(text) == (value is not None and value > 0)
