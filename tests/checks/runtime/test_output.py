"""Files are written whole or not at all, and nothing but files is replaced."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from checks.runtime import output
from checks.runtime.output import write_bytes, write_text
from theory.errors import InputError


def test_a_file_is_replaced_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    write_text(path, "old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(output.os, "fsync", fail)
    with pytest.raises(InputError, match="No space left"):
        write_text(path, "new")
    assert [entry.name for entry in tmp_path.iterdir()] == ["a"]
    assert path.read_text() == "old"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "there").write_text("old")
    (tmp_path / "link").symlink_to("there")
    write_text(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "there").read_text() == "new"


def test_devices_are_written_to_and_stay() -> None:
    write_bytes("/dev/null", b"gone")
    assert Path("/dev/null").is_char_device()
    with pytest.raises(InputError, match="No space left"):
        write_bytes("/dev/full", b"x")


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InputError, match="is there and is not a file"):
        write_bytes(tmp_path / "pipe", b"x")
    for path, problem in {tmp_path: "not a file", tmp_path / "no" / "a": "No such", "a\x00b": "name of a file"}.items():
        with pytest.raises(InputError, match=problem):
            write_bytes(path, b"x")


def test_permissions_follow_the_mask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_bytes(tmp_path / "a", b"x")
    finally:
        os.umask(before)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o640
