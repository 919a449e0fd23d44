"""Statements on linear rewards, from numbers written by hand: vectors are told as rationals and stated as integers."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from proofs.certificates.linear_statements import (
    hidden_alternative,
    members,
    no_hidden_alternative,
    unconfused,
    unique_hidden,
)
from proofs.certificates.numbers.polytopes import ConfusedClass
from proofs.certificates.numbers.spans import Hidden, LinearTables, Spanned
from proofs.certificates.numbers.unconfused import Cut, Exclusion, UnconfusedClass
from theory.instance import Baseline, Context, Instance, Rewards

TABLES = LinearTables(2, 1, (((0, 0), (1, -1)),), 6, (3, -4))
"""θ = (1/2, −2/3)."""

ONE = Instance((Context("u", "x", Fraction(1)),), ("y0", "y1"), Baseline("y0"), Rewards({"a": ((0, 1),)}))  # type: ignore[dict-item]


def spaced(*texts: str) -> str:
    return re.sub(r"\s+", " ", " ".join(texts))


def test_what_hides_is_told_as_rationals() -> None:
    made = hidden_alternative(Hidden(TABLES, (2, 6)))
    assert made.claim == "T15" and "The parameter (1/3, 1) hides from the truth" in made.sentence
    assert "vector R heads_of_instance 6" in made.stated
    assert "hidden_alternativeZ instance heads_of_instance 6 theta alternative" in made.lemmas[2]
    assert "[:: 2; 6]" in spaced(*made.lemmas)


def test_members_are_told_as_the_truth_s_or_as_what_decides_the_class() -> None:
    found = ConfusedClass(ONE, TABLES, (2, 6), 4, (((1, 0), 8), ((-1, 2), -3)), of_truth=True)
    made, other = members(found), members(replace(found, of_truth=False))
    assert (made.claim, other.claim) == ("T15", "T23")
    assert made.sentence.startswith("The truth a = (1/2, -2/3) and b = (1/3, 1)")
    assert other.sentence.startswith("The class is not bounded: a = (1/2, -2/3) and b = (1/3, 1)")
    assert "[:: ([:: 1; 0], 8); ([:: -1; 2], -3)]" in spaced(*made.lemmas)
    for m, name in enumerate(("theta", "alternative")):
        assert f"memberZ instance heads_of_instance model_{m} 4 inequalities 6 {name}" in spaced(*made.lemmas)
        assert f"inside 4 inequalities (of_integers {name})" in made.stated
    assert "model b has one best response" in unique_hidden().sentence


def test_cuts_and_exclusions_are_written_as_they_are() -> None:
    exclusion = Exclusion(2, (1, 0), (0, 3), ((0, 1, 4),), ((0, 0, -5),))
    keeps = (((1,), ((exclusion, None),)),)
    found = UnconfusedClass(TABLES, 4, (((1, 0), 8),), (Cut((0,), (7,), ((0, 1, 9),)),), keeps)
    made = unconfused(found)
    written = spaced(*made.lemmas)
    assert "Definition cuts : seq cutting := [:: ([:: 0%N], ([:: 7], [:: (0%N, 1%N, 9)]))]." in written
    kept = "Exclusion 2 [:: 1; 0] [:: 0; 3] [:: (0%N, 1%N, 4)] [:: (0%N, 0%N, -5)]"
    assert f"[:: ([:: 1%N], [:: [:: {kept}; Exclusion 0 [::] [::] [::] [::]]])]" in written
    assert made.claim == "T23" and "inside 4 inequalities a -> unique_optimum (K a)" in made.stated


def test_what_spans_is_written_with_its_divisors() -> None:
    found = Spanned(TABLES, ((0, 1),), (((1, ()), (3, (-2, 5))),))
    made = no_hidden_alternative(found)
    assert "No parameter of ℝ^2 hides from the truth" in made.sentence
    assert "seq place := [:: (0%N, 1%N)]." in spaced(*made.lemmas)
    assert "[:: [:: (1%BZ, [::]); (3%BZ, [:: (-2)%BZ; 5%BZ])]]" in spaced(*made.lemmas)
