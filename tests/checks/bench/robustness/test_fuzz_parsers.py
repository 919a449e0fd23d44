"""The readers are chosen by the first byte, and let nothing but bad input pass in silence."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from checks.bench.robustness import fuzz_parsers
from checks.bench.robustness.fuzz_parsers import ENDINGS, MISSING, main, read
from theory.files import instance_file


@pytest.mark.parametrize("content", [b"", b"\x00", b"{}", b"user,a\nann,1\n", b"PAR1", bytes(range(256))])
def test_bad_input_is_refused_by_every_reader(tmp_path: Path, content: bytes) -> None:
    for place in (*range(len(ENDINGS)), 255):
        read(bytes([place]) + content, tmp_path)
    read(content[:0], tmp_path)


def test_the_file_has_the_ending_that_was_chosen(tmp_path: Path) -> None:
    read(b"\x01user,a\nann,1\n", tmp_path)
    assert (tmp_path / f"input.{ENDINGS[1]}").read_bytes() == b"user,a\nann,1\n"
    np.save(tmp_path / "heads.npy", np.eye(2))
    read(bytes([ENDINGS.index("npy")]) + (tmp_path / "heads.npy").read_bytes(), tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["heads.npy", "input.csv", "input.npy"]


def test_another_error_is_let_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(text: str) -> None:
        raise KeyError(text)

    monkeypatch.setattr(instance_file, "loads", broken)
    with pytest.raises(KeyError):
        read(b"\x00{}", tmp_path)


def test_a_missing_fuzzer_is_said_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(fuzz_parsers, "find_spec", lambda _: None)
    assert main([]) == 2 and capsys.readouterr().err == MISSING + "\n"


@pytest.mark.parametrize(
    ("status", "errors", "result", "line"),
    [
        (
            0,
            "cov: 12\ncov: 3456 ft\nDone 2000 runs in 3 second(s)\n",
            0,
            "2,000 inputs chosen by coverage, 3,456",
        ),
        (0, "cov: 12\n", 1, "cov: 12"),
        (77, "KeyError\nDone 2000 runs in 3 second(s)\n", 1, "KeyError"),
    ],
)
def test_the_job_fails_unless_all_runs_were_done(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    status: int,
    errors: str,
    result: int,
    line: str,
) -> None:
    def ran(command: list[str], **_: Any) -> Any:
        assert command[-4:] == ["--runs", "2000", "--seed", "1"]
        return subprocess.CompletedProcess(command, status, "", errors)

    monkeypatch.setattr(fuzz_parsers, "find_spec", lambda _: object())
    monkeypatch.setattr(fuzz_parsers.subprocess, "run", ran)
    assert main(["--runs", "2000"]) == result
    assert capsys.readouterr().out.startswith(line)
