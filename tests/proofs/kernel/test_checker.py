"""What the independent checker prints, and what is held against a development."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofs.kernel.checker import check, check_libraries, summary
from proofs.kernel.toolchain import Deadline
from tests.proofs.kernel.stand_in import SUMMARY, StandIn

REAL = """
CONTEXT SUMMARY
===============

* Theory: Set is predicative
  
* Axioms:
    mathcomp.classical.boolp.propositional_extensionality
    Coq.Logic.Classical_Prop.classic
  
* Constants/Inductives relying on type-in-type: <none>
  
* Constants/Inductives relying on unsafe (co)fixpoints:
    UserDiversity.Base.endless
  
* Inductives whose positivity is assumed: <none>
"""  # noqa: W293


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> StandIn:
    found = StandIn()
    found.install(monkeypatch)
    return found


def test_a_summary_is_read_by_heading() -> None:
    found = summary(REAL)
    assert found["Axioms"] == [
        "mathcomp.classical.boolp.propositional_extensionality",
        "Coq.Logic.Classical_Prop.classic",
    ]
    assert found["Constants/Inductives relying on unsafe (co)fixpoints"] == ["UserDiversity.Base.endless"]
    assert found["Inductives whose positivity is assumed"] == []
    assert summary("Fatal error") == {}


def test_what_is_switched_off_is_named(stand_in: StandIn, tmp_path: Path) -> None:
    stand_in.summary = REAL
    assert check(tmp_path, ["Base"], {}, Deadline()) == (
        "coqchk: Constants/Inductives relying on unsafe (co)fixpoints: UserDiversity.Base.endless",
    )


def test_an_axiom_counts_by_its_full_name(stand_in: StandIn, tmp_path: Path) -> None:
    stand_in.summary = SUMMARY.format("    UserDiversity.boolp.propositional_extensionality")
    name = "mathcomp.classical.boolp.propositional_extensionality"
    assert check(tmp_path, ["Base"], {"T1_real": [name]}, Deadline()) == (
        "coqchk: UserDiversity.boolp.propositional_extensionality is an axiom",
        f"coqchk: T1_real rests on {name}, which the checker does not know",
    )
    stand_in.summary = SUMMARY.format(f"    {name}")
    assert check(tmp_path, ["Base"], {"T1_real": [name]}, Deadline()) == ()


def test_libraries_are_checked_once_and_again_after_a_complaint(stand_in: StandIn, tmp_path: Path) -> None:
    told: list[str] = []
    stand_in.summary = REAL
    for _ in range(2):
        assert len(check_libraries(["Coq.Init.Prelude"], Deadline(), tmp_path, told.append)) == 1
    stand_in.summary = SUMMARY.format("")
    for _ in range(2):
        assert check_libraries(["Coq.Init.Prelude"], Deadline(), tmp_path, told.append) == ()
    assert len(told) == 3
