"""Faults planted around the kernel proofs, on machines without Rocq too: a stand-in answers for the tools."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checks.verify import kernel_status
from checks.verify.verdicts import Entry, everywhere
from proofs import kernel
from proofs.kernel import KernelReport, compare, expectation, pins, runner
from proofs.kernel import build as building
from proofs.kernel.report import FAILED
from proofs.kernel.scan import PROJECT_OPTIONS, scan
from proofs.kernel.sources import HEADLINE, Sources, declared, load
from proofs.kernel.toolchain import SWAYING, BuildFailed, Deadline, call
from proofs.seal import sealed, unsealed
from tests.proofs.kernel.stand_in import CLASSIC, CLOSED, SUMMARY, StandIn
from theory.claims import BEYOND, LEDGER, claim

CLASSICAL = "Coq.Logic.Classical_Prop.classic"
LEDGER_NAMES = list(dict.fromkeys([*(name for entry in LEDGER for name in entry.kernel), *BEYOND]))


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> StandIn:
    found = StandIn()
    found.install(monkeypatch)
    found.assumed["all_0"] = found.assumed["UserDiversity.Headline.T2_b"] = CLASSIC
    return found


@pytest.fixture
def root(tmp_path: Path) -> Path:
    theories = tmp_path / "rocq" / "theories"
    theories.mkdir(parents=True)
    statement = "Theorem {0} : True. Proof. exact I. Qed. Print Assumptions {0}.\n"
    (theories / "Headline.v").write_text(statement.format("T1_a") + statement.format("T2_b"))
    (theories / "Base.v").write_text("Lemma a : True. Proof. exact I. Qed.\n")
    listed = (*PROJECT_OPTIONS, "theories/Base.v", "theories/Headline.v")
    (theories.parent / "_CoqProject").write_text("\n".join(listed) + "\n")
    return theories.parent


def build(root: Path) -> KernelReport:
    return runner.run(10.0, root, root.parent / "cache")


def kept(root: Path) -> Path:
    (report,) = (root.parent / "cache").glob("*/report.json")
    return report


def test_an_honest_build_is_kept(stand_in: StandIn, root: Path) -> None:
    first, again = build(root), build(root)
    assert first.theorems == again.theorems == {"T1_a": (), "T2_b": (CLASSICAL,)}
    assert (first.cached, again.cached, stand_in.audits) == (False, True, 1)


def test_a_kept_report_that_was_edited_is_not_believed(stand_in: StandIn, root: Path) -> None:
    build(root)
    kept(root).write_text(kept(root).read_text().replace(CLASSICAL, "other"))
    again = build(root)
    assert (again.theorems["T2_b"], again.cached, stand_in.audits) == ((CLASSICAL,), False, 2)
    assert build(root).cached


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "null", '{"theorems": {"T1_a": []}, "errors": [], "source_hash": ""}']
)
def test_a_kept_report_that_is_none_is_not_believed(stand_in: StandIn, root: Path, text: str) -> None:
    build(root)
    kept(root).write_text(text)
    assert not build(root).cached


def test_a_compiled_file_that_was_exchanged_is_not_believed(stand_in: StandIn, root: Path) -> None:
    build(root)
    (kept(root).parent / "theories" / "Base.vo").write_text("something else")
    assert not build(root).cached


@pytest.mark.parametrize(
    "change",
    [
        {"source_hash": "0"},
        {"theorems": {"T1_a": []}},
        {"theorems": {"T1_a": [], "T2_b": [], "T3_c": []}},
        {"statements": {}},
        {"errors": ["theories/A.v: Admitted"]},
    ],
)
def test_a_report_about_something_else_is_not_believed(stand_in: StandIn, root: Path, change: dict) -> None:
    build(root)
    about = runner._compiled(kept(root).parent)
    honest = unsealed(json.loads(kept(root).read_text()), *about)
    assert honest is not None
    kept(root).write_text(json.dumps(sealed({**honest, **change}, *about)))
    assert not build(root).cached


@pytest.mark.parametrize("answer", ["", "proved\n", CLOSED + CLOSED, "Axioms:\n", "Closed under the global contexts\n"])
def test_what_is_no_answer_proves_nothing(stand_in: StandIn, root: Path, answer: str) -> None:
    stand_in.assumed["all_0"] = answer
    report = build(root)
    assert report.theorems == {}
    assert report.errors


def test_a_name_that_stands_for_something_else_proves_nothing(stand_in: StandIn, root: Path) -> None:
    stand_in.stands_for["UserDiversity.Headline.T2_b"] = "UserDiversity.Base.UserDiversity.Headline.T2_b"
    assert build(root).errors == (
        "UserDiversity.Headline.T2_b stands for UserDiversity.Base.UserDiversity.Headline.T2_b",
    )


@pytest.mark.parametrize(
    ("summary", "problem"),
    [
        ("", "coqchk: no summary"),
        ("CONTEXT SUMMARY\n* Axioms: <none>\n", "T2_b rests on Coq.Logic.Classical_Prop.classic"),
        (SUMMARY.format("    UserDiversity.boolp.classic"), "coqchk: UserDiversity.boolp.classic is an axiom"),
        (
            f"{SUMMARY.format('')}* Constants/Inductives relying on type-in-type:\n    UserDiversity.Base.a\n",
            "coqchk: Constants/Inductives relying on type-in-type: UserDiversity.Base.a",
        ),
    ],
)
def test_what_the_checker_says_against_it_proves_nothing(
    stand_in: StandIn, root: Path, summary: str, problem: str
) -> None:
    stand_in.summary = summary
    report = build(root)
    assert report.theorems == {}
    assert any(problem in error for error in report.errors)
    assert not build(root).cached


def test_a_compiler_that_refuses_proves_nothing(stand_in: StandIn, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(command, directory, deadline, heard=None, both=False):
        raise BuildFailed("Error: nothing fits")

    monkeypatch.setattr(building, "call", refuse)
    report = build(root)
    assert (report.theorems, report.errors) == ({}, ("Error: nothing fits",))
    assert not list((root.parent / "cache").glob("*/report.json"))


@pytest.mark.parametrize("planted", ["Admitted.", "Axiom a : False.", "Declare Instance a : False."])
def test_what_weakens_a_proof_is_found_before_anything_is_built(stand_in: StandIn, root: Path, planted: str) -> None:
    with (root / "theories" / "Base.v").open("a") as stream:
        stream.write(planted)
    report = build(root)
    assert report.theorems == {}
    assert "theories/Base.v" in report.errors[0]
    assert stand_in.audits == 0


@pytest.mark.parametrize(
    "planted",
    [
        "Declare Instance easy : False.",
        "#[export] Declare   Instance easy : False.",
        "Declare Module M : Easy.",
        "Conjectures easy : False.",
        'Add LoadPath "elsewhere" as UserDiversity.',
        'Add Rec LoadPath "elsewhere" as UserDiversity.',
        'Add ML Path "elsewhere".',
        "Local Unset Guard Checking.",
        "#[bypass_check(universes)] Definition a := Type.",
        "Set Definitional UIP.",
        "Section S. End S. Hypotheses a : False.",
        "Section S. Time End S. Hypothesis a : False.",
        'Section S. Timeout 5 Time Redirect "f" End S. Fail Hypothesis a : False.',
        "Section S. { #[local] Time End S. } Variable a : False.",
        'Notation "x <= y" := True.',
        'Local Notation "x <= y" := True.',
        'Infix "<=" := (fun _ _ => True).',
        'Reserved Notation "x <= y" (at level 5).',
        'Fixpoint f (n : nat) := n where "x <= y" := True.',
        "Number Notation nat f g : nat_scope.",
        "Notation Regret := (fun _ _ _ => 0).",
        "From elpi Require Import elpi.",
        "Require Import elpi.elpi.",
    ],
)
def test_more_that_weakens_a_proof_is_found(planted: str) -> None:
    headline = "Theorem T1_x : True. Proof. exact I. Qed. Print Assumptions T1_x.\n"
    project = "\n".join((*PROJECT_OPTIONS, "theories/A.v", "theories/Headline.v"))
    assert scan(Sources(project, {"A": "", HEADLINE: headline})) == ()
    assert scan(Sources(project, {"A": planted, HEADLINE: headline})) != ()


def test_the_environment_does_not_sway_a_build(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in SWAYING:
        monkeypatch.setenv(name, "-type-in-type")
    seen = call(("env",), tmp_path, Deadline())
    assert "PATH=" in seen
    assert "type-in-type" not in seen


def stated(headline: str) -> KernelReport:
    """What a build would report if every theorem that is stated were proved without axioms."""
    return KernelReport(dict.fromkeys(declared(headline), ()), (), "")


def test_ledger_and_headline_name_the_same_theorems() -> None:
    headline = load().theories[HEADLINE]
    stating = [name for entry in LEDGER for one in entry.statements for name in one.kernel]
    assert not set(stating) & {name for entry in LEDGER for name in entry.supporting} - {"T15_diverse"}
    assert compare(stated(headline), expectation(LEDGER_NAMES)) == ()


@pytest.mark.parametrize("name", LEDGER_NAMES[:: len(LEDGER_NAMES) // 5])
def test_a_name_changed_on_either_side_is_noticed(name: str) -> None:
    headline = load().theories[HEADLINE]
    before = compare(stated(headline), expectation(LEDGER_NAMES))
    misspelt = [f"{other}s" if other == name else other for other in LEDGER_NAMES]
    assert set(compare(stated(headline), expectation(misspelt))) - set(before) == {
        f"{name}s is in the ledger but not in the headline",
        f"{name} is in the headline but not in the ledger",
    }
    gone = headline.replace(f"Theorem {name} ", f"Theorem {name}s ").replace(f"Theorem {name}\n", f"Theorem {name}s\n")
    assert gone != headline
    assert set(compare(stated(gone), expectation(LEDGER_NAMES))) - set(before) == {
        f"{name} is in the ledger but not in the headline",
        f"{name}s is in the headline but not in the ledger",
    }


def test_one_disagreement_makes_every_kernel_proof_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = {name: tuple(expectation([name])[name]) for name in LEDGER_NAMES}

    def found(theorems: dict) -> set[str]:
        monkeypatch.setattr(kernel, "run", lambda progress: KernelReport(theorems, (), "0"))
        monkeypatch.setattr(pins, "load", lambda: pins.Pins("", {}, {}))
        status = kernel_status.statuses(LEDGER, build=True)
        return {status.statuses[entry.id][one.name] for entry in LEDGER for one in entry.statements if one.kernel}

    assert FAILED not in found(honest)
    first = LEDGER_NAMES[0]
    assert found({**honest, first: ("classic", *honest[first])}) == {FAILED}
    assert found({name: axioms for name, axioms in honest.items() if name != first}) == {FAILED}
    assert found({**honest, "T1_more": ()}) == {FAILED}


def test_a_failed_kernel_proof_is_an_error_whatever_else_is_known() -> None:
    entry = Entry(claim("T1"), {"verdict": "unrefuted", "met": 9}, everywhere(claim("T1"), FAILED), "proved")
    assert entry.own == "error"
