"""The exact rank of rows that come a block at a time and are not kept.

The pivots of the first rows are found modulo a prime; from then on the kernel of the pivots is kept over ℚ in whole
numbers, and every further row is multiplied with it. Where all partial sums fit into the 53 bits of a double, in units
of the last bit of the smallest entry of the row, that product is exact whatever the order of summation; the other rows
are multiplied modulo enough primes. A row that is not annihilated is a new pivot.
"""

from __future__ import annotations

import numpy as np

from checks.audit.exact_rank import Eliminator, Rank, annihilated, primes, rational_kernel
from checks.audit.numbers import Array, from_floats

SLICE = 1024
"""Rows multiplied at once: few enough to stay in the cache."""


class ExactSpan:
    """What the rows so far span.

    Attributes
    ----------
    pivots : list of array
        Independent rows that span all of them.
    kernel : tuple of tuple of int
        A basis of what is orthogonal to all rows.
    """

    def __init__(self, columns: int) -> None:
        self.columns = columns
        self.pivots: list[Array] = []
        self.kernel: tuple[tuple[int, ...], ...] = ()
        self._started = False

    def add(self, block: Array) -> None:
        """Take in rows: an array of binary floats, shape (rows, columns)."""
        if not self._started:
            self._start(block)
        for start in range(0, len(block) if self.kernel else 0, SLICE):
            part = block[start : start + SLICE]
            while self.kernel and (outside := self._outside(part)) is not None:
                self.pivots.append(part[outside].copy())
                self._turn()

    def rank(self) -> Rank:
        """The rank of all rows so far; pivots are not numbered."""
        return Rank(len(self.pivots), self.columns, (), self.kernel)

    def _start(self, block: Array) -> None:
        eliminator = Eliminator(self.columns, next(primes()))
        first = block[: 4 * self.columns]
        self.pivots = [first[row].copy() for row in eliminator.add(from_floats(first).residues(eliminator.prime))]
        self._started = True
        self._turn()

    def _turn(self) -> None:
        full = len(self.pivots) == self.columns
        table = from_floats(np.array(self.pivots).reshape(-1, self.columns))
        self.kernel = () if full else rational_kernel(table, self.columns)

    def _outside(self, block: Array) -> int | None:
        """The first row that some kernel vector does not annihilate."""
        support = [j for j in range(self.columns) if any(vector[j] for vector in self.kernel)]
        if max(abs(v) for vector in self.kernel for v in vector) >= 2**53:
            open_rows = np.ones(len(block), dtype=bool)
        else:
            weights = np.array([[float(vector[j]) for j in support] for vector in self.kernel]).T
            rows = block[:, support].astype(np.float64)
            product = rows @ weights
            sizes = np.abs(rows)
            sums = (sizes @ np.abs(weights)).max(axis=1)
            smallest = np.where(sizes > 0, sizes, np.inf).min(axis=1)
            open_rows = (sums > 0) & (sums > smallest * 2.0 ** (52 - np.finfo(block.dtype).nmant))
            found = np.flatnonzero((product != 0).any(axis=1) & ~open_rows)
            if len(found):
                return int(found[0])
        for row in np.array_split(np.flatnonzero(open_rows), max(1, int(open_rows.sum()) // 4096)):
            if len(row) and not annihilated(from_floats(block[row]), self.kernel):
                return next(int(i) for i in row if not annihilated(from_floats(block[[i]]), self.kernel))
        return None
