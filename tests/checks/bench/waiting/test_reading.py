"""Reading in times of reading plainly."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from checks.bench.waiting import reading
from checks.bench.waiting.reading import WRITTEN, distinct, least, readers
from theory.files.instance_file import load


@pytest.mark.slow
def test_programs_take_turns_and_the_least_counts() -> None:
    found = least({"empty": ("-c", "pass"), "sum": ("-c", "sum(range(3_000_000))")}, 2)
    assert 0 < found["empty"] < found["sum"]


@pytest.mark.parametrize("written", WRITTEN)
def test_no_two_rewards_of_a_file_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    seen: list[Path] = []

    def timed(programs: dict[str, tuple[str, ...]], repeats: int) -> dict[str, float]:
        path = Path(programs["read"][-1])
        assert programs == readers(path)
        rewards = json.loads(path.read_text("utf-8"))["rewards"]
        numbers = Counter(entry for rows in rewards.values() for row in rows for entry in row)
        assert set(numbers.values()) == {1} and len(numbers) == 3 * reading.CONTEXTS * reading.RESPONSES
        assert load(path).model_names == ("m0", "m1", "m2")
        seen.append(path)
        return {"plain": 3.0, "numpy": 1.0, "read": 9.0, "library": 5.0}

    monkeypatch.setattr(reading, "least", timed)
    assert distinct(tmp_path, written, 3, 1)["reading_ratio"] == 2
    assert len(seen) == 1 and not seen[0].exists()
