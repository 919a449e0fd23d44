import pytest
import sympy as sp

from proofs.symbolic import catalogue
from proofs.symbolic.catalogue import ProofResult, StepResult, cited, find, load, module_name, run
from proofs.symbolic.discharge import identity, polynomial_inequality
from proofs.symbolic.engine.step import ELEMENTARY, Discharge, Proof, Step, eq
from proofs.symbolic.engine.symbols import x

PLAIN = Step("plain", eq(x, x), identity())


def result(*outcomes):
    return ProofResult("T1", tuple(StepResult(PLAIN, outcome, 0.5) for outcome in outcomes), 0.5 * len(outcomes))


def test_module_names():
    assert module_name("T6") == "proofs.symbolic.t06" and module_name("L3") == "proofs.symbolic.l03"
    assert module_name("T21") == "proofs.symbolic.t21" and module_name(ELEMENTARY) == "proofs.symbolic.elementary"


@pytest.mark.parametrize("claim", ["T0", "T99", "L7", "t6", "T6 ", "", "os"])
def test_unknown_claim(claim):
    with pytest.raises(ValueError):
        load(claim)


def test_missing_module(monkeypatch):
    monkeypatch.setattr(catalogue, "module_name", lambda claim: "proofs.symbolic.nowhere")
    assert load("T6") is None
    with pytest.raises(LookupError):
        run("T6")


def test_status_is_failed_when_a_step_is_neither_proved_nor_left_to_the_kernel():
    good, kernel, bad = Discharge(True, ""), Discharge(False, "", "T1_x"), Discharge(False, "unknown")
    assert result(good, good).status == "partial: no step ends in a statement of the ledger"
    assert result(good, kernel).status == "partial: kernel only steps 1 of 2"
    assert result(good, kernel, bad).status == "failed" and len(result(good, bad).failed) == 1
    assert result().status == "failed"


def test_find_looks_only_back_in_the_same_claim():
    proof = load("L2")
    assert find("quadratic bound", proof, before="bound on the coefficient").name == "quadratic bound"
    with pytest.raises(LookupError):
        find("bound on the coefficient", proof, before="quadratic bound")
    with pytest.raises(LookupError):
        find("quadratic bound", proof, before="quadratic bound")


def test_find_elsewhere():
    proof = load("T9")
    assert find("L4: half the square", proof) is load("L4").step("half the square")
    assert find("T7", proof) is load("T7").steps[-1]
    for unknown in ("T9", "L4: no such step", "T99: x", "no such step"):
        with pytest.raises((LookupError, ValueError)):
            find(unknown, proof)


def test_run_includes_the_elementary_steps_that_are_used_and_only_those():
    names = [r.step.name for r in run("L2").steps]
    assert "hyperbolic cosine at least one" in names and "half argument" in names
    assert "Cauchy–Schwarz" not in names
    assert names[-1] == load("L2").steps[-1].name


def test_cited_claims():
    assert cited(load("T9")) == ("T1", "T7", "T11") and cited(load("L1")) == ()


def test_run_fails_with_a_false_step(monkeypatch):
    false = Proof("T1", (Step("false", eq(x, x + 1), polynomial_inequality()),))
    original = catalogue.load
    monkeypatch.setattr(catalogue, "load", lambda claim: false if claim == "T1" else original(claim))
    assert run("T1").status == "failed" and run("T1").failed[0].step.name == "false"


def test_an_error_in_a_discharger_is_a_failed_step():
    outcome = catalogue.discharge(load("T2"), Step("broken", eq(x, x), lambda goal: 1 / 0)).outcome
    assert not outcome.accepted and outcome.kernel_theorem is None and "ZeroDivisionError" in outcome.how


def test_seconds_add_up():
    outcome = run("T2")
    assert outcome.seconds == pytest.approx(sum(r.seconds for r in outcome.steps)) and sp.sympify(outcome.seconds) > 0
