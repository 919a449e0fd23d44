"""Nullspaces and what certifies them."""

from __future__ import annotations

from math import prod

import pytest
from flint import fmpz, fmpz_mat

from tests.theory.matrices import modest
from theory import kernel
from theory.lifting import PRIMES


@pytest.mark.parametrize("ranks", [(41, 41, 90), (60, 70, 100), (80, 80, 81), (45, 120, 50), (64, 64, 64)])
def test_short_vectors_against_the_library(ranks: tuple[int, int, int]) -> None:
    inner, height, width = ranks
    matrix = modest(height, inner, 9) * modest(inner, width) if height > inner else modest(inner, width)
    found = kernel.solve(matrix)
    assert len(found.rows) == len(found.columns) == matrix.rank() == inner
    assert found.kernel.nrows() == found.kernel.rank() == width - inner
    assert (matrix * found.kernel.transpose()).is_zero()
    assert len(kernel.independent(matrix)) == inner == len(kernel.independent(matrix.transpose()))


def test_a_wrong_nullspace_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    matrix = modest(45, 50)
    right = kernel.short_kernel

    def wrong(square: fmpz_mat, rest: fmpz_mat) -> list[list[fmpz]] | None:
        vectors = right(square, rest)
        assert vectors is not None
        vectors[3][7] += 1
        return vectors

    kernel.solve(matrix)
    monkeypatch.setattr(kernel, "short_kernel", wrong)
    with pytest.raises(ArithmeticError):
        kernel.solve(matrix)


def test_the_certificate_needs_every_part() -> None:
    matrix, prime = modest(6, 9), kernel.PRIMES[0]
    vectors = kernel.solve(matrix).kernel.tolist()
    assert kernel.certified(matrix, 6, fmpz_mat(vectors), prime)
    assert not kernel.certified(matrix, 5, fmpz_mat(vectors), prime)
    assert not kernel.certified(matrix, 6, fmpz_mat(vectors[:2]), prime)
    assert not kernel.certified(matrix, 6, fmpz_mat([*vectors[:2], vectors[0]]), prime)
    assert not kernel.certified(matrix, 6, fmpz_mat([*vectors[:2], [x + 1 for x in vectors[2]]]), prime)


def test_where_nothing_is_short_the_solution_is_reduced(monkeypatch: pytest.MonkeyPatch) -> None:
    matrix = modest(45, 50)
    expected = kernel.solve(matrix).kernel
    monkeypatch.setattr(kernel, "short_kernel", lambda square, right: None)
    found = kernel.solve(matrix).kernel
    assert found != expected
    assert fmpz_mat(expected.tolist() + found.tolist()).rank() == 5


def test_a_determinant_that_no_prime_can_be_lifted_from() -> None:
    size, product = 45, prod(PRIMES)
    diagonal = [product, *[1] * (size - 1)]
    matrix = fmpz_mat([[diagonal[i] if i == j else int(j == size) for j in range(size + 1)] for i in range(size)])
    assert kernel.solve(matrix).kernel.tolist() == [[-1, *[-product] * (size - 1), product]]
