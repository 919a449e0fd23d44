"""Random parts worked out by hand from written choices, and the ranges they must stay in."""

from __future__ import annotations

from fractions import Fraction

import pytest

from checks.populations.parts import (
    FINE,
    NAMES,
    PAIRS,
    RARE,
    comparators,
    contexts,
    distribution,
    improved,
    matrix,
    responses,
    table,
    vector,
)  # fmt: skip
from checks.populations.source import Seeded
from tests.checks.populations.scripted import Scripted
from theory.instance import Baseline, Explicit, Uniform

HALF = Fraction(1, 2)


def test_a_distribution_is_its_weights_over_their_sum() -> None:
    choose = Scripted(1, 3, 1, 2)
    assert distribution(choose, 3) == (HALF, Fraction(1, 6), Fraction(1, 3)) and choose.used_up
    assert distribution(Scripted(), 1) == (1,)


def test_one_mass_in_ten_draws_is_rare() -> None:
    assert distribution(Scripted(10, 1), 3) == ((1 - RARE) / 2, RARE, (1 - RARE) / 2)


def test_with_zeros_some_mass_is_left() -> None:
    """Weights are picked from (0, 0, 1, 2, 3); where all are 0, one of them is made 1."""
    assert distribution(Scripted(0, 4, 2), 3, zeros=True) == (0, Fraction(3, 4), Fraction(1, 4))
    assert distribution(Scripted(0, 1, 0, 2), 3, zeros=True) == (0, 0, 1)


def test_contexts_are_pairs_with_masses() -> None:
    drawn = contexts(Scripted(2, 5, 0, 1, 1, 3))
    assert [(c.pair, c.probability) for c in drawn] == [(PAIRS[5], Fraction(1, 4)), (PAIRS[0], Fraction(3, 4))]
    assert responses(Scripted(2)) == NAMES[:2]


@pytest.mark.parametrize(
    ("script", "law"),
    [
        ((2, 1), Baseline("y1")),
        ((3,), Uniform()),
        ((4, 2, 2, 3, 0), Explicit((((HALF, HALF), (Fraction(1), Fraction(0))),))),
    ],
)
def test_comparators_of_each_form(script: tuple[int, ...], law: object) -> None:
    assert comparators(Scripted(*script), 1, NAMES[:2]) == law


@pytest.mark.parametrize("seed", range(5))
def test_tables_without_ties_have_none(seed: int) -> None:
    choose = Seeded(f"table {seed}")
    assert all(len(set(row)) == 4 and set(row) <= set(FINE) for row in table(choose, 6, 4, ties=False))
    assert {x for row in matrix(choose, 30, 3) for x in row} == {-1, 0, 1}
    assert vector(Scripted(2, 0), 2) == (-1, 0)


def test_what_is_kept_stays_and_the_rest_is_measured_from_the_best() -> None:
    """Steps are picked from (1, 1/2, 2, −1); once in three times all are the same one."""
    row = (Fraction(3), Fraction(1), Fraction(0))
    assert improved(Scripted(1, 1, 3), row, {0}) == (3, Fraction(7, 2), 2)
    assert improved(Scripted(3, 2, 0, 0), row, {0}) == (3, 5, 5)
