"""Nullspaces and what certifies them."""

from __future__ import annotations

from math import prod

import pytest
from flint import fmpz, fmpz_mat

from tests.theory.matrices import modest
from theory.exact import integer_nullspace
from theory.exact.padic import PRIMES


@pytest.mark.parametrize("ranks", [(41, 41, 90), (60, 70, 100), (80, 80, 81), (45, 120, 50), (64, 64, 64)])
def test_short_vectors_against_the_library(ranks: tuple[int, int, int]) -> None:
    inner, height, width = ranks
    matrix = modest(height, inner, 9) * modest(inner, width) if height > inner else modest(inner, width)
    found = integer_nullspace.solve(matrix)
    assert len(found.rows) == len(found.columns) == matrix.rank() == inner
    assert found.nullspace.nrows() == found.nullspace.rank() == width - inner
    assert (matrix * found.nullspace.transpose()).is_zero()
    assert len(integer_nullspace.independent(matrix)) == inner == len(integer_nullspace.independent(matrix.transpose()))


def test_a_wrong_nullspace_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    matrix = modest(45, 50)
    right = integer_nullspace.short_kernel

    def wrong(square: fmpz_mat, rest: fmpz_mat) -> list[list[fmpz]] | None:
        vectors = right(square, rest)
        assert vectors is not None
        vectors[3][7] += 1
        return vectors

    integer_nullspace.solve(matrix)
    monkeypatch.setattr(integer_nullspace, "short_kernel", wrong)
    with pytest.raises(ArithmeticError):
        integer_nullspace.solve(matrix)


def test_the_certificate_needs_every_part() -> None:
    matrix, prime = modest(6, 9), integer_nullspace.PRIMES[0]
    vectors = integer_nullspace.solve(matrix).nullspace.tolist()
    assert integer_nullspace.certified(matrix, 6, fmpz_mat(vectors), prime)
    assert not integer_nullspace.certified(matrix, 5, fmpz_mat(vectors), prime)
    assert not integer_nullspace.certified(matrix, 6, fmpz_mat(vectors[:2]), prime)
    assert not integer_nullspace.certified(matrix, 6, fmpz_mat([*vectors[:2], vectors[0]]), prime)
    assert not integer_nullspace.certified(matrix, 6, fmpz_mat([*vectors[:2], [x + 1 for x in vectors[2]]]), prime)


def test_where_nothing_is_short_the_solution_is_reduced(monkeypatch: pytest.MonkeyPatch) -> None:
    matrix = modest(45, 50)
    expected = integer_nullspace.solve(matrix).nullspace
    monkeypatch.setattr(integer_nullspace, "short_kernel", lambda square, right: None)
    found = integer_nullspace.solve(matrix).nullspace
    assert found != expected
    assert fmpz_mat(expected.tolist() + found.tolist()).rank() == 5


def test_a_determinant_that_no_prime_can_be_lifted_from() -> None:
    size, product = 45, prod(PRIMES)
    diagonal = [product, *[1] * (size - 1)]
    matrix = fmpz_mat([[diagonal[i] if i == j else int(j == size) for j in range(size + 1)] for i in range(size)])
    assert integer_nullspace.solve(matrix).nullspace.tolist() == [[-1, *[-product] * (size - 1), product]]
