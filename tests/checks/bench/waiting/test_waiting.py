"""The jobs that compare two checkouts, on this one twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.bench.waiting import bench_suite, bench_verify, checkout, populations
from theory.files.instance_file import loads

TIED = loads("""{"format": "user-diversity/instance/1", "responses": ["y0", "y1"],
  "contexts": [{"user": "u", "prompt": "x", "probability": 1}], "comparators": {"baseline": "y0"},
  "rewards": {"a": [[0, 0]], "b": [[0, 0]]}}""")


def test_a_process_that_fails_is_noticed() -> None:
    assert checkout.python(checkout.HERE, "-c", "import checks; print(checks.__file__)").output.startswith(
        str(checkout.HERE)
    )
    with pytest.raises(RuntimeError, match="status 3"):
        checkout.python(checkout.HERE, "-c", "raise SystemExit(3)")


def test_processor_time_of_waiting_is_none() -> None:
    busy = checkout.python(checkout.HERE, "-c", "sum(range(10**7))").seconds
    assert checkout.python(checkout.HERE, "-c", "import time; time.sleep(0.3)").seconds < busy


@pytest.mark.slow
def test_the_split_counts_instances_and_seconds() -> None:
    split = bench_verify.verify(checkout.HERE, ["L1"], 20)
    assert split.instances == 20
    assert 0 < split.examining < split.total
    assert f"{100 * (1 - split.examining / split.total):.0f} % outside" in bench_verify.shown(split)


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


def test_the_table_has_both_columns() -> None:
    lines = populations.table({"ties": 10.0}, {"ties": 12.5, "training": 1.0})
    assert lines[1].split() == ["ties", "10.0", "12.5"]
    assert lines[2].split() == ["training", "0.0", "1.0"]


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
