"""What populations are counted as, and the table of two checkouts."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.bench.waiting import checkout, populations
from theory.files.instance_file import loads

TIED = loads("""{"format": "user-diversity/instance/1", "responses": ["y0", "y1"],
  "contexts": [{"user": "u", "prompt": "x", "probability": 1}], "comparators": {"baseline": "y0"},
  "rewards": {"a": [[0, 0]], "b": [[0, 0]]}}""")


@pytest.mark.slow
def test_instances_are_those_of_verify_and_kinds_are_counted_once() -> None:
    drawn = populations.draw(checkout.HERE, ["L1"], 1)
    assert len(drawn) == 100
    found = populations.shares([TIED, TIED, *drawn[:2]])
    assert found["ties: a second optimum"] >= 25
    assert found["different instances"] == 75
    assert {"models: 2", "a model twice", "contexts: 1", "regime: none, because of ties"} <= set(
        populations.kinds(TIED)
    )


def test_an_older_checkout_wrote_instances_by_its_other_module(tmp_path: Path) -> None:
    """What draws runs in both checkouts, and the module that writes instances had another name."""
    for name, text in (
        ("theory/claims.py", "claim = str\n"),
        ("checks/verify/trial.py", "from types import SimpleNamespace\n"
         "instance_format = SimpleNamespace(document=lambda name: f'written by {name}')\n"
         "def run(claim, cases, seed, most_chunks): examine(claim, claim)\n"),
        ("checks/verify/__init__.py", ""), ("checks/__init__.py", ""), ("theory/__init__.py", ""),
    ):  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert checkout.python(tmp_path, "-c", populations._DRAW, "1", "L1").output == '["written by L1"]\n'


def test_the_table_has_both_columns() -> None:
    lines = populations.table({"ties": 10.0}, {"ties": 12.5, "training": 1.0})
    assert lines[1].split() == ["ties", "10.0", "12.5"]
    assert lines[2].split() == ["training", "0.0", "1.0"]
