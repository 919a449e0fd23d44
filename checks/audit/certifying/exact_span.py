"""The exact rank of rows that come a block at a time and are not kept.

The pivots of the first rows are found modulo a prime; from then on the nullspace of the pivots is kept over ℚ in whole
numbers, and every further row is multiplied with it. Where all partial sums fit into the 53 bits of a double, in units
of the last bit of the smallest entry of the row, that product is exact whatever the order of summation; the other rows
are multiplied modulo enough primes. A row that is not annihilated is a new pivot.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from checks.audit.certifying.exact_rank import Eliminator, Rank, annihilated, primes, rational_nullspace
from checks.audit.reading.numbers import Array, Floats, from_floats

SLICE = 1024
"""Rows multiplied at once: few enough to stay in the cache."""


class ExactSpan:
    """What the rows so far span.

    Attributes
    ----------
    pivots : list of array
        Independent rows that span all of them.
    nullspace : tuple of tuple of int
        A basis of what is orthogonal to all rows.
    """

    def __init__(self, columns: int) -> None:
        self.columns = columns
        self.pivots: list[Array] = []
        self.nullspace: tuple[tuple[int, ...], ...] = ()
        self._support: list[int] = []
        self._weights: Floats = np.zeros((0, 0))
        self._reach = 0
        self._started = False

    def add(self, block: Array) -> None:
        """Take in rows: an array of float32 or float64, shape (rows, columns)."""
        if not self._started:
            self._start(block)
        for start in range(0, len(block) if self.nullspace else 0, SLICE):
            part = block[start : start + SLICE]
            while self.nullspace and (outside := self._outside(part)) is not None:
                self.pivots.append(part[outside].copy())
                self._turn()

    def rank(self) -> Rank:
        """The rank of all rows so far; pivots are not numbered."""
        return Rank(len(self.pivots), self.columns, (), self.nullspace)

    def _start(self, block: Array) -> None:
        eliminator = Eliminator(self.columns, next(primes()))
        first = block[: 4 * self.columns]
        self.pivots = [first[row].copy() for row in eliminator.add(from_floats(first).residues(eliminator.prime))]
        self._started = True
        self._turn()

    def _turn(self) -> None:
        full = len(self.pivots) == self.columns
        table = from_floats(np.array(self.pivots).reshape(-1, self.columns))
        self.nullspace = () if full else rational_nullspace(table, self.columns)
        self._support = [j for j in range(self.columns) if any(vector[j] for vector in self.nullspace)]
        self._weights = np.array([[_double(vector[j]) for j in self._support] for vector in self.nullspace]).T
        self._reach = max((sum(map(abs, vector)) for vector in self.nullspace), default=0)

    def _outside(self, block: Array) -> int | None:
        """The first row that some nullspace vector does not annihilate."""
        support, weights = self._support, self._weights
        rows = block if len(support) == self.columns else block[:, support]
        if not self._exact(rows):
            return self._carefully(block, rows)
        found = (rows.astype(np.float64) @ weights).any(axis=1)
        return int(found.argmax()) if found.any() else None

    def _exact(self, rows: Array) -> bool:
        """Whether doubles hold all partial sums exactly, by the smallest and largest entries; bits sort like floats."""
        whole: Any = np.uint32 if rows.dtype.itemsize == 4 else np.uint64
        bits: Array = np.ascontiguousarray(rows).view(whole) & whole(np.iinfo(whole).max >> 1)
        largest = float(bits.max().view(rows.dtype))
        with np.errstate(over="ignore"):
            smallest = float(((bits - whole(1)).min() + whole(1)).view(rows.dtype))
        room = smallest * 2.0 ** (52 - np.finfo(rows.dtype).nmant)
        return largest == 0 or (self._reach < 2**53 and largest * self._reach <= room)

    def _carefully(self, block: Array, rows: Array) -> int | None:
        """The same row by row; what doubles cannot hold is multiplied modulo primes."""
        sizes = np.abs(rows.astype(np.float64))
        sums = (sizes @ np.abs(self._weights)).max(axis=1)
        smallest = np.where(sizes > 0, sizes, np.inf).min(axis=1)
        open_rows = (sums > 0) & (sums > smallest * 2.0 ** (52 - np.finfo(rows.dtype).nmant))
        if self._reach >= 2**53:
            open_rows[:] = True
        found = np.flatnonzero((rows.astype(np.float64) @ self._weights).any(axis=1) & ~open_rows)
        if len(found):
            return int(found[0])
        row = np.flatnonzero(open_rows)
        if not len(row) or annihilated(from_floats(block[row]), self.nullspace):
            return None
        while len(row) > 1:
            first = row[: len(row) // 2]
            row = row[len(first) :] if annihilated(from_floats(block[first]), self.nullspace) else first
        return int(row[0])


def _double(value: int) -> float:
    """A whole number as a double; one that does not fit is never used (see `ExactSpan._carefully`)."""
    return float(value) if abs(value) < 2**53 else 0.0
