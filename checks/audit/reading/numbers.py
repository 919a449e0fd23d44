"""Numbers as they were given: an exact table of dyadic or decimal fractions beside its floats.

A binary float is m · 2^e and a decimal is m · 10^e, so both are whole numbers once a column is rescaled;
rescaling a column changes no rank. That is what lets the audit decide ranks without a tolerance.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Floats = NDArray[np.floating[Any]]


@dataclass(frozen=True)
class Scaled:
    """An exact table: entry (i, j) is ``unit · mantissas[i, j] · base ** exponents[i, j]``.

    Attributes
    ----------
    mantissas : array of int64 or of Python integers, shape (n, k)
    exponents : array of int64, shape (n, k)
    base : int
        2 for binary floats, 10 for decimal text.
    unit : Fraction
        One positive factor for the whole table.
    """

    mantissas: Array
    exponents: NDArray[np.int64]
    base: int = 2
    unit: Fraction = Fraction(1)

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return int(self.mantissas.shape[0]), int(self.mantissas.shape[1])

    def column_exponents(self) -> NDArray[np.int64]:
        """The smallest exponent of each column, over its nonzero entries; 0 for a column of zeros."""
        if not self.mantissas.shape[0]:
            return np.zeros(self.shape[1], dtype=np.int64)
        largest = np.iinfo(np.int64).max
        lowest = np.where(self.mantissas != 0, self.exponents, largest).min(axis=0)
        return np.where(lowest == largest, 0, lowest)

    def scales(self) -> list[Fraction]:
        """What one unit of each column of :meth:`integers` is worth."""
        return [self.unit * Fraction(self.base) ** int(e) for e in self.column_exponents()]

    def shifts(self) -> NDArray[np.int64]:
        """The exponents above the smallest one of their column; 0 where the entry is 0."""
        return np.where(self.mantissas != 0, self.exponents - self.column_exponents(), 0)

    def bits(self) -> int:
        """An upper bound on the length of the entries of :meth:`integers`, in bits."""
        if not self.mantissas.size:
            return 1
        longest = max(int(abs(m)).bit_length() for m in (self.mantissas.min(), self.mantissas.max()))
        shift = int(self.shifts().max())
        return longest + int(self.base**shift).bit_length()

    def integers(self) -> NDArray[np.object_]:
        """The table as Python integers, each column in its own unit (see :meth:`scales`)."""
        shifts = self.shifts()
        powers = np.array([self.base**s for s in range(int(shifts.max(initial=0)) + 1)], dtype=object)
        return np.asarray(self.mantissas.astype(object) * powers[shifts], dtype=object)

    def residues(self, prime: int) -> NDArray[np.int64]:
        """The entries of :meth:`integers` modulo a prime below 2³¹."""
        shifts = self.shifts()
        powers = np.empty(int(shifts.max(initial=0)) + 1, dtype=np.int64)
        power = 1
        for s in range(len(powers)):
            powers[s] = power
            power = power * self.base % prime
        reduced = (self.mantissas % prime).astype(np.int64)
        return np.asarray(reduced * powers[shifts] % prime, dtype=np.int64)

    def take(self, rows: Array | slice) -> Scaled:
        """The same table with only these rows, in this order."""
        return Scaled(self.mantissas[rows], self.exponents[rows], self.base, self.unit)

    def centred(self) -> Scaled:
        """Each row minus its own mean, exactly."""
        lowest = int(np.where(self.mantissas != 0, self.exponents, np.iinfo(np.int64).max).min(initial=0))
        shifts = np.where(self.mantissas != 0, self.exponents - lowest, 0)
        powers = np.array([self.base**s for s in range(int(shifts.max(initial=0)) + 1)], dtype=object)
        whole = self.mantissas.astype(object) * powers[shifts]
        columns = self.shape[1]
        numerators = whole * columns - whole.sum(axis=1, keepdims=True)
        return from_integers(numerators, self.unit * Fraction(self.base) ** lowest / columns)

    def floats(self) -> NDArray[np.float64]:
        """The nearest floats."""
        scales = self.scales()
        return np.array(
            [[float(m * s) for m, s in zip(row, scales, strict=True)] for row in self.integers()], dtype=np.float64
        ).reshape(self.shape)


def from_floats(values: Array) -> Scaled:
    """The exact value of every finite binary float of a table.

    Examples
    --------
    >>> from_floats(np.array([[0.75, -2.0]])).integers().tolist()
    [[3, -1]]
    """
    fractions, exponents = np.frexp(np.asarray(values, dtype=np.float64))
    mantissas = (fractions * 2.0**53).astype(np.int64)
    trailing = mantissas & -mantissas
    zeros = np.where(trailing > 0, np.frexp(trailing.astype(np.float64))[1] - 1, 0).astype(np.int64)
    return Scaled(mantissas >> zeros, exponents.astype(np.int64) - 53 + zeros)


def from_integers(values: Array, unit: Fraction = Fraction(1)) -> Scaled:
    """A table of whole numbers, each worth ``unit``."""
    return Scaled(values, np.zeros(values.shape, dtype=np.int64), 2, unit)


def from_decimals(mantissas: Array, exponents: Array) -> Scaled:
    """A table of decimals ``m · 10^e``, the mantissas integers of any size."""
    fits = all(-(2**62) < m < 2**62 for m in mantissas.flat)
    return Scaled(mantissas.astype(np.int64) if fits else mantissas, exponents, 10)


def from_fractions(table: Array) -> Scaled:
    """A table of fractions or whole numbers, with one unit for all."""
    fractions = [[Fraction(v) for v in row] for row in table]
    common = lcm(*(v.denominator for row in fractions for v in row), 1)
    numerators = np.array([[int(v * common) for v in row] for row in fractions], dtype=object)
    return from_integers(numerators.reshape(table.shape), Fraction(1, common))
