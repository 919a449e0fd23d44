"""The rank of a table, exactly, with a certificate, in time linear in its rows.

The rank modulo a prime never exceeds the rank over ℚ, so a full rank found modulo a prime is proved. Otherwise
the nullspace of the pivot rows is computed over ℚ, and every row is shown to be orthogonal to it: modulo as many
primes as make the product exceed twice the largest value the scalar products could take. No tolerance, no chance.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import flint
import numpy as np
from numpy.typing import NDArray

from checks.audit.reading.numbers import Scaled
from theory.exact.integer_nullspace import leading
from theory.exact.linear import coprime

Integers = NDArray[np.int64]

FIRST_PRIME = 1 << 22
BLOCK = 1 << 16
"""Rows handled at once."""


@dataclass(frozen=True)
class Rank:
    """An exact rank.

    Attributes
    ----------
    rank : int
    columns : int
        The number of columns; the rank is full when it equals this.
    pivots : tuple of int
        Rows that are independent and span all the others.
    nullspace : tuple of tuple of int
        A basis of {v : ⟨row, v⟩ = 0 for all rows}, in whole numbers, in the units of the table as given.
    """

    rank: int
    columns: int
    pivots: tuple[int, ...]
    nullspace: tuple[tuple[int, ...], ...]

    @property
    def full(self) -> bool:
        """Whether the rows span the whole space."""
        return self.rank == self.columns


def primes(start: int = FIRST_PRIME) -> Iterator[int]:
    """Primes above ``start``, upwards; products of two residues summed over 500 columns stay exact in a float64."""
    prime = start
    while True:
        prime += 1
        if flint.fmpz(prime).is_prime():
            yield prime


def times(left: Integers, right: Integers, prime: int) -> Integers:
    """The product of two matrices of residues, exactly, by floating-point blocks of at most 256 columns."""
    total = np.zeros((left.shape[0], right.shape[1]), dtype=np.int64)
    for start in range(0, left.shape[1], 256):
        part = slice(start, start + 256)
        total += (left[:, part].astype(np.float64) @ right[part].astype(np.float64) % prime).astype(np.int64)
    return total % prime


class Eliminator:
    """Rank modulo one prime, row block by row block, in constant memory.

    Attributes
    ----------
    nullspace : array, shape (k, k − rank)
        A basis modulo the prime of what is orthogonal to all rows so far.
    """

    def __init__(self, columns: int, prime: int) -> None:
        self.prime = prime
        self.nullspace: Integers = np.eye(columns, dtype=np.int64)

    @property
    def rank(self) -> int:
        """The rank modulo the prime of the rows so far."""
        return int(self.nullspace.shape[0] - self.nullspace.shape[1])

    def add(self, residues: Integers) -> list[int]:
        """Take in a block of rows; return the positions of those that raised the rank."""
        pivots: list[int] = []
        rest = times(residues, self.nullspace, self.prime)
        while rest.size:
            nonzero = (rest != 0).sum(axis=1)
            row = int(nonzero.argmax())
            if not nonzero[row]:
                break
            pivots.append(row)
            column = int((rest[row] != 0).argmax())
            factors = rest[row] * pow(int(rest[row, column]), -1, self.prime) % self.prime
            self.nullspace = self._eliminate(self.nullspace, column, factors)
            rest = self._eliminate(rest, column, factors)
        return pivots

    def _eliminate(self, matrix: Integers, column: int, factors: Integers) -> Integers:
        reduced = (matrix - matrix[:, [column]] * factors) % self.prime
        return np.delete(reduced, column, axis=1)


def exact_rank(table: Scaled) -> Rank:
    """Compute the rank of a table of exact numbers, with independent rows and the nullspace.

    Parameters
    ----------
    table : Scaled
        Shape (n, k).

    Returns
    -------
    Rank

    Examples
    --------
    >>> from checks.audit.reading.numbers import from_floats
    >>> exact_rank(from_floats(np.array([[0.1, 0.3], [0.3, 0.9]]))).rank
    2
    >>> exact_rank(from_floats(np.array([[1.0, 2.0], [3.0, 6.0]]))).nullspace
    ((-2, 1),)
    """
    rows, columns = table.shape
    for prime in primes():
        eliminator = Eliminator(columns, prime)
        pivots: list[int] = []
        for block, start in _blocks(table, prime):
            pivots += [start + p for p in eliminator.add(block)]
            if len(pivots) == columns:
                break
        if len(pivots) == columns:
            return Rank(columns, columns, tuple(pivots), ())
        nullspace = rational_nullspace(table.take(np.array(pivots, dtype=int)), columns)
        if len(pivots) == rows or annihilated(table, nullspace):
            return Rank(len(pivots), columns, tuple(pivots), nullspace)
    raise AssertionError("the primes ended")


def _blocks(table: Scaled, prime: int) -> Iterator[tuple[Integers, int]]:
    exponents = table.column_exponents()
    for start in range(0, table.shape[0], BLOCK):
        block = table.take(slice(start, start + BLOCK))
        powers = np.array(
            [pow(table.base, int(s), prime) for s in block.column_exponents() - exponents], dtype=np.int64
        )
        yield block.residues(prime) * powers % prime, start


def rational_nullspace(table: Scaled, columns: int) -> tuple[tuple[int, ...], ...]:
    """Compute a basis over ℚ of the vectors orthogonal to all rows, in whole numbers without a common factor."""
    rows = table.shape[0]
    if not rows:
        return tuple(tuple(int(i == j) for i in range(columns)) for j in range(columns))
    matrix = flint.fmpq_mat(flint.fmpz_mat(rows, columns, [int(v) for v in table.integers().ravel()]))
    reduced, rank = matrix.rref()
    pivots = leading(reduced, rank)
    scales = table.scales()
    basis = []
    for free in (j for j in range(columns) if j not in pivots):
        vector = [Fraction(0)] * columns
        vector[free] = 1 / scales[free]
        for i, lead in enumerate(pivots):
            entry = -reduced[i, free]
            vector[lead] = Fraction(int(entry.p), int(entry.q)) / scales[lead]
        basis.append(coprime(tuple(vector)))
    return tuple(basis)


def annihilated(table: Scaled, nullspace: tuple[tuple[int, ...], ...]) -> bool:
    """Decide exactly whether every row is orthogonal to every nullspace vector."""
    scales = table.scales()
    scaled = [coprime(tuple(v * s for v, s in zip(vector, scales, strict=True))) for vector in nullspace]
    bits = (
        table.bits() + max(abs(v) for vector in scaled for v in vector).bit_length() + table.shape[1].bit_length() + 1
    )
    covered = 0
    for prime in primes(FIRST_PRIME + (1 << 20)):
        right = np.array([[v % prime for v in vector] for vector in scaled], dtype=np.int64).T
        if any(times(block, right, prime).any() for block, _ in _blocks(table, prime)):
            return False
        covered += prime.bit_length() - 1
        if covered > bits:
            return True
    raise AssertionError("the primes ended")
