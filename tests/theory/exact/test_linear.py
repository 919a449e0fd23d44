"""Rank, independent rows and nullspaces against elimination on Fractions, and planted faults that must be caught."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import fmpz_mat
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from theory.exact import integer_nullspace
from theory.exact.linear import (
    dot,
    independent_rows,
    meets,
    nullspace,
    orthogonal_part,
    orthogonal_within,
    rank,
    within,
)
from theory.instance import Vector

SMALL = st.fractions(min_value=-10, max_value=10, max_denominator=10)
HUGE = st.builds(Fraction, st.integers(-(10**60), 10**60), st.integers(1, 10**60))


def eliminated(rows: list[Vector]) -> list[list[Fraction]]:
    """The nonzero rows of an echelon form, by the schoolbook."""
    left, done = [list(row) for row in rows], []
    for j in range(len(rows[0])):
        at = next((i for i, row in enumerate(left) if row[j]), None)
        if at is not None:
            head = left.pop(at)
            left = [[x - row[j] / head[j] * y for x, y in zip(row, head, strict=True)] for row in left]
            done.append(head)
    return done


@st.composite
def matrices(draw: st.DrawFn) -> list[Vector]:
    """Rows of any rank: combinations, repetitions, rows and columns of zeros, long and short entries."""
    size = draw(st.integers(1, 9))
    entries = draw(st.sampled_from((SMALL, SMALL, HUGE)))
    rows = draw(st.lists(st.tuples(*[entries] * size), max_size=6)) or [(Fraction(0),) * size]
    for _ in range(draw(st.integers(0, 4))):
        one, other = draw(st.sampled_from(rows)), draw(st.sampled_from(rows))
        weight = draw(st.sampled_from((Fraction(0), Fraction(1), Fraction(-7, 3))))
        rows.append(tuple(x * weight + y for x, y in zip(one, other, strict=True)))
    empty = draw(st.sets(st.integers(0, size - 1), max_size=2))
    return draw(st.permutations([tuple(Fraction(0) if j in empty else x for j, x in enumerate(row)) for row in rows]))


@pytest.fixture(params=[0, integer_nullspace.DIRECT], ids=["short", "reduced"])
def direct(request: pytest.FixtureRequest) -> object:
    """Both ways to propose a nullspace, whatever the size."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(integer_nullspace, "DIRECT", request.param)
        yield request.param


@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=matrices())
@pytest.mark.slow
def test_any_rank_against_elimination(direct: object, rows: list[Vector]) -> None:
    size, expected = len(rows[0]), len(eliminated(rows))
    basis, normals = [rows[i] for i in independent_rows(rows)], nullspace(rows, size)
    assert rank(rows) == len(basis) == len(eliminated(basis or [(Fraction(0),) * size])) == expected
    assert len(normals) == size - expected
    assert all(dot(row, v) == 0 for row in rows for v in normals)
    assert not normals or len(eliminated(normals)) == len(normals)
    assert all(x.denominator == 1 for v in normals for x in v)
    assert within(rows, basis)


@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=matrices(), chosen=st.sets(st.integers(0, 9)))
@pytest.mark.slow
def test_what_is_orthogonal_within_a_span(direct: object, rows: list[Vector], chosen: set[int]) -> None:
    basis = [rows[i] for i in independent_rows(rows)]
    given_rows = [row for i, row in enumerate(rows) if i in chosen]
    found = orthogonal_within(given_rows, basis)
    inside = [rows[i] for i in independent_rows(given_rows)] if given_rows else []
    assert len(found) == len(basis) - len(inside)
    assert all(dot(row, v) == 0 for row in given_rows for v in found)
    assert not found or (within(found, basis) and len(eliminated(found)) == len(found))


def test_a_prime_that_hides_a_rank_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    prime = integer_nullspace.PRIMES[0]
    rows = [(Fraction(prime), Fraction(1), Fraction(0)), (Fraction(2 * prime), Fraction(2 + prime), Fraction(0))]
    matrix = fmpz_mat([[int(x) for x in row] for row in rows])
    assert len(integer_nullspace.pivots(matrix, prime)[0]) == 1
    assert (rank(rows), nullspace(rows, 3)) == (2, [(0, 0, 1)])
    monkeypatch.setattr(integer_nullspace, "PRIMES", (prime,))
    with pytest.raises(ArithmeticError):
        integer_nullspace.solve(matrix)


def test_exact_rank_where_floating_point_is_blind() -> None:
    tiny = Fraction(1, 10**40)
    rows = [(Fraction(1), Fraction(1)), (Fraction(1), 1 + tiny)]
    assert rank(rows) == 2
    assert nullspace(rows[:1], 2) == [(Fraction(-1), Fraction(1))]
    assert dot(orthogonal_part(rows[:1], rows[1]), rows[0]) == 0
    assert meets(rows, nullspace(rows[:1], 2)) == [False, True]
