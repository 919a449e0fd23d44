"""Linear algebra over ℚ: rank, independent rows, nullspaces and projections, exact whatever the size."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import gcd, lcm

from flint import fmpq, fmpq_mat, fmpz_mat

from theory.exact import integer_nullspace
from theory.instance import Vector


def dot(left: Vector, right: Vector) -> Fraction:
    """Return the inner product of two vectors."""
    return sum((x * y for x, y in zip(left, right, strict=True)), Fraction(0))


def combine(theta: Vector, s: Fraction, direction: Vector) -> Vector:
    """Return θ + s · direction."""
    return tuple(x + s * v for x, v in zip(theta, direction, strict=True))


def primitive(vector: Vector) -> Vector:
    """Return the positive multiple of a vector that has coprime integer entries."""
    return tuple(map(Fraction, coprime(vector)))


def coprime(vector: Vector) -> tuple[int, ...]:
    """Return the positive multiple of a vector in whole numbers without a common factor.

    Examples
    --------
    >>> coprime((Fraction(1, 2), Fraction(-3, 4)))
    (2, -3)
    """
    common = lcm(*{x.denominator for x in vector})
    whole = [x.numerator * (common // x.denominator) for x in vector]
    divisor = gcd(*whole)
    return tuple(x // divisor for x in whole) if divisor > 1 else tuple(whole)


def _integers(rows: Sequence[Vector]) -> fmpz_mat:
    return fmpz_mat([list(coprime(row)) for row in rows])


def independent_rows(rows: Sequence[Vector]) -> list[int]:
    """Return the indices of rows that are a basis of what all rows span.

    Examples
    --------
    >>> independent_rows([(Fraction(1), Fraction(2)), (Fraction(2), Fraction(4)), (Fraction(0), Fraction(1))])
    [0, 2]
    """
    return integer_nullspace.independent(_integers(rows)) if rows else []


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
    return _vectors(integer_nullspace.solve(_integers(rows)).nullspace)


def orthogonal_within(rows: Sequence[Vector], basis: Sequence[Vector]) -> list[Vector]:
    """Return a basis, in coprime integers, of the vectors in the span of a basis that are orthogonal to every row."""
    if not rows or not basis:
        return list(basis)
    whole = _integers(basis)
    return [
        primitive(v) for v in _vectors(integer_nullspace.solve(_integers(rows) * whole.transpose()).nullspace * whole)
    ]


def _vectors(matrix: fmpz_mat) -> list[Vector]:
    return [tuple(Fraction(int(x)) for x in row) for row in matrix.tolist()]


def spans(rows: Sequence[Vector], vector: Vector) -> bool:
    """Whether a vector lies in the span of the rows."""
    return all(dot(vector, direction) == 0 for direction in nullspace(rows, len(vector)))


def within(inner: Sequence[Vector], rows: Sequence[Vector]) -> bool:
    """Whether the span of ``inner`` lies in the span of ``rows``."""
    return not inner or product_is_zero(inner, nullspace(rows, len(inner[0])))


def product_is_zero(left: Sequence[Vector], right: Sequence[Vector]) -> bool:
    """Whether every vector on the left is orthogonal to every vector on the right."""
    return not any(meets(left, right))


def meets(left: Sequence[Vector], right: Sequence[Vector]) -> list[bool]:
    """For each vector on the left, whether some vector on the right is not orthogonal to it."""
    if not left or not right:
        return [False] * len(left)
    return [any(row) for row in (_integers(left) * _integers(right).transpose()).tolist()]


def orthogonal_part(rows: Sequence[Vector], vector: Vector) -> Vector:
    """Return the component of a vector orthogonal to linearly independent rows."""
    return orthogonal_parts(rows, [vector])[0]


def orthogonal_parts(rows: Sequence[Vector], vectors: Sequence[Vector]) -> list[Vector]:
    """Return the component of each vector orthogonal to linearly independent rows."""
    if not rows or not vectors:
        return list(vectors)
    basis, given = rational_matrix(rows), rational_matrix(vectors)
    weights = (basis * basis.transpose()).solve(basis * given.transpose())
    return _fractions(given - weights.transpose() * basis)


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
