"""`check` against the referee, field by field, on instances drawn by hand: every kind, ties and decimals included."""

import copy
import json
from random import Random
from typing import Any

import pytest
from referee import drawing
from referee.judging import faults_of_check
from referee.reading import read

from checks.instance.check import check
from theory.files.instance_file import loads
from theory.files.writing import dumps

pytestmark = pytest.mark.slow

KINDS = {"rewards": 120, "heads": 60, "factored": 60, "heads-all": 60, "heads-box": 40, "factored-all": 50}


@pytest.mark.parametrize(("kind", "count"), KINDS.items())
def test_every_field_agrees(kind: str, count: int) -> None:
    for seed in range(count):
        text = drawing.text(drawing.instance(Random(f"{kind} {seed}"), kind))
        assert faults_of_check(check(loads(text)), read(text)) == [], text


@pytest.mark.parametrize("pool", ["WILD", "CLOSE", "FAR"])
def test_wild_close_and_far_numbers(pool: str) -> None:
    for seed in range(25):
        rng = Random(f"{pool} {seed}")
        text = drawing.text(drawing.instance(rng, "rewards", models=3, pool=getattr(drawing, pool)))
        assert faults_of_check(check(loads(text)), read(text)) == [], text


@pytest.mark.parametrize("kind", KINDS)
def test_written_back_to_the_identical_meaning(kind: str) -> None:
    for seed in range(15):
        instance = loads(drawing.text(drawing.instance(Random(f"written {kind} {seed}"), kind)))
        written = dumps(instance)
        assert loads(written) == instance
        assert dumps(loads(written)) == written
        assert check(loads(written)) == check(instance)


@pytest.mark.parametrize("count", [64, 65])
@pytest.mark.parametrize("truth", [None, "x3"])
def test_up_to_64_models_are_all_examined(count: int, truth: str | None) -> None:
    text = many(count, truth)
    names = [f"x{i}" for i in range(count)]
    document = check(loads(text))
    assert list(document["truths"]) == (names if count == 64 else [] if truth is None else [truth])
    assert {row["believed"] for row in document["lower_bounds"]} <= set(document["truths"])
    assert list(check(loads(text), "all")["truths"]) == names
    assert faults_of_check(check(loads(text), "x5"), read(text), [5]) == []


def many(count: int, truth: str | None) -> str:
    """Return an instance with many models of one or two contexts."""
    rng = Random(f"many {count}")
    document = drawing.instance(rng, "rewards", most=2, wide=3)
    size = len(document["responses"])
    names = [f"x{i}" for i in range(count)]
    tables = drawing.tables(rng, count, len(document["contexts"]), size, drawing.SMALL)
    document["rewards"] = drawing.spelled(rng, dict(zip(names, tables, strict=True)))
    for key in ("truth", "training"):
        document.pop(key, None)
    return drawing.text(document if truth is None else {**document, "truth": truth})


def test_the_first_pairs_are_listed_and_all_are_counted() -> None:
    text = many(40, None)
    whole = check(loads(text))
    assert whole["confusing_pairs_total"] == len(whole["confusing_pairs"]) > 8
    for most in (0, 1, 7):
        short = check(loads(text), None, most)
        assert short["confusing_pairs"] == whole["confusing_pairs"][:most]
        assert {k: v for k, v in short.items() if k != "confusing_pairs"} == {
            k: v for k, v in whole.items() if k != "confusing_pairs"
        }


def leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the path of every number, text, flag and null of a document."""
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    inner = [leaf for key, child in steps for leaf in leaves(child, (*path, key))]
    return inner if isinstance(value, dict | list) else [path]


def spoilt(value: Any) -> Any:
    """Return another value of the same kind; an end of an enclosure is moved past the other end."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, str) and value[0] in "-0123456789":
        return "7e9"
    return "?" if value is None or isinstance(value, str) else value + 1


def test_the_referee_sees_every_spoilt_field() -> None:
    text = next(t for t in (many(n, None) for n in range(3, 40)) if check(loads(t))["lower_bounds"])
    document, world = check(loads(text)), read(text)
    assert faults_of_check(copy.deepcopy(document), world) == []
    paths = leaves(document)
    assert len(paths) > 20
    for path in Random(1).sample(paths, 20):
        bad = copy.deepcopy(document)
        place = bad
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = spoilt(place[path[-1]])
        assert faults_of_check(bad, world), json.dumps(path)
