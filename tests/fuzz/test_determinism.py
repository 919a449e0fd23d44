"""One seed, the same bytes: with and without compiled loops, at 1 and 2 workers, in a process of its own each."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from checks.bench.robustness import determinism
from checks.bench.robustness.determinism import Setting, digests

pytestmark = pytest.mark.slow

COMMANDS = (
    ("verify", "--claim", "T10", "--claim", "L4", "--cases", "10", "--seed", "2"),
    ("simulate", determinism.BOUNDED, "--horizon", "60", "--runs", "8", "--seed", "3"),
)
DATED = {"date", "time", "timestamp", "seconds", "duration", "elapsed", "started", "host", "pid"}


def test_the_same_bytes_under_every_setting() -> None:
    plain = digests(Setting(sys.executable, 1, True), COMMANDS)
    assert digests(Setting(sys.executable, 2, False), COMMANDS) == plain


def test_another_seed_is_another_digest() -> None:
    line = ("simulate", determinism.BOUNDED, "--horizon", "60", "--runs", "8", "--seed")
    found = digests(Setting(sys.executable, 1, True), ((*line, "3"), (*line, "4")))
    assert len(set(found.values())) == 2


def test_a_command_that_fails_is_no_digest() -> None:
    with pytest.raises(RuntimeError, match="No such file"):
        digests(Setting(sys.executable, 1, True), (("check", "/nowhere.json"),))


def test_dates_and_times_live_apart_from_results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from checks.cli import run

    monkeypatch.chdir(tmp_path)
    assert run(["verify", "--claim", "T10", "--cases", "5", "--jobs", "1", "--json", "out.json"]) == 0
    found = {path.name: path.read_text() for path in tmp_path.rglob("*.json*")}
    assert set(found) == {"out.json", "ledger.json", "machine.json", "seconds.json", "T10.jsonl"}
    del found["seconds.json"], found["machine.json"]
    keys = {key for text in found.values() for line in _documents(text) for key in _keys(line)}
    assert "verdict" in keys
    assert keys & DATED == set()


def _documents(text: str) -> list[object]:
    try:
        return [json.loads(text)]
    except ValueError:
        return [json.loads(line) for line in text.splitlines()]


def _keys(value: object) -> set[str]:
    if isinstance(value, dict):
        return {str(key) for key in value}.union(*map(_keys, value.values()))
    return set().union(*map(_keys, value)) if isinstance(value, list) else set()
