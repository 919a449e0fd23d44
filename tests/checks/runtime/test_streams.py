"""A reader that leaves changes neither what a command finds nor what it keeps."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
HIDING = str(ROOT / "checks" / "data" / "regimes" / "logarithmic.json")


def unread(*line: str, cwd: Path, progress: bool = False) -> int:
    """Run a command whose output, and progress where asked for, nobody reads, and return its exit status."""
    reading, writing = os.pipe()
    os.close(reading)
    command, environment = [sys.executable, "-m", "checks", *line], {**os.environ, "PYTHONPATH": str(ROOT)}
    try:
        with subprocess.Popen(
            command, cwd=cwd, env=environment, stdout=writing, stderr=writing if progress else None
        ) as process:
            return process.wait(120)
    finally:
        os.close(writing)


@pytest.mark.parametrize("form", [[], ["--json"]])
@pytest.mark.parametrize(("condition", "status"), [("diversity", 1), ("global_identifiability", 0)])
def test_the_verdict_is_the_exit_status_although_nobody_reads_it(
    form: list[str], condition: str, status: int, tmp_path: Path
) -> None:
    line = ["check", HIDING, "--require", condition, *form]
    assert unread(*line, cwd=tmp_path) == status


def test_evidence_is_written_although_nobody_reads_progress(tmp_path: Path) -> None:
    line = ["verify", "--claim", "T20", "--claim", "L1", "--cases", "1", "--jobs", "1"]
    assert unread(*line, cwd=tmp_path, progress=True) == 0
    assert json.loads((tmp_path / "evidence" / "ledger.json").read_text())
