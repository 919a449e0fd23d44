"""Where compiled loops are kept, and that a later start finds them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from checks.simulate.loops import jit

ROOT = Path(__file__).parents[4]


def test_a_given_directory_is_used_for_these_sources_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    chosen = jit.cache_directory()
    assert Path(chosen).parent == tmp_path and Path(chosen).name == f"loops-{jit._digest()}"
    monkeypatch.setenv("NUMBA_CACHE_DIR", chosen)
    assert jit.cache_directory() == chosen
    monkeypatch.setattr(jit, "_digest", lambda: "changed")
    assert jit.cache_directory() != chosen


def test_without_one_the_user_s_own_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NUMBA_CACHE_DIR")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert Path(jit.cache_directory()).parent == tmp_path / "user-diversity"
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    fresh = Path(jit.cache_directory())
    assert fresh.is_dir() and fresh.stat().st_uid == os.getuid() and not list(fresh.iterdir())
    fresh.rmdir()


@pytest.mark.slow
def test_a_later_start_compiles_nothing(tmp_path: Path) -> None:
    code = (
        "from checks.simulate.loops.repeated_rounds import at_once; "
        "print(sum(at_once.stats.cache_hits.values()), sum(at_once.stats.cache_misses.values()))"
    )
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(tmp_path)}
    words = [sys.executable, "-c", code]
    first, later = (
        subprocess.run(words, env=environment, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
        for _ in range(2)
    )
    assert first == ["0", "1"] and later == ["1", "0"]
