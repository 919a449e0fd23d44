"""Cases are audited in both checkouts in turns, the least of each figure counts, and the largest ratios are named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checks.bench.waiting import bench_cases
from checks.bench.waiting.checkout import HERE, Ran


def test_the_least_of_some_repetitions_in_turns_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    costs = iter([(4.0, 8.0, 100.0), (3.0, 1.0, 70.0), (2.0, 9.0, 110.0), (1.0, 2.0, 50.0)])
    asked = []

    def ran(checkout: Path, *arguments: str) -> Ran:
        asked.append((checkout, arguments[-1]))
        return Ran(json.dumps(next(costs)), 0.0)

    monkeypatch.setattr(bench_cases, "python", ran)
    told = bench_cases.compared("seattle", Path("before"), 2)
    assert asked == [(Path("before"), "seattle"), (HERE, "seattle")] * 2
    assert (told["seconds_ratio"], told["processor_seconds_ratio"], told["megabytes_ratio"]) == (0.5, 0.125, 0.5)


def test_the_summary_names_the_largest_ratio() -> None:
    names = ("seconds", "processor_seconds", "megabytes")
    rows = [{"case": case, **{f"{name}_ratio": ratio for name in names}} for case, ratio in (("a", 2.0), ("b", 0.5))]
    assert bench_cases.summary(rows).startswith("2 cases: 0.50 to 2.00 (a) of the seconds, 0.50 to 2.00 (a)")


@pytest.mark.slow
def test_an_audit_measures_itself() -> None:
    """Of a case that is not diverse: status 1 is no fault of the audit."""
    seconds, busy, peak = bench_cases.audited(HERE, "d3code_centred")
    assert seconds > 0 and busy > 0 and peak > 10
