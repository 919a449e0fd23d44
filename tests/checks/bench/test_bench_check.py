"""The benchmark of waiting: every ratio has its peer beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.bench import bench_check
from checks.bench.bench_check import figure, grown, start

pytestmark = pytest.mark.slow


def test_a_run_is_told_in_ratios(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_check, "STARTS", 1)
    begun, row = start(1), grown(tmp_path, "diverse", 200, 1)
    assert begun["--version"] > 1 and begun["check"] > begun["--version"]
    assert row["ratio"] == pytest.approx(row["check_seconds"] / row["plain_seconds"]) and row["megabytes"] > 10
    kept = figure([begun, row])
    assert "diverse: 200 models" in kept.figure and f"--version {begun['--version']:.1f}" in kept.figure
    assert "training" not in kept.figure and not (tmp_path / "diverse-200.json").exists()
    few = {"part": "training", "kind": "confused", "models": 64, "contexts": 4, "ratio": 0.25}
    assert "confused, 64 models with training on 4 contexts: 0.25 of" in figure([begun, few, row]).figure
