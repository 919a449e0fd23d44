"""Journals: whole lines survive, a cut one is dropped, one run at a time."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from checks.runtime import journal
from theory.errors import InputError


def test_lines_are_added_and_read_back(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    assert journal.read(path) == []
    for entry in ({"a": 1}, ["é"]):
        with journal.appending(path) as write:
            write(entry)
    assert journal.read(path) == [{"a": 1}, ["é"]]


@pytest.mark.parametrize("cut", range(1, 8))
def test_a_line_that_was_cut_is_dropped(cut: int, tmp_path: Path) -> None:
    path = tmp_path / "journal"
    path.write_bytes(b'{"a": 1}\n' + b'{"b": 2}'[:cut])
    assert journal.read(path) == [{"a": 1}]
    with journal.appending(path) as write:
        write(3)
    assert path.read_bytes() == b'{"a": 1}\n3\n'


@pytest.mark.parametrize("content", [b"{\n", b"\xff\n", b"[" * 100_000 + b"\n"])
def test_what_is_no_journal_is_refused_with_the_line(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "journal"
    path.write_bytes(b"1\n" + content)
    with pytest.raises(InputError, match="journal:2"):
        journal.read(path)


def test_limits_and_what_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="Is a directory"):
        journal.read(tmp_path)
    with pytest.raises(InputError, match="Is a directory"), journal.appending(tmp_path):
        pass
    monkeypatch.setattr(journal, "MAX_BYTES", 3)
    (tmp_path / "journal").write_bytes(b"12345\n")
    with pytest.raises(InputError, match="larger than 3 bytes"):
        journal.read(tmp_path / "journal")


def test_one_run_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "PATIENCE", 0.1)
    path = tmp_path / "journal"
    with (
        journal.appending(path),
        pytest.raises(InputError, match="another run is writing it"),
        journal.appending(path),
    ):
        pass
    with journal.appending(path) as write:
        write(1)


def test_a_failure_of_something_else_is_not_blamed_on_the_journal(tmp_path: Path) -> None:
    with pytest.raises(BrokenPipeError), journal.appending(tmp_path / "journal") as write:
        write(1)
        raise BrokenPipeError
    assert journal.read(tmp_path / "journal") == [1]


def test_a_full_disk_is_blamed_on_the_journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(InputError, match="journal: No space"), journal.appending(tmp_path / "journal") as write:
        monkeypatch.setattr(journal.os, "fsync", full)
        write(1)
