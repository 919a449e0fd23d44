"""Statuses of `check` on drawn instances: what is required, and documents spoilt in every way the contract names."""

import copy
import json
from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest
from referee import drawing, finite
from referee.judging import faults_of_check
from referee.reading import read

from checks.cli import run

pytestmark = pytest.mark.slow

Spoil = Callable[[dict[str, Any]], Any]


def put(path: Path, text: str) -> str:
    file = path / "i.json"
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_a_required_condition_decides_the_status(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seen = Counter[tuple[str, bool]]()
    for seed in range(200):
        text = drawing.text(drawing.instance(Random(f"require {seed}"), "rewards", models=3))
        world = read(text)
        for name, value in finite.check(world, [])["conditions"].items():
            holds = all(value.values()) if isinstance(value, dict) else value
            seen[name, holds] += 1
            if seen[name, holds] > 4:
                continue
            assert run(["check", put(tmp_path, text), "--require", name, "--json"]) == (0 if holds else 1)
            assert faults_of_check(json.loads(capsys.readouterr().out), world) == []
    assert len(seen) == 10


def test_linear_classes_answer_to_diversity(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    statuses = set()
    for seed in range(12):
        text = drawing.text(drawing.instance(Random(f"require {seed}"), "heads-box"))
        status = run(["check", put(tmp_path, text), "--require", "diversity", "--json"])
        document = json.loads(capsys.readouterr().out)
        assert status == (0 if document["diverse"] else 1)
        assert faults_of_check(document, read(text)) == []
        statuses.add(status)
    assert statuses == {0, 1}


def first_row(document: dict[str, Any]) -> list[Any]:
    row: list[Any] = next(iter(document["rewards"].values()))[0]
    return row


SPOILT: dict[str, tuple[Spoil, str]] = {
    "an unknown key": (lambda d: d.update(extra=1), "extra"),
    "an unknown key of a context": (lambda d: d["contexts"][0].update(weight=1), "contexts[0].weight"),
    "no format": (lambda d: d.pop("format"), "missing key 'format'"),
    "another format": (lambda d: d.update(format="user-diversity/instance/2"), "format"),
    "probability 0": (lambda d: d["contexts"][0].update(probability=0), "contexts[0].probability"),
    "probability below 0": (lambda d: d["contexts"][0].update(probability="-1/2"), "contexts[0].probability"),
    "probability true": (lambda d: d["contexts"][0].update(probability=True), "contexts[0].probability"),
    "a sum that is not 1": (lambda d: d["contexts"][0].update(probability="1/7919"), "contexts"),
    "a context twice": (lambda d: d["contexts"].append(d["contexts"][0]), "contexts["),
    "a response twice": (lambda d: d["responses"].__setitem__(1, d["responses"][0]), "responses[1]"),
    "one response": (lambda d: d.update(responses=["x"]), "responses"),
    "a row too short": (lambda d: first_row(d).pop(), "rewards."),
    "a row too long": (lambda d: first_row(d).append(0), "rewards."),
    "a text for a number": (lambda d: first_row(d).__setitem__(0, "much"), "rewards."),
    "division by zero": (lambda d: first_row(d).__setitem__(0, "1/0"), "rewards."),
    "a flag for a number": (lambda d: first_row(d).__setitem__(0, False), "rewards."),
    "NaN": (lambda d: first_row(d).__setitem__(0, float("nan")), "rewards."),
    "infinity": (lambda d: first_row(d).__setitem__(0, float("inf")), "rewards."),
    "an unknown baseline": (lambda d: d.update(comparators={"baseline": "nobody"}), "comparators"),
    "an unknown truth": (lambda d: d.update(truth="nobody"), "truth"),
    "two classes": (lambda d: d.update(heads=[], parameters="all"), ""),
    "no class": (lambda d: d.pop("rewards"), ""),
    "no model": (lambda d: d.update(rewards={}), "rewards"),
}


@pytest.mark.parametrize("name", SPOILT)
def test_spoilt_input_names_its_place(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil, place = SPOILT[name]
    for seed in range(3):
        document = json.loads(
            drawing.text(drawing.instance(Random(f"spoilt {seed}"), "rewards")), parse_float=lambda v: str(Fraction(v))
        )
        assert run(["check", put(tmp_path, json.dumps(document)), "--json"]) == 0
        capsys.readouterr()
        bad = copy.deepcopy(document)
        spoil(bad)
        file = put(tmp_path, json.dumps(bad))
        assert run(["check", file, "--json"]) == 2
        shown = capsys.readouterr()
        assert shown.out == ""
        assert shown.err.startswith(f"user-diversity: {file}: {place}")
        assert shown.err.count("\n") == 1


def test_a_key_written_twice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = drawing.text(drawing.instance(Random("twice"), "rewards"))
    file = put(tmp_path, text[:-1] + ', "responses": ["a", "b"]}')
    assert run(["check", file]) == 2
    assert capsys.readouterr().err.startswith(f"user-diversity: {file}: responses: ")
