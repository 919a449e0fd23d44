"""Cheats planted in the real development, each caught by name: scanned, compiled, read back and compared with the pins.

To be cheap, only a slice of the headline is compiled, on the theories that the honest build keeps.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pytest

from proofs.kernel import available, pins, run
from proofs.kernel.build import compile_theories
from proofs.kernel.pins import Pins, differences
from proofs.kernel.scan import PROJECT_OPTIONS, scan
from proofs.kernel.sources import HEADLINE, Sources, declared, load
from proofs.kernel.statements import read
from proofs.kernel.toolchain import Deadline

pytestmark = [pytest.mark.skipif(not available(), reason="Rocq with mathcomp is not installed"), pytest.mark.slow]

REAL = load()
PINNED = pins.load()
OPENING = REAL.theories[HEADLINE].partition("\nTheorem ")[0]
IMPORTS = """From mathcomp Require Import all_ssreflect all_algebra.
From UserDiversity Require Import Model.
Set Implicit Arguments.
Unset Strict Implicit.
"""


def theorem(name: str, *edits: tuple[str, str], proof: str = "") -> str:
    """A theorem of the headline, edited, with another proof if one is given."""
    found = re.search(rf"Theorem {name}\b.*?Qed\.\n", REAL.theories[HEADLINE], re.DOTALL)
    assert found
    text = found.group()
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return re.sub(r"Proof\..*Qed\.", f"Proof. {proof} Qed.", text, flags=re.DOTALL) if proof else text


def planted(blocks: list[str], files: Mapping[str, str]) -> Sources:
    """The development with other files, and with a headline that holds these blocks only."""
    theories = {**REAL.theories, **files, HEADLINE: f"{OPENING}\n" + "\n".join(blocks)}
    return Sources("\n".join((*PROJECT_OPTIONS, *(f"theories/{name}.v" for name in theories))), theories)


@pytest.fixture(scope="module")
def caught(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Sources], str]:
    """What a comparison with the pins says of a planted development, the scan of its text apart."""
    assert run(1800.0).errors == ()

    def caught(sources: Sources) -> str:
        folder = tmp_path_factory.mktemp("cheat") / "build"
        compile_theories(sources, folder, Deadline.after(300.0))
        stated = declared(sources.theories[HEADLINE])
        found = read(folder, list(sources.theories), stated, PINNED.definitions, Deadline.after(300.0))
        reviewed = {name: PINNED.theorems[name] for name in stated}
        return "\n".join(
            differences(
                Pins(PINNED.compiler, found.theorems, found.definitions),
                Pins(PINNED.compiler, reviewed, PINNED.definitions),
            )
        )

    return caught


def imported(name: str) -> str:
    return f"From UserDiversity Require Import {name}."


@pytest.fixture(scope="module")
def restated(caught: Callable[[Sources], str]) -> str:
    """Statements changed in the headline, behind a file that makes the compiler print little."""
    terse = "#[global] Set Printing Depth 2.\n#[global] Set Printing Width 20.\n#[global] Unset Printing All.\n"
    blocks = [
        imported("Terse"),
        theorem("T1_residual"),
        theorem(
            "T1_greedy_bounded",
            ("forall T, Regret", "forall T, T = 0%N -> Regret"),
            proof="by move=> R E M K A theta H4 D gr T _; apply: T1_greedy_bounded.",
        ),
        "Theorem T2_geometric_tail : True.\nProof. exact: I. Qed.\n",
        theorem("T9_trichotomy", ("exp_laws exp ln ->", "False -> exp_laws exp ln ->"), proof="by []."),
        theorem(
            "T9_greedy",
            ("exists B : R,\n  forall A", "\n  forall A"),
            ("forall theta T, Regret", "forall theta T, exists B : R, Regret"),
            proof="by move=> R E M K H4 D A gr theta T; exists (Regret A (K theta) T); apply: lexx.",
        ),
    ]
    return caught(planted(blocks, {"Terse": terse}))


@pytest.mark.parametrize("name", ["T1_greedy_bounded", "T2_geometric_tail", "T9_trichotomy", "T9_greedy"])
def test_a_weaker_statement_is_caught(restated: str, name: str) -> None:
    """T1 at T = 0, T2 replaced by True, T9 behind False, a bound that may depend on the learner and the horizon."""
    assert f"{name} does not state what is pinned" in restated


def test_what_was_not_touched_is_not_accused_however_little_is_printed(restated: str) -> None:
    assert "T1_residual" not in restated and len(restated.splitlines()) == 4


SHADOW = f"""{IMPORTS}
Definition rate_bound (R : rcfType) (E : env R) (ln : R -> R) (a b : reward E) (pi : policy E) (K : R) := False.
"""


@pytest.fixture(scope="module")
def shadowed(caught: Callable[[Sources], str]) -> str:
    """Theorems of unchanged text about a rate_bound that is False, from a file imported last."""
    names = ("T6_two_point", "T7_logarithmic", "T8_admissible")
    blocks = [imported("Shadow"), *(theorem(name, proof="by [].") for name in names)]
    return caught(planted(blocks, {"Shadow": SHADOW}))


@pytest.mark.parametrize("name", ["T6_two_point", "T7_logarithmic", "T8_admissible"])
def test_a_definition_that_is_shadowed_is_caught(shadowed: str, name: str) -> None:
    assert (
        f"{name} does not state what is pinned; it uses UserDiversity.Shadow.rate_bound; it no longer uses" in shadowed
    )
    assert (
        f"UserDiversity.Shadow.rate_bound is not a pinned definition; on it rest {name}" in shadowed or name[:2] != "T6"
    )


NESTED = f"""{IMPORTS}
Module Model.
Definition diverse (R : rcfType) (E : env R) (M : Type) (K : class E M) := False.
End Model.
Export Model.
"""
EMPTY = f"""{IMPORTS}
Record learner (R : rcfType) (E : env R) := Learner {{ base :> Model.learner E; absurd : False }}.
"""
ABBREVIATION = f"""{IMPORTS}
Notation Regret := (fun _ _ (_ : nat) => 0%R).
"""
LOOSE = f"""{IMPORTS}
Notation "x <= y" := True : ring_scope.
"""
LOOKS = {"Nested": NESTED, "Empty": EMPTY, "Abbreviation": ABBREVIATION, "Loose": LOOSE}


@pytest.fixture(scope="module")
def disguised(caught: Callable[[Sources], str]) -> str:
    """Theorems of unchanged text whose words mean something else, one imported file after the other."""
    blocks = [
        imported("Empty"),
        theorem("T10_trap", proof="by move=> R E M K a b [A []]."),
        imported("Nested"),
        theorem("T1_selections", proof="by []."),
        imported("Abbreviation"),
        theorem("T9_greedy", proof="by move=> R E M K H4 D; exists 0."),
        imported("Loose"),
        theorem("L3_real", proof="by []."),
    ]
    return caught(planted(blocks, LOOKS))


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("T10_trap", "it uses UserDiversity.Empty.base, UserDiversity.Empty.learner"),
        ("T1_selections", "UserDiversity.Nested.Model.diverse"),
        ("T9_greedy", "it no longer uses UserDiversity.Model.Regret"),
        ("L3_real", "it no longer uses UserDiversity.Model.bern"),
    ],
)
def test_a_word_that_means_something_else_is_caught(disguised: str, name: str, word: str) -> None:
    """A record without inhabitants, a nested module of the same name, an abbreviation, a notation."""
    assert any(
        line.startswith(f"{name} does not state what is pinned") and word in line for line in disguised.splitlines()
    )


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("Abbreviation", "theories/Abbreviation.v: Notation Regret is not Local"),
        ("Loose", 'theories/Loose.v: Notation "x <= y" is not on the list of notations'),
    ],
)
def test_a_notation_is_refused_before_anything_is_compiled(name: str, problem: str) -> None:
    assert problem in scan(planted([], {name: LOOKS[name]}))
