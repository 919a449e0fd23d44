"""−B⁻¹C modulo growing powers of a prime: Dixon's method, in machine words where B and C allow it."""

from __future__ import annotations

from copy import copy
from typing import Protocol

import numpy as np
from flint import fmpz, fmpz_mat, nmod_mat
from numpy.typing import NDArray

WIDE = 2**62 - 57
NARROW = 2**20 - 3
"""Products of residues modulo this, summed over up to 2¹⁴ rows, are exact in double precision."""

LIMB, DIGITS, ROWS = 20, 3, 1 << 14
WORD = 1 << 62

Floats = NDArray[np.float64]
Words = NDArray[np.int64]


class Lifting(Protocol):
    """−B⁻¹C modulo `modulus`, which is a growing power of `step`."""

    solution: fmpz_mat
    modulus: fmpz
    step: fmpz

    def lift(self, bits: int) -> None:
        """Go on until the modulus has that many bits."""


class Inverse:
    """B⁻¹ modulo a prime, from which −B⁻¹C is lifted for any C.

    Parameters
    ----------
    square : fmpz_mat, shape (r, r)
        B.

    Raises
    ------
    ZeroDivisionError
        Where det B is a multiple of both primes.
    """

    def __init__(self, square: fmpz_mat) -> None:
        self.square = square
        self.reach = max((abs(x) for x in square.entries()), default=fmpz(0)) * (square.nrows() + 1)
        self.wide: nmod_mat | None = None
        self.narrow: Floats | None = None
        if self.reach < WORD and square.nrows() <= ROWS:
            try:
                self.narrow = _centred(_words(nmod_mat(square, NARROW).inv()).astype(np.float64))
                self.limbs = _limbs(_words(square))
            except ZeroDivisionError:
                pass
        if self.narrow is None:
            self.wide = nmod_mat(square, WIDE).inv()

    def transposed(self) -> Inverse:
        """Return the same of Bᵀ."""
        other = copy(self)
        other.square = self.square.transpose()
        other.wide = self.wide.transpose() if self.wide is not None else None
        if self.narrow is not None:
            other.narrow, other.limbs = self.narrow.T, [limb.T for limb in self.limbs]
        return other

    def lifting(self, right: fmpz_mat) -> Lifting:
        """Start with C."""
        if self.narrow is None or any(abs(x) >= WORD for x in right.entries()):
            return LongLifting(self.square, self.wide or nmod_mat(self.square, WIDE).inv(), right)
        return WordLifting(self.limbs, self.narrow, right)


class LongLifting:
    """Lifting in integers of any length."""

    step = fmpz(WIDE)

    def __init__(self, square: fmpz_mat, inverse: nmod_mat, right: fmpz_mat) -> None:
        self.solution, self.modulus = fmpz_mat(right.nrows(), right.ncols()), fmpz(1)
        self._square, self._inverse, self._residue = square, inverse, -right

    def lift(self, bits: int) -> None:
        """Go on until the modulus has that many bits."""
        while self.modulus.bit_length() < bits:
            step = self._inverse * nmod_mat(self._residue, WIDE)
            digit = fmpz_mat(step.nrows(), step.ncols(), list(map(int, step.entries())))
            self.solution += digit * self.modulus
            self._residue = (self._residue - self._square * digit) / WIDE
            self.modulus *= WIDE


class WordLifting:
    """Lifting in machine words: products in double precision, exact; what remains in 64 bits, modulo 2⁶⁴.

    The remainder (R − Bx)/p is below 2⁶², so that the wrapped R − Bx times p⁻¹ modulo 2⁶⁴ is the remainder itself.
    """

    step = fmpz(NARROW**DIGITS)

    def __init__(self, limbs: list[Floats], inverse: Floats, right: fmpz_mat) -> None:
        self.solution, self.modulus = fmpz_mat(right.nrows(), right.ncols()), fmpz(1)
        self._limbs, self._inverse, self._residue = limbs, inverse, -_words(right)

    def lift(self, bits: int) -> None:
        """Go on until the modulus has that many bits."""
        words, reached = [], self.modulus
        while reached.bit_length() < bits:
            digits = sum((self._digit() * NARROW**i for i in range(DIGITS)), np.zeros_like(self._residue))
            words.append(fmpz_mat(digits.tolist()))
            reached *= self.step
        if words:
            self.solution += _joined(words, self.step) * self.modulus
        self.modulus = reached

    def _digit(self) -> Words:
        digit = _centred(self._inverse @ _centred((self._residue % NARROW).astype(np.float64)))
        product = sum(((limb @ digit).astype(np.int64) << LIMB * i for i, limb in enumerate(self._limbs)), np.int64(0))
        self._residue = (self._residue - product) * _UNIT
        return digit.astype(np.int64)


def _joined(digits: list[fmpz_mat], base: fmpz) -> fmpz_mat:
    """Return Σ base^i digits[i], by halves: long integers are multiplied seldom."""
    while len(digits) > 1:
        odd = digits[-1:] if len(digits) % 2 else []
        digits = [low + high * base for low, high in zip(digits[::2], digits[1::2], strict=False)] + odd
        base *= base
    return digits[0]


_UNIT = np.array(pow(NARROW, -1, 1 << 64), dtype=np.uint64).astype(np.int64)


def _words(matrix: fmpz_mat | nmod_mat) -> Words:
    return np.array(list(map(int, matrix.entries())), dtype=np.int64).reshape(matrix.nrows(), matrix.ncols())


def _limbs(words: Words) -> list[Floats]:
    """Split into Σ 2^(20 i) limb_i, the limbs below 2²⁰ but for the sign of the last."""
    limbs: list[Floats] = []
    while True:
        if np.abs(words).max(initial=0) < 1 << LIMB:
            return [*limbs, words.astype(np.float64)]
        limbs.append((words & ((1 << LIMB) - 1)).astype(np.float64))
        words = words >> LIMB


def _centred(values: Floats) -> Floats:
    """Reduce integers below 2⁵³ to about ± NARROW / 2."""
    quotients: Floats = np.rint(values * (1 / NARROW))
    return values - quotients * NARROW
