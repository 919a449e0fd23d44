"""The benchmark of waiting: every ratio has its peer beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.bench.bench_check import figure, grown, least, start

pytestmark = pytest.mark.slow


def test_programs_take_turns_and_the_least_counts() -> None:
    found = least({"empty": ("-c", "pass"), "sum": ("-c", "sum(range(3_000_000))")}, 2)
    assert 0 < found["empty"] < found["sum"]


def test_a_run_is_told_in_ratios(tmp_path: Path) -> None:
    begun, row = start(1), grown(tmp_path, "diverse", 200, 1)
    assert begun["--version"] > 1 and begun["check"] > begun["--version"]
    assert row["ratio"] == pytest.approx(row["check_seconds"] / row["plain_seconds"]) and row["megabytes"] > 10
    kept = figure(begun, [row])
    assert "diverse: 200 models" in kept.figure and f"--version {begun['--version']:.1f}" in kept.figure
    assert not (tmp_path / "diverse-200.json").exists()
