"""A proof ends in what the ledger says: a constant changed in the ledger fails the proof."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import sympy as sp
from sympy.core.function import AppliedUndef

import proofs
import theory
from proofs.symbolic.catalogue import all_proofs, discharge
from proofs.symbolic.discharge import polynomial_inequality
from proofs.symbolic.discharge.claimed import Claimed, claimed, weaker
from proofs.symbolic.engine.ledger import entry
from proofs.symbolic.engine.step import Proof, Step, le
from proofs.symbolic.engine.symbols import rho, x
from theory.claims import LEDGER, claim
from theory.claims.claim import Statement
from theory.claims.language import RHO, SAMPLES, THETA, M

pytestmark = pytest.mark.slow

PROOFS = {proof.claim: proof for proof in all_proofs()}
ENDS = [
    pytest.param(proof, step, id=f"{name}-{step.name}")
    for name, proof in PROOFS.items()
    for step in proof.steps
    if isinstance(step.discharger, Claimed)
]

PROVED = [one for one in LEDGER if one.id in PROOFS]
LEFT = {"T24-claimed, headline", "T24-claimed, exponential", "T25-claimed, headline"}
"""Formulas for which the kernel theorem alone speaks: two truths of a class, and the least cost of a linear program."""

UNPROVED = {
    "T22": {one.name for one in claim("T22").statements} - {"score step"},
    "T23": {"headline", "first", "second"},
    "T26": {"headline", "pointwise"},
}
"""Statements in which no symbolic proof ends."""

READ = [end for end in ENDS if end.values[1].discharger.step and end.values[1].statement.relation in ("<=", ">=")]


def bare(side: sp.Basic) -> bool:
    """Whether a side is a quantity, a predicate, or the smaller or larger of some."""
    inner = isinstance(side, sp.Min | sp.Max) and all(map(bare, side.args))
    return inner or isinstance(side, AppliedUndef) or side == sp.true


def test_only_statements_without_a_formula_are_left_to_the_kernel_alone() -> None:
    for end in ENDS:
        step = end.values[1]
        without = bare(step.statement.left) and bare(step.statement.right)
        assert step.discharger.step or without or end.id in LEFT, end.id


@pytest.mark.parametrize("one", PROVED, ids=lambda one: one.id)
def test_a_proof_ends_in_every_statement_of_its_claim(one) -> None:
    ended = [step for step in PROOFS[one.id].steps if isinstance(step.discharger, Claimed)]
    proved = {statement.name for statement in one.statements} - UNPROVED.get(one.id, set())
    assert sorted(step.statement.name for step in ended) == sorted(proved)
    assert all(step.statement in one.statements for step in ended)
    assert not ended or PROOFS[one.id].steps[-len(ended) :] == tuple(ended)


def outcome(proof: Proof, step: Step):
    return discharge(proof, step).outcome


@pytest.mark.parametrize("proof, step", ENDS)
def test_the_ledger_says_what_a_step_says(proof: Proof, step: Step) -> None:
    found = outcome(proof, step)
    assert found.accepted or found.kernel_theorem in claim(proof.claim).kernel, found.how


@pytest.mark.parametrize("proof, step", ENDS)
def test_a_constant_changed_in_the_ledger_is_noticed(proof: Proof, step: Step) -> None:
    changed = outcome(proof, replace(step, statement=weaker(step.statement)))
    assert not changed.accepted
    assert changed.kernel_theorem is None or not step.discharger.step


@pytest.mark.parametrize("proof, step", READ)
def test_an_inequality_turned_in_the_ledger_is_noticed(proof: Proof, step: Step) -> None:
    turned = {"<=": ">=", ">=": "<="}[step.statement.relation]
    found = outcome(proof, replace(step, statement=replace(step.statement, relation=turned)))
    assert not found.accepted and found.kernel_theorem is None


def test_a_left_side_with_a_constant_is_compared_too() -> None:
    proof = PROOFS["T6"]
    step = proof.step("claimed, headline")
    doubled = replace(step.statement, left=2 * step.statement.left)
    assert outcome(proof, replace(step, statement=doubled)).kernel_theorem is None


def test_what_is_neither_a_step_nor_a_theorem_proves_nothing() -> None:
    said = Step("power", le(x, rho), polynomial_inequality())
    read = {rho: RHO(M, THETA) ** SAMPLES}
    good = claimed(entry("proofs.symbolic.t02"), "headline", "power", read)
    proof = Proof("T2", (said, good))
    assert outcome(proof, good).accepted
    assert not outcome(proof, replace(good, discharger=Claimed(""))).accepted
    assert not outcome(proof, replace(good, statement=le(x, rho))).accepted
    assert not outcome(proof, replace(good, discharger=Claimed("power", ({rho: RHO(M, THETA)},)))).accepted


def test_no_proof_types_an_id_or_a_statement_of_its_claim() -> None:
    for one in PROVED:
        text = (Path(proofs.__file__).parent / f"symbolic/{one.module}.py").read_text("utf-8")
        assert "Proof(\n    LEDGER.id," in text
        assert not re.search(rf'"{one.id}"', text)


def test_a_weaker_statement_is_another_statement() -> None:
    for one in LEDGER:
        for statement in one.statements:
            assert weaker(statement) != statement
    assert weaker(Statement("s", x, ">=", sp.Integer(0))).right == 1


@pytest.mark.slow
def test_a_ledger_that_was_edited_fails_the_proof(tmp_path: Path) -> None:
    """In a copy of the packages, by another Python that keeps no byte code: it goes by whole seconds."""
    for package in (proofs, theory):
        source = Path(package.__file__).parent
        shutil.copytree(source, tmp_path / source.name, ignore=shutil.ignore_patterns("__pycache__", "rocq"))
    ledger = tmp_path / "theory/claims/necessity.py"
    text = ledger.read_text("utf-8")
    assert text.count("sp.pi**2 / 6") == 1
    code = "from proofs.symbolic import run; print(run('T11').status)"
    done = []
    for edited in (text, text.replace("sp.pi**2 / 6", "sp.pi**2 / 7")):
        ledger.write_text(edited, "utf-8")
        command = [sys.executable, "-c", code]
        environment = {**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
        done.append(subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True))
    assert [one.stdout.strip().partition(":")[0] for one in done] == ["partial", "failed"]
