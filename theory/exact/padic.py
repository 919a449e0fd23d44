"""Dixon's p-adic lifting: −B⁻¹C modulo growing powers of a prime, in machine words."""

from __future__ import annotations

import numpy as np
from flint import fmpz, fmpz_mat, nmod_mat
from numpy.typing import NDArray

PRIMES = (2**20 - 3, 2**20 - 5, 2**20 - 17)
"""Products of residues modulo these, summed over fewer than `ROWS` rows, are exact in double precision."""

LIMB, DIGITS, ROWS = 20, 3, 1 << 14
MASK = (1 << LIMB) - 1

Floats = NDArray[np.float64]
Words = NDArray[np.int64]


class Inverse:
    """B⁻¹ modulo a prime, from which −B⁻¹C is lifted for any C.

    Parameters
    ----------
    square : fmpz_mat, shape (r, r)
        B, with r < `ROWS`.

    Raises
    ------
    ZeroDivisionError
        Where det B is a multiple of every prime.
    """

    def __init__(self, square: fmpz_mat) -> None:
        self.prime, inverse = _inverse(square)
        entries = np.array(list(map(int, inverse.entries())), dtype=np.float64)
        self.inverse = _centred(entries.reshape(square.nrows(), -1), self.prime)
        self.longest = max(map(abs, square.entries()), default=fmpz(0))
        self.limbs = _limbs(square, _needed(self.longest)).astype(np.float64)

    def lifting(self, right: fmpz_mat) -> Lifting:
        """Start with C, shape (r, m)."""
        return Lifting(self, self.inverse, self.limbs, right)

    def lifting_of_transpose(self, right: fmpz_mat) -> Lifting:
        """Start with C for −B⁻ᵀC."""
        return Lifting(self, self.inverse.T, self.limbs.transpose(0, 2, 1), right)


class Lifting:
    """−B⁻¹C modulo `modulus`, which is a growing power of `step`.

    Digits are found in double precision, exactly; what remains, (R − Bx)/p, is kept in limbs of 20 bits.

    Attributes
    ----------
    solution : fmpz_mat, shape (r, m)
        −B⁻¹C modulo ``modulus``.
    modulus, step : fmpz
        Powers of the prime.
    """

    def __init__(self, of: Inverse, inverse: Floats, limbs: Floats, right: fmpz_mat) -> None:
        self.solution, self.modulus = fmpz_mat(right.nrows(), right.ncols()), fmpz(1)
        self.step = fmpz(of.prime**DIGITS)
        self._prime, self._inverse, self._limbs = of.prime, inverse, limbs
        reach = max(map(abs, right.entries()), default=fmpz(0)) + of.longest * (right.nrows() + 1)
        self._residue = _limbs(-right, _needed(reach))
        self._weights = [pow(2, LIMB * i, of.prime) for i in range(len(self._residue))]

    def lift(self, bits: int) -> None:
        """Go on until the modulus has that many bits."""
        words, reached = [], self.modulus
        while reached.bit_length() < bits:
            digits = sum(self._digit() * self._prime**i for i in range(DIGITS))
            words.append(fmpz_mat(digits.tolist()))
            reached *= self.step
        if words:
            self.solution += _joined(words, self.step) * self.modulus
        self.modulus = reached

    def _digit(self) -> Words:
        low = sum(limb * weight for limb, weight in zip(self._residue, self._weights, strict=True))
        digit = _centred(self._inverse @ _centred((low % self._prime).astype(np.float64), self._prime), self._prime)
        for remaining, limb in zip(self._residue, self._limbs, strict=False):
            remaining -= (limb @ digit).astype(np.int64)
        _divide(self._residue, self._prime)
        return digit.astype(np.int64)


def _divide(limbs: Words, prime: int) -> None:
    """Divide integers in limbs by a prime that divides them, from the lowest limb on."""
    unit, carry = pow(prime, -1, 1 << LIMB), np.zeros_like(limbs[0])
    for limb in limbs:
        limb += carry
        quotient = (limb & MASK) * unit & MASK
        carry = (limb - quotient * prime) >> LIMB
        limb[...] = quotient
    limbs[-1] -= (limbs[-1] >> (LIMB - 1)) << LIMB


def _joined(digits: list[fmpz_mat], base: fmpz) -> fmpz_mat:
    """Return Σ base^i digits[i], by halves: long integers are multiplied seldom."""
    while len(digits) > 1:
        odd = digits[-1:] if len(digits) % 2 else []
        digits = [low + high * base for low, high in zip(digits[::2], digits[1::2], strict=False)] + odd
        base *= base
    return digits[0]


def _inverse(square: fmpz_mat) -> tuple[int, nmod_mat]:
    for prime in PRIMES[:-1]:
        try:
            return prime, nmod_mat(square, prime).inv()
        except ZeroDivisionError:
            continue
    return PRIMES[-1], nmod_mat(square, PRIMES[-1]).inv()


def _needed(longest: fmpz) -> int:
    """Return how many limbs hold integers up to this, and their sign."""
    return longest.bit_length() // LIMB + 1


def _limbs(matrix: fmpz_mat, number: int) -> Words:
    """Split into Σ 2^(20 i) limb_i, shape (number, r, m): limbs in [0, 2²⁰) but the last, which has the sign."""
    values, limbs = list(map(int, matrix.entries())), []
    for _ in range(number - 1):
        limbs.append([x & MASK for x in values])
        values = [x >> LIMB for x in values]
    return np.array([*limbs, values], dtype=np.int64).reshape(number, matrix.nrows(), matrix.ncols())


def _centred(values: Floats, prime: int) -> Floats:
    """Reduce integers below 2⁵³ to about ± p / 2."""
    quotients: Floats = np.rint(values * (1 / prime))
    return values - quotients * prime
