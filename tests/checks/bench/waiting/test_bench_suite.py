"""How long tests take: the slowest first, with what they start."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.bench.waiting import bench_suite, checkout


def test_the_tests_that_take_the_most_come_first() -> None:
    seconds = {f"t{n}": float(n % 20) for n in range(30)}
    assert bench_suite.slowest(seconds)[:3] == ["t19", "t18", "t17"]
    assert len(bench_suite.slowest(seconds)) == bench_suite.SLOWEST


@pytest.mark.slow
def test_a_test_is_measured_with_what_it_starts(tmp_path: Path) -> None:
    (tmp_path / "test_busy.py").write_text(
        "import subprocess, sys\n"
        "def test_itself(): sum(range(10**7))\n"
        "def test_child(): subprocess.run([sys.executable, '-c', 'sum(range(10**7))'], check=True)\n"
        "def test_idle(): pass\n"
    )
    ran = checkout.python(checkout.HERE, "-m", "checks.bench.waiting.bench_suite", str(tmp_path))
    shown = [line.split()[-1].rpartition("::")[2] for line in ran.output.splitlines()[-3:]]
    assert shown[-1] == "test_idle" and set(shown[:2]) == {"test_itself", "test_child"}
