"""Which settings are compared, and how one is called; that outputs are the same is the business of tests/fuzz."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from checks.bench.robustness import determinism
from checks.bench.robustness.determinism import COMMANDS, Setting, digests, main, settings


def test_workers_and_compilation_vary_on_the_first_interpreter_only() -> None:
    found = settings(["/a/bin/python3.11", "/b/bin/python3.12"])
    assert [(one.jobs, one.compiled) for one in found] == [(1, True), (2, True), (1, False), (1, True)]
    assert [one.python for one in found] == ["/a/bin/python3.11"] * 3 + ["/b/bin/python3.12"]
    assert found[2].name == "a/python3.11, 1 workers, interpreted"


def test_every_command_has_a_seed_or_needs_none() -> None:
    assert all("--seed" in line or line[0] in ("check", "exact") for line in COMMANDS)


def test_evidence_counts_and_times_do_not(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each command writes the same answer, and evidence that differs between runs in one file only."""
    kept, environments = iter(("seconds.json", "machine.json", "T1.json")), []

    def ran(command: list[str], cwd: str, env: dict[str, str], **_: Any) -> Any:
        folder = Path(cwd) / "evidence"
        folder.mkdir()
        (folder / next(kept)).write_text("1")
        environments.append((env["NUMBA_DISABLE_JIT"], "--jobs" in command))
        return subprocess.CompletedProcess(command, 0, b"{}", b"")

    monkeypatch.setattr(determinism.subprocess, "run", ran)
    lines = (("check", "a"), ("simulate", "b"), ("check", "c"))
    one, two, three = digests(Setting("python", 1, False), lines).values()
    assert one == two != three
    assert environments == [("1", False), ("1", True), ("1", False)]


@pytest.mark.parametrize(("status", "output"), [(2, b"{}"), (0, b""), (-9, b"{}")])
def test_a_command_that_fails_is_no_digest(monkeypatch: pytest.MonkeyPatch, status: int, output: bytes) -> None:
    done = subprocess.CompletedProcess([], status, output, b"no such file")
    monkeypatch.setattr(determinism.subprocess, "run", lambda *_, **__: done)
    with pytest.raises(RuntimeError, match=r"check a --json -: no such file$"):
        digests(Setting("python", 1, True), (("check", "a"),))


@pytest.mark.parametrize(("odd", "status"), [(False, 0), (True, 1)])
def test_one_difference_is_a_failure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], odd: bool, status: int
) -> None:
    monkeypatch.setattr(determinism, "digests", lambda one: {"a": "1", "b": str(one.jobs) if odd else "1"})
    assert main([]) == status
    assert capsys.readouterr().out.endswith(f"{status} differences\n")
