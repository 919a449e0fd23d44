"""Tests in a fork: their status, their limit, and what a mutant may compute; the mutants are those of another file."""

from __future__ import annotations

import signal
from pathlib import Path
from types import SimpleNamespace

import pytest

from checks.bench.robustness import mutants_in_forks
from checks.bench.robustness.mutants_in_forks import PATIENCE, limits, sample


@pytest.mark.slow
@pytest.mark.parametrize(
    ("body", "seconds", "status"),
    [("pass", 9, {0}), ("assert False", 9, {1}), ("while True: pass", 1, {-signal.SIGXCPU, -signal.SIGKILL})],
)
def test_the_status_is_that_of_the_tests_or_of_what_ended_them(
    tmp_path: Path, body: str, seconds: int, status: set[int]
) -> None:
    file = tmp_path / "test_one.py"
    file.write_text(f"def test_one():\n    {body}\n")
    assert mutants_in_forks.tested(seconds, str(file)) in status


def test_tests_may_compute_some_times_as_long_as_they_did(monkeypatch: pytest.MonkeyPatch) -> None:
    """1.2 seconds as it is, then 10: 1 + ⌈2 · 1.2⌉ and 1 + 20."""
    clock = iter((5.0, 6.2, 6.2, 16.2))
    monkeypatch.setattr(mutants_in_forks, "_computed", lambda: next(clock))
    monkeypatch.setattr(mutants_in_forks, "tested", lambda *_: 0)
    assert PATIENCE == 2 and limits({"a.py": "test_a.py", "b.py": "test_b.py"}) == {"a.py": 4, "b.py": 21}


def test_tests_that_fail_as_it_is_measure_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mutants_in_forks, "tested", lambda *_: 1)
    with pytest.raises(RuntimeError, match=r"test_a\.py fails on the sources as they are"):
        limits({"a.py": "test_a.py"})


def test_a_sample_depends_on_the_seed_and_not_on_the_order() -> None:
    items = [SimpleNamespace(mutations=f"m{n:02}") for n in range(30)]
    drawn = sample(items, 9, 1)
    assert drawn == sample(items[::-1], 9, 1) != sample(items, 9, 2)
    assert len({item.mutations for item in drawn}) == 9 and len(sample(items, 99, 1)) == 30
