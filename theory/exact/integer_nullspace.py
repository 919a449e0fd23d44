"""Independent rows and nullspace of an integer matrix: found modulo primes, certified by multiplication.

Pivots modulo a prime are pivots over ℚ, but there may be too few of them. A nullspace is proposed from them; that the
matrix times it is 0 and that the two dimensions add up proves both.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import gcd

from flint import fmpq_mat, fmpz, fmpz_mat, nmod_mat

from theory.exact.short_nullspace import short_kernel

PRIMES = (2**62 - 57, 2**62 - 87, 2**61 - 1)

DIRECT = 40
"""Up to this rank the nullspace is solved for over ℚ, in reduced form; beyond it is made of short vectors."""


@dataclass(frozen=True, eq=False)
class Solution:
    """What a matrix A of shape (n, d) and rank r spans, and what it misses.

    Attributes
    ----------
    rows, columns : list of int
        The indices of r independent rows, and of r independent columns.
    nullspace : fmpz_mat, shape (d − r, d)
        A basis of the v with A v = 0, one a row, each in coprime integers.
    """

    rows: list[int]
    columns: list[int]
    nullspace: fmpz_mat


def solve(matrix: fmpz_mat) -> Solution:
    """Return independent rows and the nullspace of an integer matrix, each certifying the other.

    Examples
    --------
    >>> solve(fmpz_mat([[1, 2], [2, 4]])).nullspace.tolist()
    [[-2, 1]]
    """
    for prime in PRIMES:
        rows, columns = pivots(matrix, prime)
        nullspace = _proposed(matrix, rows, columns)
        if certified(matrix, len(rows), nullspace, prime):
            return Solution(rows, columns, nullspace)
    raise ArithmeticError("every prime of the list divides a minor of the matrix")


def independent(matrix: fmpz_mat) -> list[int]:
    """Return the indices of rows that are a basis of what all rows span.

    Where they are not as many as the matrix has rows or columns, relations prove it: between the columns or between
    the rows, whichever are fewer.
    """
    rows = pivots(matrix, PRIMES[0])[0]
    if len(rows) == min(matrix.nrows(), matrix.ncols()):
        return rows
    return solve(matrix).rows if matrix.ncols() <= matrix.nrows() else solve(matrix.transpose()).columns


def pivots(matrix: fmpz_mat, prime: int) -> tuple[list[int], list[int]]:
    """Rows and columns of a square submatrix that is invertible modulo the prime, of largest size."""
    return leading(*nmod_mat(matrix.transpose(), prime).rref()), leading(*nmod_mat(matrix, prime).rref())


def leading(reduced: nmod_mat | fmpz_mat | fmpq_mat, rank: int) -> list[int]:
    """Return the pivot columns of a matrix in reduced row echelon form."""
    found: list[int] = []
    j = 0
    for i in range(rank):
        while int(reduced[i, j]) == 0:
            j += 1
        found.append(j)
    return found


def certified(matrix: fmpz_mat, rank: int, nullspace: fmpz_mat, prime: int) -> bool:
    """Whether the rows of a matrix are a basis of the nullspace of another that has at least the given rank.

    The product over ℤ must be 0, the rows independent modulo the prime, and rank and nullity add up.
    """
    return (
        rank + nullspace.nrows() == matrix.ncols()
        and nmod_mat(nullspace, prime).rank() == nullspace.nrows()
        and bool(matrix * nullspace.transpose() == fmpz_mat(matrix.nrows(), nullspace.nrows()))
    )


def _proposed(matrix: fmpz_mat, rows: list[int], columns: list[int]) -> fmpz_mat:
    """Solve the pivot rows for the pivot columns in terms of the free ones."""
    pivot = set(columns)
    free = [j for j in range(matrix.ncols()) if j not in pivot]
    nullspace = fmpz_mat(len(free), matrix.ncols())
    if not free:
        return nullspace
    vectors = [[fmpz(int(i == j)) for j in range(len(free))] for i in range(len(free))]
    if rows:
        entries = matrix.tolist()
        square = fmpz_mat([[entries[i][j] for j in columns] for i in rows])
        right = fmpz_mat([[entries[i][j] for j in free] for i in rows])
        short = short_kernel(square, right) if len(rows) > DIRECT else None
        vectors = _reduced_kernel(square, right) if short is None else short
    order = [*columns, *free]
    for i, vector in enumerate(vectors):
        for j, x in zip(order, vector, strict=True):
            nullspace[i, j] = x
    return nullspace


def _reduced_kernel(square: fmpz_mat, right: fmpz_mat) -> list[list[fmpz]]:
    """Solve square · y = −right · e_k over ℚ for each k; (y, e_k) in coprime integers."""
    numerators, common = fmpq_mat(square).solve(fmpq_mat(-right), algorithm="dixon").numer_denom()  # type: ignore[call-arg]
    vectors = []
    for k, y in enumerate(numerators.transpose().tolist()):
        divisor = fmpz(gcd(int(common), *map(int, y)))
        z = [common // divisor if i == k else fmpz(0) for i in range(right.ncols())]
        vectors.append([x // divisor for x in y] + z)
    return vectors
