"""The kernel run on small developments of its own, by the tools of this machine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

from proofs.kernel import KernelReport, available, compare, expectation, inquiry, run, runner
from proofs.kernel.scan import PROJECT_OPTIONS
from proofs.kernel.statements import read
from proofs.kernel.toolchain import Deadline

pytestmark = [pytest.mark.skipif(not available(), reason="Rocq with mathcomp is not installed"), pytest.mark.slow]

HONEST = {
    "Base": "Lemma two : 1 + 1 = 2.\nProof. reflexivity. Qed.\n",
    "Headline": """From UserDiversity Require Import Base.
Theorem T1_two : 1 + 1 = 2.
Proof. exact two. Qed.
Print Assumptions T1_two.
""",
}
PACKED = {
    "Base": "Lemma positive : 0 < 1.\nProof. constructor. Qed.\nDefinition packed := exist (lt 0) 1 positive.\n",
    "Headline": """From UserDiversity Require Import Base.
Theorem T1_packed : proj1_sig packed = 1.
Proof. reflexivity. Qed.
""",
}
LOOK_ALIKE = {
    "boolp": "Section S.\nTime End S.\nHypothesis propositional_extensionality : False.\n",
    "Headline": """From UserDiversity Require Import boolp.
Theorem T1_real : 1 = 2.
Proof. destruct boolp.propositional_extensionality. Qed.
""",
}
UNGUARDED = {
    "Base": "#[bypass_check(guard)] Fixpoint endless (n : nat) : False := endless n.\n",
    "Headline": """From UserDiversity Require Import Base.
Theorem T1_absurd : False.
Proof. exact (endless 0). Qed.
""",
}

Build = Callable[..., KernelReport]


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Build:
    """Run on theories about natural numbers: to show their statements takes the notations for these alone."""
    numbers = ("From mathcomp Require Import all_ssreflect ssralg.", *inquiry.READABLE[1:])
    monkeypatch.setattr(inquiry, "READABLE", numbers)

    def build(theories: Mapping[str, str], timeout: float = 120.0, listed: Iterable[str] | None = None) -> KernelReport:
        root = tmp_path / "rocq"
        (root / "theories").mkdir(parents=True, exist_ok=True)
        for old in (root / "theories").glob("*.v"):
            old.unlink()
        for name, text in theories.items():
            (root / "theories" / f"{name}.v").write_text(text)
        lines = (*PROJECT_OPTIONS, *(f"theories/{name}.v" for name in listed or theories))
        (root / "_CoqProject").write_text("\n".join(lines) + "\n")
        return run(timeout, root, tmp_path / "cache")

    return build


def test_theorems_with_their_statements_and_assumptions(build: Build, tmp_path: Path) -> None:
    report = build(HONEST)
    assert (report.theorems, report.errors, report.cached) == ({"T1_two": ()}, (), False)
    assert report.statements["T1_two"].text == "(1 + 1)%coq_nat = 2%N"
    assert sorted(p.name for p in (tmp_path / "rocq" / "theories").iterdir()) == ["Base.v", "Headline.v"]
    (folder,) = (path.parent for path in (tmp_path / "cache").glob("*/report.json"))
    wrongly_guessed = read(folder, list(HONEST), ["T1_two"], ("UserDiversity.Base.gone",), Deadline())
    assert (wrongly_guessed.theorems, wrongly_guessed.definitions) == (report.statements, {})
    again = build(HONEST)
    assert (again.theorems, again.statements, again.cached) == (report.theorems, report.statements, True)
    other = build({**HONEST, "Headline": HONEST["Headline"].replace("Proof.", "Proof. (* *)")})
    assert other.statements == report.statements and not other.cached


def test_what_is_opaque_counts_by_its_type_whatever_was_guessed(build: Build, tmp_path: Path) -> None:
    report = build(PACKED)
    proof, whole = "UserDiversity.Base.positive", "UserDiversity.Base.packed"
    assert report.errors == () and set(report.definitions) == {proof, whole}
    assert report.definitions[proof].text == "(0 < 1)%coq_nat" and report.definitions[whole].uses == (proof,)
    (folder,) = (path.parent for path in (tmp_path / "cache").glob("*/report.json"))
    again = read(folder, list(PACKED), ["T1_packed"], (proof, whole), Deadline())
    assert (again.theorems, again.definitions) == (report.statements, report.definitions)


def test_an_axiom_of_a_familiar_name_is_caught_by_its_full_name(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file boolp.v of our own proves 1 = 2; found by the scan, and by the checker where the scan is passed by."""
    assert build(LOOK_ALIKE).errors == ("theories/boolp.v: Hypothesis propositional_extensionality outside a section",)
    monkeypatch.setattr(runner, "scan", lambda sources: ())
    name = "UserDiversity.boolp.propositional_extensionality"
    assert build(LOOK_ALIKE).errors == (f"coqchk: {name} is an axiom",)
    monkeypatch.setattr(runner.checker, "check", lambda *_: ())
    report = build(LOOK_ALIKE)
    assert compare(report, expectation(["T1_real"])) == (f"T1_real rests on {name}",)


def test_a_recursion_without_end_is_caught(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "theories/Base.v: bypass_check" in build(UNGUARDED).errors
    monkeypatch.setattr(runner, "scan", lambda sources: ())
    assert build(UNGUARDED).errors == ("not an answer to Print Assumptions: 'Base.endless is assumed to be guarded.'",)


def test_a_planted_admitted_is_caught(build: Build) -> None:
    report = build({**HONEST, "Base": HONEST["Base"].replace("reflexivity. Qed", "Admitted")})
    assert report.theorems == {} and report.errors == ("theories/Base.v: Admitted",)


def test_a_removed_theory_is_caught(build: Build) -> None:
    report = build({"Headline": HONEST["Headline"]}, listed=HONEST)
    assert report.theorems == {} and report.errors == ("theories/Base.v is missing",)
    unlisted = build({"Headline": HONEST["Headline"]})
    assert unlisted.theorems == {} and "Base" in unlisted.errors[0]


def test_a_broken_proof_is_caught_and_not_remembered(build: Build) -> None:
    broken = {**HONEST, "Base": HONEST["Base"].replace("= 2", "= 3")}
    for _ in range(2):
        report = build(broken)
        assert report.theorems == {} and not report.cached
        assert "Base.v" in report.errors[0] and "Error" in report.errors[0]


def test_a_statement_that_its_proof_does_not_prove_is_caught(build: Build) -> None:
    headline = HONEST["Headline"].replace("1 + 1 = 2", "1 + 2 = 2")
    assert "Headline.v" in build({**HONEST, "Headline": headline}).errors[0]


def test_time_is_limited(build: Build) -> None:
    endless = "Lemma slow : True.\nProof. do 100000 (do 100000 idtac). exact I. Qed.\n"
    report = build({**HONEST, "Base": HONEST["Base"] + endless}, timeout=3.0)
    assert report.errors == ("the time given was not enough",)
