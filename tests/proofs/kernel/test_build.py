"""Compiling once: what is kept by content, and what is not believed."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofs.kernel import build
from proofs.kernel.build import compile_theories, keys, place_of
from proofs.kernel.sources import Sources
from proofs.kernel.toolchain import BuildFailed, Deadline, OutOfTime
from tests.proofs.kernel.stand_in import StandIn

THEORIES = {
    "A": "Lemma a : True. Proof. exact I. Qed.\n",
    "B": "From UserDiversity Require Import A.\nPrint Assumptions a.\n",
    "C": "From UserDiversity Require Import B.\n",
    "D": "From Coq Require Import Arith.\n",
}


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> StandIn:
    found = StandIn()
    found.install(monkeypatch)
    return found


def compiled(tmp_path: Path, **changes: str) -> Path:
    folder = tmp_path / f"build {len(list(tmp_path.iterdir()))}"
    compile_theories(Sources("", {**THEORIES, **changes}), folder, Deadline(), tmp_path / "cache")
    return folder


def test_a_change_compiles_only_what_depends_on_it(stand_in: StandIn, tmp_path: Path) -> None:
    first = compiled(tmp_path)
    again = compiled(tmp_path)
    assert stand_in.compiled == [["A", "B", "C", "D"]]
    assert all(
        (again / "theories" / f"{n}.vo").read_bytes() == (first / "theories" / f"{n}.vo").read_bytes() for n in THEORIES
    )
    compiled(tmp_path, A=f"(* about a *)\n{THEORIES['A']}")
    assert len(stand_in.compiled) == 1
    compiled(tmp_path, B=THEORIES["B"] + "Lemma b : True. Proof. exact I. Qed.\n")
    assert stand_in.compiled[1:] == [["B", "C"]]


def test_what_is_taken_from_the_cache_is_younger_than_its_source_and_than_what_it_requires(
    stand_in: StandIn, tmp_path: Path
) -> None:
    compiled(tmp_path)
    theories = compiled(tmp_path) / "theories"
    ages = {path.name: path.stat().st_mtime for path in theories.iterdir()}
    assert ages["A.v"] == ages["C.v"] < ages["A.vo"] < ages["B.vo"] < ages["C.vo"]


def test_a_compiled_file_that_was_exchanged_in_the_cache_is_compiled_again(stand_in: StandIn, tmp_path: Path) -> None:
    compiled(tmp_path)
    (kept,) = (tmp_path / "cache" / "objects").glob(f"{keys(Sources('', THEORIES))['D']}-*.vo")
    kept.write_text("something else")
    compiled(tmp_path)
    assert stand_in.compiled[1:] == [["D"]]


def test_questions_are_left_to_the_audit(stand_in: StandIn, tmp_path: Path) -> None:
    assert "Print" not in (compiled(tmp_path) / "theories" / "B.v").read_text()


@pytest.mark.parametrize(("failure", "kept"), [(BuildFailed("C.v"), True), (OutOfTime("late"), False)])
def test_what_compiled_before_a_failure_is_kept_unless_it_was_cut_short(
    stand_in: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: BuildFailed, kept: bool
) -> None:
    def failing(command, directory, deadline, heard=None, both=False) -> str:
        if command[0] == "make":
            (directory / "theories" / "A.vo").write_text("A")
            raise failure
        return ""

    monkeypatch.setattr(build, "call", failing)
    with pytest.raises(type(failure)):
        compiled(tmp_path)
    assert len(list((tmp_path / "cache" / "objects").iterdir())) == kept


def test_a_circle_is_named(stand_in: StandIn, tmp_path: Path) -> None:
    with pytest.raises(BuildFailed, match=r"circle: .*A"):
        compiled(tmp_path, A="From UserDiversity Require Import C.")


def test_a_build_has_a_place_of_its_own(stand_in: StandIn, tmp_path: Path) -> None:
    places = {place_of(Sources("", {**THEORIES, "A": text}), tmp_path) for text in ("", "x", THEORIES["A"])}
    assert len(places) == 3


def test_progress_counts_what_is_compiled() -> None:
    told: list[str] = []
    heard = build._counted(["A", "B"], told.append)
    for line in ("COQDEP VFILES", "COQC theories/A.v", "Closed", "COQC theories/B.v"):
        heard(line)
    assert told == ["compiling A.v (1 of 2)", "compiling B.v (2 of 2)"]
