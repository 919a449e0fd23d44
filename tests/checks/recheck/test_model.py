"""The objects of a certificate rebuilt from an instance, against numbers worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from checks.recheck.model import Model, RejectedError, combined, demand, echelon, inner, spanned
from theory.files.instance_file import loads
from theory.instance import Uniform

TEXT = """{"format": "user-diversity/instance/1", "responses": ["y0", "y1"], "comparators": {"baseline": "y0"},
 "contexts": [{"user": "u", "prompt": "p", "probability": "1/4"}, {"user": "v", "prompt": "p", "probability": "3/4"}],
 "heads": [[[0, 0], [1, 0]], [[0, 0], [1, 1]]],
 "parameters": {"lower": [-1, -1], "upper": [2, "4/3"], "inequalities": [{"normal": [1, 2], "at_most": 3}]},
 "truth": [1, "1/2"]}"""
INSTANCE = loads(TEXT)
MODEL = Model.of(INSTANCE)


def numbers(*entries: int | str) -> list[Fraction]:
    return [Fraction(x) for x in entries]


def test_bounds_come_by_coordinate_upper_first_and_then_the_inequalities() -> None:
    rows = [(1, 0), (-1, 0), (0, 1), (0, -1), (1, 2)]
    assert MODEL.sides == [(numbers(*row), b) for row, b in zip(rows, numbers(2, 1, "4/3", 1, 3), strict=True)]
    assert MODEL.inside(numbers("1/3", "4/3")) and not MODEL.inside(numbers("1/2", "4/3"))
    assert MODEL.theta == numbers(1, "1/2")


def test_a_response_is_never_compared_with_itself() -> None:
    assert MODEL.masses == [[{}, {0: Fraction(1, 4)}], [{}, {0: Fraction(3, 4)}]]
    uniform = Model.of(replace(INSTANCE, comparators=Uniform()))
    assert uniform.seen == [[[1], [0]]] * 2 and uniform.masses[1][0] == {1: Fraction(3, 4)}


def test_policies_are_best_and_models_alike_as_by_hand() -> None:
    """While (y0, y1) is deployed, x₀ + x₁ alone is seen."""
    one, two = numbers("-1/2", 1), numbers(1, "-1/2")
    assert MODEL.values(1, one) == numbers(0, "1/2")
    assert MODEL.optimal((0, 1), one, strictly=True) and not MODEL.optimal((1, 1), one)
    tied = numbers(0, 1)
    assert MODEL.optimal((0, 1), tied) and MODEL.optimal((1, 1), tied)
    assert not MODEL.optimal((0, 1), tied, strictly=True)
    assert MODEL.shown((0, 1)) == [numbers(1, 1)]
    assert MODEL.same((0, 1), one, two) and not MODEL.same((1, 0), one, two)


def test_rows_in_echelon_form_span_what_the_rows_did() -> None:
    rows = [numbers(0, 2, 4), numbers(1, 1, 1), numbers(1, 3, 5)]
    basis = echelon(rows)
    assert [row[place] for place, row in basis] == [1, 1]
    assert all(spanned(basis, row) for row in rows)
    assert spanned(basis, numbers(3, 1, -1)) and not spanned(basis, numbers(0, 0, 1))


def test_sums_and_refusals() -> None:
    assert combined([(Fraction(2), numbers(1, 0)), (Fraction(-1), numbers(1, 3))], 2) == numbers(1, -3)
    assert inner(numbers("1/2", 3), numbers(4, -1)) == -1
    with pytest.raises(RejectedError, match="different lengths"):
        inner(numbers(1), numbers(1, 2))
    with pytest.raises(RejectedError, match="why not"):
        demand(False, "why not")
