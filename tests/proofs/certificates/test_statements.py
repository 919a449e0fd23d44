"""Statements on a finite class: sentences have the numbers of the theorems, and every fact is used."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from proofs.certificates.numbers.greedy import GreedyBound
from proofs.certificates.numbers.pairs import PairBound
from proofs.certificates.rocq_file import Statement
from proofs.certificates.statements import confusing, costly, decimal, diversity, greedy

PAIR = PairBound(2, 0, 1, 5, 7, Fraction(3, 10), Fraction(5, 3))


def lemmas(statement: Statement) -> set[str]:
    """The names of what is computed for a statement."""
    return set(re.findall(r"^(?:Lemma|Definition) (\w+)", "\n".join(statement.lemmas), re.MULTILINE))


def every_lemma_is_used(*statements: Statement) -> bool:
    stated = "\n".join(one.stated for one in statements)
    facts = "\n".join(fact for one in statements for fact in one.lemmas)
    return all(stated.count(name) + facts.count(name) > 1 for one in statements for name in lemmas(one))


@pytest.mark.parametrize(
    ("value", "text"),
    [("5407/100", "54.07"), ("1/3", "1/3"), ("-1/8", "-0.125"), ("12", "12"), ("1/10000000000000", "1/10000000000000")],
)
def test_numbers_are_told_exactly(value: str, text: str) -> None:
    assert decimal(Fraction(value)) == text


def test_greedy_is_bounded_by_the_number_that_is_computed() -> None:
    made = greedy(GreedyBound(3, ((1, 20, 7), (0, 10, -2)), 5407, 100), "ann's")
    assert (made.theorem, made.claim) == ("greedy_regret_3", "T1")
    assert "At the truth ann's" in made.sentence and "at most 54.07" in made.sentence
    assert "Regret A (K model_3) T <= fraction 5407 100" in made.stated
    assert "boundedZ instance model_3 shares_3 5407 100" in made.lemmas[2]
    assert "(1%N, 20%N, 7%BZ); (0%N, 10%N, -2%BZ)" in made.lemmas[1] and every_lemma_is_used(made)


def test_a_pair_confuses_in_the_direction_that_is_told() -> None:
    (made,) = confusing(2, 0, ("believed", "hidden one"))
    assert made.stated.startswith("Theorem confusing_pair : confusing K model_2 model_0 /\\ ~ diverse K.")
    assert "tells believed from hidden one, and is not best for hidden one" in made.sentence
    assert lemmas(made) == {"model_2", "model_0", "hidden"}


def test_what_a_pair_costs_has_the_stakes_and_the_rate() -> None:
    """T · (3/10)/2, and ln(T · (5/3)(3/10)/2) / (2 · 5/3)."""
    unique, every, log = costly(PAIR, ("one", "two"))
    assert unique.sentence == "The model one has one best response in every context."
    assert "T · 3/20 ≤ B exp(B · 5/3)" in every.sentence
    assert log.sentence == "So B ≥ ln(T · 1/4) · 3/10 for every T ≥ 1."
    assert "fraction 3 10 * T%:R / 2%:R <= B * expR (fraction 5 3 * B)" in every.stated
    assert "stakesZ instance model_2 model_0 context_of_pair 5 7 3 10" in every.lemmas[1]
    assert "Num.max (Regret A (K model_2) T) (Regret A (K model_0) T)" in log.stated
    assert every_lemma_is_used(*confusing(2, 0, ("one", "two")), unique, every, log)


def test_without_information_the_cost_is_linear() -> None:
    unique, linear = costly(PairBound(0, 1, 0, 5, 7, Fraction(3, 10), Fraction(0)), ("one", "two"))
    assert (unique.theorem, linear.theorem) == ("unique_best_responses", "every_learner")
    assert "T · 3/10 ≤ B" in linear.sentence and "fraction 3 10 * T%:R <= Num.max" in linear.stated


def test_diversity_is_computed() -> None:
    made = diversity()
    assert made.claim == "D" and lemmas(made) == {"diversity_computed"} and every_lemma_is_used(made)
