"""What compiled theorems say, asked of a compiler that answers as it is told: closures, digests and named axioms."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from proofs.kernel.statements import Reading, read
from proofs.kernel.toolchain import BuildFailed, Deadline
from tests.proofs.kernel.stand_in import StandIn

BODIES = {"Model.law": "Model.unit", "Model.unit": "0", "Model.unused": "1"}
T1, T7 = "UserDiversity.Headline.T1_bound", "UserDiversity.Headline.T7_real"


class Library(StandIn):
    """A compiler that knows a few definitions besides."""

    def answer(self, question: str) -> str:
        verb, _, name = question.rpartition(" ")
        short = name.removeprefix("UserDiversity.")
        if verb == "About":
            return f"{short} : nat\nExpands to: Constant UserDiversity.{short}\n"
        if verb == "Print" and short in BODIES:
            return f"{short} = {BODIES[short]}\n     : nat\n"
        if verb == "Locate Term" and short in BODIES:
            return f"Constant UserDiversity.{short}\n"
        return super().answer(question)


@pytest.fixture
def compiler(monkeypatch: pytest.MonkeyPatch) -> Library:
    library = Library()
    library.types = {T1: "Model.law = 0", T7: "Model.unit = 0"}
    library.install(monkeypatch)
    return library


def reading(folder: Path, guess: tuple[str, ...] = ()) -> Reading:
    return read(folder, ["Model", "Headline"], ["T1_bound", "T7_real"], guess, Deadline())


def test_theorems_come_with_everything_that_they_mention(tmp_path: Path, compiler: Library) -> None:
    """T1 mentions the law, which mentions the unit; what nothing mentions is left out."""
    found = reading(tmp_path)
    assert set(found.theorems) == {"T1_bound", "T7_real"}
    assert list(found.definitions) == ["UserDiversity.Model.law", "UserDiversity.Model.unit"]
    assert found.theorems["T1_bound"].uses == ("UserDiversity.Model.law",)
    assert found.definitions["UserDiversity.Model.law"].uses == ("UserDiversity.Model.unit",)
    assert found.theorems["T1_bound"].digest == sha256(b"UserDiversity.Model.law = 0").hexdigest()
    assert found.theorems["T1_bound"].text == "Model.law = 0"
    assert found.libraries == ("Coq.Init.Prelude",)


def test_a_guess_changes_no_answer(tmp_path: Path, compiler: Library) -> None:
    plain = reading(tmp_path)
    assert reading(tmp_path, ("UserDiversity.Model.law",)) == plain
    assert reading(tmp_path, ("UserDiversity.Model.unused",)) == plain


def test_axioms_are_named_in_full_for_each_theorem(tmp_path: Path, compiler: Library) -> None:
    """T1 may rest on nothing: what is found beyond that is asked for again, theorem by theorem."""
    assert reading(tmp_path).axioms == {"T1_bound": (), "T7_real": ()}
    classic = "Axioms:\nclassic : forall P : Prop, P \\/ ~ P\n"
    compiler.assumed = {"all_0": classic, T1: classic}
    assert reading(tmp_path).axioms == {"T1_bound": ("Coq.Logic.Classical_Prop.classic",), "T7_real": ()}


def test_an_answer_that_is_none_is_refused(tmp_path: Path, compiler: Library) -> None:
    compiler.assumed = {"all_0": "Something else\n"}
    with pytest.raises(BuildFailed) as error:
        reading(tmp_path)
    assert "\n" not in str(error.value)
