"""What the compiler is asked, in which order, and whose answer is whose."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofs.kernel import session
from proofs.kernel.toolchain import Deadline, Tools


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A compiler that answers every question with the question."""
    seen: list[str] = []

    def call(command: tuple[str, ...], directory: Path, deadline: Deadline) -> str:
        seen.extend((directory / command[-1]).read_text("utf-8").splitlines())
        for line in seen:
            if line.startswith("Redirect "):
                _, number, question = line.split('"', 2)[0], line.split('"')[1], line.split('"', 2)[2].strip()
                (directory / f"{number}.out").write_text(question, "utf-8")
        assert (directory / "theories").is_symlink()
        return ""

    monkeypatch.setattr(session, "call", call)
    monkeypatch.setattr(session, "tools", lambda: Tools(("coqc",), (), (), "make", "1", "f"))
    (tmp_path / "theories").mkdir()
    return seen


def test_the_module_is_required_and_never_imported(tmp_path: Path, asked: list[str]) -> None:
    session.ask(tmp_path, "Headline", [{"a": "About A."}], Deadline())
    assert asked[0].startswith("Require ") and asked[0].endswith(".Headline.")
    assert not any("Import" in line and "Headline" in line for line in asked)


def test_commands_come_between_the_questions_as_they_were_given(tmp_path: Path, asked: list[str]) -> None:
    parts = [("Set One.",), {"a": "About A.", "b": "About B."}, ("Set Two.",), {"c": "About C."}]
    answers = session.ask(tmp_path, "Headline", parts, Deadline())
    assert answers == {"a": "About A.", "b": "About B.", "c": "About C."}
    places = [next(i for i, line in enumerate(asked) if mark in line) for mark in ("One", "A.", "B.", "Two", "C.")]
    assert places == sorted(places)


def test_nothing_is_left_behind(tmp_path: Path, asked: list[str]) -> None:
    session.ask(tmp_path, "Headline", [{"a": "About A."}], Deadline())
    assert [path.name for path in tmp_path.iterdir()] == ["theories"]
