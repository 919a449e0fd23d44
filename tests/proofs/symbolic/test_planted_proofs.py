"""Faults planted in the symbolic proofs: a credulous step, a missing module, a changed name."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import sympy as sp

import proofs
from checks.verify import main_job
from checks.verify.verdicts import Entry, everywhere
from proofs.kernel.sources import HEADLINE, declared
from proofs.kernel.sources import load as sources
from proofs.symbolic import catalogue
from proofs.symbolic.catalogue import CLAIMS, all_proofs, discharge, load, run
from proofs.symbolic.discharge import polynomial_inequality
from proofs.symbolic.discharge.logic import KernelOnly
from proofs.symbolic.engine.step import Discharge, Proof, Step, ge, gt, lt
from proofs.symbolic.engine.symbols import x
from theory.claims import LEDGER, claim


@dataclass(frozen=True)
class Always:
    """A discharger that is content with everything."""

    uses: tuple = ()

    def __call__(self, goal) -> Discharge:
        return Discharge(True, "trust me")


def credulous(proof: Proof) -> list[str]:
    """The steps that would prove their own false neighbour."""
    formal = (step for step in proof.steps if not getattr(step.discharger, "theorem", ""))
    return [
        step.name
        for step in formal
        if step.mutant is None or discharge(proof, replace(step, statement=step.mutant)).outcome.accepted
    ]


def planted(monkeypatch: pytest.MonkeyPatch, proof: Proof) -> None:
    original = catalogue.load
    monkeypatch.setattr(catalogue, "load", lambda name: proof if name == proof.claim else original(name))


@pytest.mark.slow
def test_a_discharger_that_accepts_everything_is_noticed_by_the_false_neighbour() -> None:
    honest = load("L1")
    assert honest is not None
    assert credulous(honest) == []
    for step in honest.steps[:2]:
        steps = tuple(replace(other, discharger=Always()) if other is step else other for other in honest.steps)
        assert step.name in credulous(replace(honest, steps=steps))


def test_hypotheses_that_contradict_each_other_prove_nothing() -> None:
    given = (gt(x, sp.Integer(0)), lt(x, sp.Integer(0)))
    step = Step("anything", ge(x, x + 1), polynomial_inequality(), given, mutant=ge(x, x + 2))
    assert not discharge(Proof("L1", (step,)), step).outcome.accepted


def test_a_step_without_a_false_neighbour_is_noticed() -> None:
    step = Step("alone", ge(x**2, sp.Integer(0)), polynomial_inequality())
    assert credulous(Proof("L1", (step,))) == ["alone"]


def test_a_false_step_fails_the_claim_and_all_that_rests_on_it(monkeypatch: pytest.MonkeyPatch) -> None:
    planted(monkeypatch, Proof("L2", (Step("false", ge(x, x + 1), polynomial_inequality()),)))
    assert run("L2").status == "failed"
    assert main_job.symbolic_status("L2") == "failed"
    assert (
        Entry(
            claim("L2"), {"verdict": "unrefuted", "met": 1}, everywhere(claim("L2"), "kernel (no axioms)"), "failed"
        ).own
        == "error"
    )


def test_a_proof_without_steps_or_of_another_claim_is_no_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    planted(monkeypatch, Proof("L2", ()))
    assert run("L2").status == "failed"
    monkeypatch.undo()
    monkeypatch.setattr(catalogue, "module_name", lambda name: "proofs.symbolic.l01")
    with pytest.raises(ValueError, match="does not prove"):
        load("L2")


def test_a_step_cannot_rest_on_itself_or_on_what_comes_later(monkeypatch: pytest.MonkeyPatch) -> None:
    early = Step("early", ge(x, sp.Integer(5)), polynomial_inequality("late"))
    late = Step("late", ge(x, sp.Integer(4)), polynomial_inequality("late"))
    planted(monkeypatch, Proof("L2", (early, late)))
    assert [result.step.name for result in run("L2").failed] == ["early", "late"]


def test_a_step_left_to_the_kernel_is_not_proved_here(monkeypatch: pytest.MonkeyPatch) -> None:
    planted(monkeypatch, Proof("L2", (Step("elsewhere", "in words", KernelOnly("L2_elsewhere")),)))
    assert run("L2").status == "partial: kernel only steps 1 of 1"
    assert (
        Entry(
            claim("L2"),
            {"verdict": "unrefuted", "met": 1},
            everywhere(claim("L2"), "no kernel proof"),
            run("L2").status,
        ).own
        == "unrefuted"
    )
    assert "L2_elsewhere" not in declared(sources().theories[HEADLINE])


def test_a_module_that_was_removed_leaves_its_claim_without_a_proof(tmp_path: Path) -> None:
    """In a copy of the package, by another Python, as if the file had never been there."""
    package = Path(proofs.__file__).parent
    shutil.copytree(package, tmp_path / "proofs", ignore=shutil.ignore_patterns("__pycache__", "rocq", "t06.py"))
    code = "from proofs.symbolic import catalogue as c; print(c.__file__, *(c.load(n) is None for n in ('L1', 'T6')))"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.split() == [str(tmp_path / "proofs" / "symbolic" / "catalogue.py"), "False", "True"]


def test_a_claim_without_a_proof_is_not_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "find_spec", lambda name: None)
    assert [proof.claim for proof in all_proofs()] == [] != list(CLAIMS)
    assert main_job.symbolic_status("T6") == "none"
    assert (
        Entry(claim("T6"), {"verdict": "unrefuted", "met": 1}, everywhere(claim("T6"), "no kernel proof"), "none").own
        == "unrefuted"
    )


def test_the_ledger_and_the_proofs_name_the_same_claims() -> None:
    assert sorted(CLAIMS) == sorted(entry.id for entry in LEDGER)
    folder = Path(proofs.__file__).parent / "symbolic"
    assert {path.stem for path in folder.glob("[lt][0-9][0-9].py")} == {entry.module for entry in LEDGER}
