from fractions import Fraction

import pytest
from numpy.random import default_rng

from checks.refute.drawing.random_parts import (
    altered,
    law,
    linear_population,
    number,
    point,
    pointing,
    population,
    positive,
    siblings,
    table,
)
from theory.files.instance_file import read
from theory.files.writing import document


@pytest.mark.parametrize("seed", range(20))
def test_numbers_are_small_laws_are_positive_and_sum_to_one(seed: int) -> None:
    rng = default_rng(seed)
    assert abs(number(rng)) <= 3 and number(rng).denominator <= 2 and positive(rng) > 0
    masses = law(rng, 4)
    assert sum(masses) == 1 and min(masses) > 0


def test_a_point_and_a_table_of_points() -> None:
    assert point(3, 1) == (0, 1, 0)
    rows = pointing(default_rng(0), 2, 3).rows
    assert all(sorted(row) == [0, 0, 1] for block in rows for row in block)


def test_relatives_differ_in_some_entries_and_never_in_shape() -> None:
    rng = default_rng(3)
    first = table(rng, 2, 3)
    assert altered(rng, first, 0.0) == first
    drawn = siblings(rng, 3, 2, 3).table
    assert list(drawn) == ["m0", "m1", "m2"] and {len(rows) for rows in drawn.values()} == {2}


@pytest.mark.parametrize("draw", [population, linear_population])
@pytest.mark.parametrize("seed", range(10))
def test_instances_are_valid_and_the_same_for_the_same_seed(draw, seed: int) -> None:
    drawn = draw(default_rng(seed))
    assert read(document(drawn)) == drawn == draw(default_rng(seed))
    assert sum((context.probability for context in drawn.contexts), Fraction(0)) == 1
