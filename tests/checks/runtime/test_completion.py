"""Completion in the shell."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.cli import app, run
from checks.runtime import completion

Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize("shell", ["fish", "zsh"])
def test_the_script_of_this_shell_is_shown(shell: str, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setenv("SHELL", f"/usr/bin/{shell}")
    assert run(["--show-completion"]) == 0
    script = capsys.readouterr().out
    assert completion.VARIABLE in script and "user-diversity" in script and f"{shell}_complete" in script


@pytest.mark.parametrize("shell", ["fish", "zsh"])
def test_it_is_written_to_where_the_shell_looks(
    shell: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setenv("SHELL", shell)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert run(["--install-completion"]) == 0
    folder, name = completion.PLACES[shell]
    assert completion.VARIABLE in (tmp_path / folder / name).read_text("utf-8")
    assert str(tmp_path / folder / name) in capsys.readouterr().out


def test_another_shell_is_refused_in_one_line(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setenv("SHELL", "/bin/tcsh")
    assert run(["--install-completion"]) == 2
    assert capsys.readouterr().err == "user-diversity: SHELL: completion is for bash, fish, zsh, not 'tcsh'\n"


def test_what_could_follow_is_answered(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    assert completion.answer(app) is None
    monkeypatch.setenv(completion.VARIABLE, "zsh_complete")
    monkeypatch.setenv("COMP_WORDS", "user-diversity ver")
    monkeypatch.setenv("COMP_CWORD", "1")
    assert completion.answer(app) == 0
    assert "verify" in capsys.readouterr().out.splitlines()
