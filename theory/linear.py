"""Linear algebra over ℚ: rank, independent rows, nullspaces and projections, exact whatever the size.

Pivots are found modulo a prime, which can only underestimate the rank; the nullspace is then solved for
over ℚ and multiplied back, which certifies that it was not underestimated.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import gcd, lcm

from flint import fmpq, fmpq_mat, fmpz_mat, nmod_mat

from theory.instance import Vector

_PRIMES = (2**61 - 1, 2**62 - 57, 2**62 - 87)


def dot(left: Vector, right: Vector) -> Fraction:
    """Return the inner product of two vectors."""
    return sum((x * y for x, y in zip(left, right, strict=True)), Fraction(0))


def combine(theta: Vector, s: Fraction, direction: Vector) -> Vector:
    """Return θ + s · direction."""
    return tuple(x + s * v for x, v in zip(theta, direction, strict=True))


def primitive(vector: Vector) -> Vector:
    """Return the positive multiple of a vector that has coprime integer entries."""
    common = lcm(*(x.denominator for x in vector))
    whole = [int(x * common) for x in vector]
    divisor = gcd(*whole) or 1
    return tuple(Fraction(x // divisor) for x in whole)


def _integers(rows: Sequence[Vector]) -> fmpz_mat:
    return fmpz_mat([[int(x) for x in primitive(row)] for row in rows])


def _pivots(matrix: fmpz_mat, prime: int) -> tuple[list[int], list[int]]:
    """Rows and columns of a square submatrix that is invertible modulo the prime, of largest size."""
    return _leading(nmod_mat(matrix.transpose(), prime)), _leading(nmod_mat(matrix, prime))


def _leading(matrix: nmod_mat) -> list[int]:
    reduced, rank = matrix.rref()
    found: list[int] = []
    j = 0
    for i in range(rank):
        while int(reduced[i, j]) == 0:
            j += 1
        found.append(j)
    return found


def independent_rows(rows: Sequence[Vector]) -> list[int]:
    """Return the indices of the first rows that span what all rows span.

    Examples
    --------
    >>> independent_rows([(Fraction(1), Fraction(2)), (Fraction(2), Fraction(4)), (Fraction(0), Fraction(1))])
    [0, 2]
    """
    return _solved(rows)[0] if rows else []


def rank(rows: Sequence[Vector]) -> int:
    """Return the dimension of the span of the rows."""
    return len(independent_rows(rows))


def nullspace(rows: Sequence[Vector], dimension: int) -> list[Vector]:
    """Return a basis, in coprime integers, of the vectors orthogonal to every row.

    Parameters
    ----------
    rows : sequence of Vector
        Each of length ``dimension``; there may be none.
    dimension : int
        The number of columns d.

    Examples
    --------
    >>> [[int(x) for x in v] for v in nullspace([(Fraction(1), Fraction(2))], 2)]
    [[-2, 1]]
    """
    if not rows:
        return [tuple(Fraction(int(i == j)) for j in range(dimension)) for i in range(dimension)]
    return _solved(rows)[1]


def _solved(rows: Sequence[Vector]) -> tuple[list[int], list[Vector]]:
    """Independent rows and nullspace, each certifying the other."""
    matrix = _integers(rows)
    for prime in _PRIMES:
        leading, columns = _pivots(matrix, prime)
        kernel = _kernel(matrix, leading, columns)
        if kernel.ncols() == 0 or (matrix * kernel) == fmpz_mat(matrix.nrows(), kernel.ncols()):
            return leading, [primitive(tuple(Fraction(int(x)) for x in row)) for row in kernel.transpose().tolist()]
    raise ArithmeticError("every prime of the list divides a minor of the matrix")


def _kernel(matrix: fmpz_mat, rows: list[int], columns: list[int]) -> fmpz_mat:
    """Solve for the free columns in terms of the pivots; integer columns, with a common denominator."""
    pivots = set(columns)
    free = [j for j in range(matrix.ncols()) if j not in pivots]
    kernel = fmpz_mat(matrix.ncols(), len(free))
    if not free:
        return kernel
    denominator = 1
    if rows:
        entries = matrix.tolist()
        square = fmpq_mat(fmpz_mat([[entries[i][j] for j in columns] for i in rows]))
        right = fmpq_mat(fmpz_mat([[-entries[i][j] for j in free] for i in rows]))
        numerators, common = square.solve(right, algorithm="dixon").numer_denom()  # type: ignore[call-arg]
        denominator = int(common)
        for i, j in enumerate(columns):
            for k in range(len(free)):
                kernel[j, k] = numerators[i, k]
    for k, j in enumerate(free):
        kernel[j, k] = denominator
    return kernel


def spans(rows: Sequence[Vector], vector: Vector) -> bool:
    """Whether a vector lies in the span of the rows."""
    return all(dot(vector, direction) == 0 for direction in nullspace(rows, len(vector)))


def within(inner: Sequence[Vector], rows: Sequence[Vector]) -> bool:
    """Whether the span of ``inner`` lies in the span of ``rows``."""
    return not inner or product_is_zero(inner, nullspace(rows, len(inner[0])))


def product_is_zero(left: Sequence[Vector], right: Sequence[Vector]) -> bool:
    """Whether every vector on the left is orthogonal to every vector on the right."""
    if not left or not right:
        return True
    return bool((_integers(left) * _integers(right).transpose()) == fmpz_mat(len(left), len(right)))


def orthogonal_part(rows: Sequence[Vector], vector: Vector) -> Vector:
    """Return the component of a vector orthogonal to linearly independent rows."""
    if not rows:
        return vector
    basis = rational_matrix(rows)
    gram = basis * basis.transpose()
    weights = gram.solve(basis * rational_matrix([vector]).transpose())
    projected = _fractions((basis.transpose() * weights).transpose())[0]
    return tuple(x - y for x, y in zip(vector, projected, strict=True))


def products(left: Sequence[Vector], right: Sequence[Vector]) -> list[Vector]:
    """Return all inner products of two lists of vectors, ``[left][right]``."""
    if not left or not right:
        return [() for _ in left]
    return _fractions(rational_matrix(left) * rational_matrix(right).transpose())


def rational_matrix(rows: Sequence[Vector]) -> fmpq_mat:
    """Return rows of fractions as a FLINT matrix."""
    return fmpq_mat([[fmpq(x.numerator, x.denominator) for x in row] for row in rows])


def _fractions(matrix: fmpq_mat) -> list[Vector]:
    return [tuple(Fraction(int(x.p), int(x.q)) for x in row) for row in matrix.tolist()]
