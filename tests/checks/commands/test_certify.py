"""``certify``: what is written and printed, and the exit statuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checks.cli import run
from checks.data import FOLDER
from proofs.certificates import kernel
from proofs.certificates.kernel import Answer
from proofs.kernel import KernelUnavailable, available
from proofs.kernel.toolchain import BuildFailed

BOUNDED = str(FOLDER / "regimes" / "bounded.json")
Captured = pytest.CaptureFixture[str]


def answering(monkeypatch: pytest.MonkeyPatch, answer: Answer | Exception) -> None:
    def check(text: str, **_: object) -> Answer:
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(kernel, "check", check)


@pytest.mark.slow
@pytest.mark.skipif(not available(), reason="Rocq with mathcomp is not installed")
def test_a_shipped_instance_is_certified(tmp_path: Path, capsys: Captured) -> None:
    assert run(["certify", BOUNDED, "--output", str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    assert "certified: At the truth b, greedy's regret is at most 54.19 at every horizon" in printed
    assert "T1, theorem greedy_regret_1" in printed and "propositional_extensionality" in printed
    assert f"file: {tmp_path / 'certificate_bounded.v'}" in printed
    assert "Theorem greedy_regret_1" in (tmp_path / "certificate_bounded.v").read_text("utf-8")


def test_without_rocq_the_file_is_written_and_the_command_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    answering(monkeypatch, KernelUnavailable("neither coqc nor rocq is installed"))
    assert run(["certify", BOUNDED, "--output", str(tmp_path / "new")]) == 3
    out, err = capsys.readouterr()
    assert err == "user-diversity: not checked: neither coqc nor rocq is installed\n"
    assert "written, not checked: User diversity (D) holds" in out and "coqc -R theories UserDiversity" in out
    assert (tmp_path / "new" / "certificate_bounded.v").is_file()


@pytest.mark.parametrize("answer", [Answer("the terms differ"), BuildFailed("the terms differ")])
def test_a_refusal_is_told(
    answer: Answer | Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    answering(monkeypatch, answer)
    assert run(["certify", BOUNDED, "--output", str(tmp_path)]) == 1
    out = capsys.readouterr().out
    assert "refused by the kernel" in out and "the terms differ" in out and "certified" not in out


def test_json(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    answering(monkeypatch, Answer(None, ("an.axiom",)))
    assert run(["certify", BOUNDED, "--truth", "a", "--output", str(tmp_path), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["format"] == "user-diversity/certify/1" and document["certified"] is True
    assert [s["theorem"] for s in document["statements"]] == ["diversity", "greedy_regret_0"]
    assert document["axioms"] == ["an.axiom"] and document["refused"] is None


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--truth", "c"], "--truth: 'c' is not a model"),
        (["--output", BOUNDED], f"{BOUNDED}: is a file, not a folder"),
    ],
)
def test_bad_input_is_one_line(
    arguments: list[str], complaint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["certify", BOUNDED, *arguments]) == 2
    assert capsys.readouterr() == ("", f"user-diversity: {complaint}\n")
    assert list(tmp_path.iterdir()) == []
