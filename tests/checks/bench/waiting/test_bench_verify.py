"""The split of the processor time of verify, and the claims that two checkouts share."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.bench.waiting import bench_verify, checkout


@pytest.mark.slow
def test_the_split_counts_instances_and_seconds() -> None:
    split = bench_verify.verify(checkout.HERE, ["L1"], 20)
    assert split.instances == 20
    assert 0 < split.examining < split.total
    assert f"{100 * (1 - split.examining / split.total):.0f} % outside" in bench_verify.shown(split)


def test_a_split_is_said_in_one_line() -> None:
    split = bench_verify.Split(80.0, 60.0, 1234)
    assert split.outside == 0.25
    assert bench_verify.shown(split) == ("80.0 s of processor time, 60.0 s examining 1,234 instances, 25 % outside")


def test_only_claims_that_both_know_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the order of the ledger, first with the other checkout's code."""
    asked: list[tuple[Path, list[str], int]] = []
    known = checkout.Ran("T7 T1 X99\n", 0.0)
    monkeypatch.setattr(bench_verify, "python", lambda *_: known)
    monkeypatch.setattr(bench_verify, "verify", lambda *what: asked.append(what))
    assert bench_verify.compared(Path("before"), 9)[0] == ["T1", "T7"]
    assert asked == [(Path("before"), ["T1", "T7"], 9), (checkout.HERE, ["T1", "T7"], 9)]
