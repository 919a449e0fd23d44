"""Exact linear algebra against sympy's."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from theory import linear
from theory.instance import Vector

ENTRIES = st.sampled_from([Fraction(n, d) for n in (-2, 0, 0, 1, 3) for d in (1, 3)])


def matrices(rows: int, columns: int) -> SearchStrategy[list[Vector]]:
    return st.lists(st.tuples(*[ENTRIES] * columns), min_size=rows, max_size=rows)


SIZES = st.tuples(st.integers(1, 4), st.integers(1, 4))


def sympy_rank(rows: list[Vector]) -> int:
    return int(sp.Matrix(rows).rank()) if rows else 0


@settings(deadline=None, max_examples=60)
@given(SIZES.flatmap(lambda size: matrices(*size)))
def test_rank_rows_and_nullspace(rows: list[Vector]) -> None:
    width, found = len(rows[0]), linear.independent_rows(rows)
    assert linear.rank(rows) == len(found) == sympy_rank(rows)
    assert found == sorted(found) and sympy_rank([rows[i] for i in found]) == len(found)
    kernel = linear.nullspace(rows, width)
    assert len(kernel) == width - len(found) == linear.rank(kernel)
    assert linear.product_is_zero(rows, kernel)
    assert all(linear.primitive(v) == v and all(x.denominator == 1 for x in v) for v in kernel)


@settings(deadline=None, max_examples=40)
@given(st.integers(1, 3).flatmap(lambda d: st.tuples(matrices(2, d), matrices(2, d))))
def test_spans_and_products(pair: tuple[list[Vector], list[Vector]]) -> None:
    left, right = pair
    assert linear.within(left, right) == (sympy_rank(left + right) == sympy_rank(right))
    assert linear.spans(right, left[0]) == (sympy_rank([*right, left[0]]) == sympy_rank(right))
    assert linear.products(left, right) == [tuple(linear.dot(x, y) for y in right) for x in left]
    basis = [right[i] for i in linear.independent_rows(right)]
    part = linear.orthogonal_part(basis, left[0])
    assert all(linear.dot(part, row) == 0 for row in basis)
    assert linear.spans(basis, linear.combine(left[0], Fraction(-1), part)) or not basis


def test_nothing_spans_nothing() -> None:
    assert linear.rank([]) == 0 and linear.independent_rows([]) == []
    assert linear.nullspace([], 2) == [(1, 0), (0, 1)]
    assert linear.within([], []) and not linear.within([(Fraction(1),)], [])
    assert linear.products([(Fraction(1),)], []) == [()]
    zero = (Fraction(0),) * 2
    assert linear.rank([zero, zero]) == 0 and linear.primitive(zero) == zero


@pytest.mark.parametrize("factor", [2**61 - 1, 2**62 - 57, 2**62 - 87, (2**61 - 1) * (2**31 - 1) * 3**50])
def test_a_minor_that_primes_divide_is_not_taken_for_zero(factor: int) -> None:
    rows = [(Fraction(1), Fraction(0)), (Fraction(1), Fraction(factor))]
    assert linear.rank(rows) == 2 and linear.nullspace(rows, 2) == []
