"""Files are written whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from checks import output
from theory.errors import InputError


def test_json_goes_where_it_is_asked_for(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    document = {"μ": [1, "é"]}
    target = tmp_path / "out.json"
    assert output.emit(document, None) and capsysbinary.readouterr().out == b""
    assert not output.emit(document, "-")
    printed = capsysbinary.readouterr().out
    assert output.emit(document, str(target)) and target.read_bytes() == printed
    assert "μ".encode() in printed and printed.endswith(b"\n")


def test_what_is_not_json_is_never_written(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        output.emit({"x": float("nan")}, str(tmp_path / "out.json"))
    assert list(tmp_path.iterdir()) == []


def test_a_failure_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "out.txt"
    output.write_text(target, "before")

    def full(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(InputError, match="No space left"):
        output.write_text(target, "after")
    assert target.read_text() == "before" and list(tmp_path.iterdir()) == [target]


def test_rights_follow_the_mask_and_links_stay_links(tmp_path: Path) -> None:
    target, link = tmp_path / "real.txt", tmp_path / "link.txt"
    target.write_text("before")
    link.symlink_to(target)
    before = os.umask(0o027)
    try:
        output.write_text(link, "after")
    finally:
        os.umask(before)
    assert link.is_symlink() and target.read_text() == "after"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_device_is_written_to_and_stays_a_device() -> None:
    output.write_text("/dev/null", "gone")
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)


@pytest.mark.parametrize("name", ["missing/out.txt", "folder", "nul\0byte"])
def test_what_cannot_be_a_file_is_refused_in_one_line(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(InputError) as caught:
        output.write_text(str(tmp_path / name), "x")
    assert "\n" not in str(caught.value)
    assert list((tmp_path / "folder").iterdir()) == [] and len(list(tmp_path.iterdir())) == 1
