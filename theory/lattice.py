"""Nullspaces of large integer matrices in short vectors: p-adic lifting, then lattice reduction.

The entries of −B⁻¹C are quotients of determinants, thousands of digits long where B has a thousand rows. They are
never formed: −B⁻¹C is lifted modulo pˢ, and for a group of k columns the integer vectors (y, z) with
y ≡ −B⁻¹C z (mod pˢ) are a lattice in which LLL finds k short ones, about k times shorter than a determinant.
By + Cz is a multiple of pˢ; where y and z are so short that it must be smaller than pˢ, it is 0.
"""

from __future__ import annotations

from itertools import pairwise

from flint import fmpz, fmpz_mat, nmod_mat

GROUP = 12
"""k: at most so many vectors are shortened together. More: shorter vectors, fewer steps, slower reductions."""

SUMS = 6
"""Weighted sums of the entries of y that enter the lattice for all of them."""

BATCH = 10
"""Groups lifted together."""

APART = 12
"""Bits by which short vectors are shorter than others."""

GROWTH = 6, 5
"""A group that is not short yet is tried again once s has grown by this ratio."""


def short_kernel(square: fmpz_mat, right: fmpz_mat, prime: int) -> list[list[fmpz]] | None:
    """Return m independent vectors (y, z) with square · y + right · z = 0, or None when none are short enough.

    Parameters
    ----------
    square : fmpz_mat, shape (r, r)
        Invertible modulo the prime.
    right : fmpz_mat, shape (r, m)
        Whatever stands beside it.
    prime : int
        Below 2⁶⁴.
    """
    size, width = right.nrows(), right.ncols()
    inverse, columns = nmod_mat(square, prime).inv(), right.transpose().tolist()
    reach = 2 * (size + GROUP) * max(map(abs, (*square.entries(), *right.entries())))
    most = 2 * (size + 1) * reach.bit_length() // prime.bit_length() + 2
    vectors: list[list[fmpz]] = []
    steps = 1
    for cuts in _batches(width):
        lifting = Lifting(square, inverse, fmpz_mat(columns[cuts[0] : cuts[-1]]).transpose())
        lifting.lift(steps)
        for start, stop in pairwise(cuts):
            while (found := lifting.short(start - cuts[0], stop - cuts[0], reach)) is None:
                if lifting.steps > most:
                    return None
                lifting.lift(-(-lifting.steps * GROWTH[0] // GROWTH[1]))
            zeros = [fmpz(0)] * start, [fmpz(0)] * (width - stop)
            vectors += [y + zeros[0] + z + zeros[1] for y, z in found]
        steps = lifting.steps
    return vectors


def _batches(width: int) -> list[list[int]]:
    """Cut columns into groups of nearly equal size, and these into batches."""
    groups = -(-width // GROUP)
    cuts = [width * i // groups for i in range(groups + 1)]
    return [cuts[i : i + BATCH + 1] for i in range(0, groups, BATCH)]


class Lifting:
    """−B⁻¹C modulo growing powers of a prime p that does not divide det B (Dixon's method).

    Attributes
    ----------
    solution : fmpz_mat, shape (r, m)
        −B⁻¹C modulo `modulus`.
    modulus : fmpz
        pˢ.
    steps : int
        s.
    """

    def __init__(self, square: fmpz_mat, inverse: nmod_mat, right: fmpz_mat) -> None:
        self.solution, self.modulus, self.steps = fmpz_mat(right.nrows(), right.ncols()), fmpz(1), 0
        self._square, self._inverse, self._residue = square, inverse, -right
        self._images: list[list[fmpz]] = []

    def lift(self, steps: int) -> None:
        """Go on until s = steps."""
        prime = self._inverse.modulus()
        while self.steps < steps:
            digit = _whole(self._inverse * nmod_mat(self._residue, prime))
            self.solution += digit * self.modulus
            self._residue = (self._residue - self._square * digit) / prime
            self.modulus *= prime
            self.steps += 1
        self._images = self.solution.transpose().tolist()

    def short(self, start: int, stop: int, reach: fmpz) -> list[tuple[list[fmpz], list[fmpz]]] | None:
        """Return independent (y, z) with By + Cz = 0, z zero outside of some columns; None where s is too small.

        No entry of By + Cz may exceed ``reach`` / 2 times the longest entry of y and z.
        """
        images = fmpz_mat(self._images[start:stop])
        z, examined = fmpz_mat([[int(i == j) for j in range(stop - start)] for i in range(stop - start)]), 0
        while examined < images.ncols() + 2 * SUMS:
            z, apart = reduced(z, images, self.modulus, examined)
            if not apart:
                return None
            y = [[_centred(x, self.modulus) for x in row] for row in (z * images).tolist()]
            if max(abs(x) for row in y for x in row) * reach < self.modulus:
                return list(zip(y, z.tolist(), strict=True))
            examined += SUMS
        return None


def _whole(matrix: nmod_mat) -> fmpz_mat:
    return fmpz_mat(matrix.nrows(), matrix.ncols(), list(map(int, matrix.entries())))


def reduced(z: fmpz_mat, images: fmpz_mat, modulus: fmpz, start: int = 0) -> tuple[fmpz_mat, bool]:
    """Recombine the rows of z so that they and some sums of y ≡ z · images are as short as LLL makes them.

    Parameters
    ----------
    z : fmpz_mat, shape (k, k)
        Invertible.
    images : fmpz_mat, shape (k, r)
        One image a row.
    modulus : fmpz
        Positive.
    start : int
        Which sums: those of this number and the next, `SUMS` in all.

    Returns
    -------
    z : fmpz_mat, shape (k, k)
        A basis of the same lattice or of the part of it that is short.
    apart : bool
        Whether they are much shorter than what else is in the lattice: not so by chance.
    """
    size = images.nrows()
    sums = (z * (images * _weights(images.ncols(), start))).tolist()
    lattice = [row + [x % modulus for x in tail] for row, tail in zip(z.tolist(), sums, strict=True)]
    lattice += [[fmpz(0)] * size + [modulus * int(i == j) for j in range(SUMS)] for i in range(SUMS)]
    rows = fmpz_mat(lattice).lll().tolist()
    lengths = [max(map(abs, row)) for row in rows]
    return fmpz_mat([row[:size] for row in rows[:size]]), max(lengths[:size]) << APART < min(lengths[size:])


def _weights(length: int, start: int) -> fmpz_mat:
    """Return small weights without a pattern, shape (length, SUMS)."""
    return fmpz_mat([[pow(i + 2, 2 * j + 3, 4093) % 15 - 7 for j in range(start, start + SUMS)] for i in range(length)])


def _centred(x: fmpz, modulus: fmpz) -> fmpz:
    x %= modulus
    return x - modulus if 2 * x > modulus else x
