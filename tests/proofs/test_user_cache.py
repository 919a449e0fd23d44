from pathlib import Path

import pytest

from proofs.user_cache import user_cache, writable


def test_a_folder_of_the_user_that_can_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert user_cache("loops") == tmp_path / "user-diversity" / "loops"
    assert list((tmp_path / "user-diversity" / "loops").iterdir()) == []


def test_without_a_variable_the_home_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert user_cache("loops") == tmp_path / ".cache" / "user-diversity" / "loops"


def test_where_nothing_can_be_made_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert user_cache("loops") is None and not writable(tmp_path / "file" / "more")
