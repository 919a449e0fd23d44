"""Nullspaces of large integer matrices in short vectors: p-adic lifting, then lattice reduction.

The entries of −B⁻¹C are quotients of determinants, thousands of digits long where B has a thousand rows. They are
never formed. For k columns the integer vectors (y, z) with y ≡ −B⁻¹C z (mod pˢ) are a lattice; reduced by LLL it shows
k short ones, about k times shorter than a determinant. A few weighted sums of the entries of y stand for all of them:
they are needed modulo a long pˢ and are wᵀ(−B⁻¹C) z, so that only −B⁻ᵀw is lifted that far. Then −B⁻¹C is lifted as far
as y is long. By + Cz is a multiple of that modulus; where y and z are so short that it must be smaller, it is 0.
"""

from __future__ import annotations

from flint import fmpz, fmpz_mat

from theory.exact.padic import Inverse, Lifting

SUMS = 4
"""Sums in the lattice. More: a smaller modulus, slower reductions."""

APART = 12
"""Bits by which short vectors are shorter than others."""

Entries = list[list[fmpz]]


class Images:
    """−B⁻¹C and weighted sums of its entries, for any C, modulo powers of a prime.

    Parameters
    ----------
    square : fmpz_mat, shape (r, r)
        B.

    Raises
    ------
    ZeroDivisionError
        Where the primes of `theory.exact.padic` divide det B.
    """

    def __init__(self, square: fmpz_mat) -> None:
        self._inverse, self._size = Inverse(square), square.nrows()
        self._sums: dict[int, Lifting] = {}

    def terms(self, right: fmpz_mat) -> Lifting:
        """Start lifting −B⁻¹C."""
        return self._inverse.lifting(right)

    def sums(self, right: fmpz_mat, start: int, bits: int) -> tuple[fmpz_mat, fmpz]:
        """Return (−B⁻¹C)ᵀ W modulo a number of so many bits, W the weights from number ``start``, and that number."""
        if start not in self._sums:
            self._sums[start] = self._inverse.lifting_of_transpose(weights(self._size, start))
        lifting, modulus = self._sums[start], fmpz(1)
        lifting.lift(bits)
        while modulus.bit_length() < bits:
            modulus *= lifting.step
        return right.transpose() * lifting.solution, modulus


def short(images: Images, right: fmpz_mat, volume: int, reach: fmpz) -> list[tuple[list[fmpz], list[fmpz]]] | None:
    """Return independent (y, z) with By + Cz = 0, one for each column of C; None where the volume is too small.

    A combination whose sums are short although y is not (B may have many elementary divisors) is reduced again, with
    other sums.

    Parameters
    ----------
    images : Images
        Of B, shape (r, r).
    right : fmpz_mat, shape (r, k)
        C.
    volume : int
        How many bits the vectors are expected to have together.
    reach : fmpz
        No entry of By + Cz exceeds half of it times the longest entry of y and z.
    """
    size, terms = right.ncols(), images.terms(right)
    z = fmpz_mat([[int(i == j) for j in range(size)] for i in range(size)])
    spare = volume // size + reach.bit_length() + APART
    for start in range(0, right.nrows() + 2 * SUMS, SUMS):
        found = reduced(z, *images.sums(right, start, max(volume - bits(z), 0) // SUMS + spare))
        if found is None:
            return None
        z, longest = found
        terms.lift((longest * reach).bit_length() + APART)
        y = [[_centred(x, terms.modulus) for x in row] for row in (z * terms.solution.transpose()).tolist()]
        if max(abs(x) for row in y for x in row) * reach < terms.modulus:
            return list(zip(y, z.tolist(), strict=True))
    return None


def bits(rows: fmpz_mat) -> int:
    """Return the bits of the longest entries of all rows together."""
    return sum(max(map(abs, row)).bit_length() for row in rows.tolist())


def reduced(z: fmpz_mat, sums: fmpz_mat, modulus: fmpz) -> tuple[fmpz_mat, fmpz] | None:
    """Recombine the rows of z so that they and z · sums modulo a number are as short as LLL makes them.

    Parameters
    ----------
    z : fmpz_mat, shape (k, k)
        Invertible.
    sums : fmpz_mat, shape (k, s)
        What a column of C contributes to each sum.
    modulus : fmpz
        Positive.

    Returns
    -------
    z : fmpz_mat, shape (k, k)
        A basis of the same lattice or of the part of it that is short.
    longest : fmpz
        The longest entry of z and of the sums; instead of both None where they are hardly shorter than what else is in
        the lattice: they may be so by chance.
    """
    size, tails = z.nrows(), (z * sums).tolist()
    lattice = [row + [x % modulus for x in tail] for row, tail in zip(z.tolist(), tails, strict=True)]
    lattice += [[fmpz(0)] * size + [modulus * int(i == j) for j in range(SUMS)] for i in range(SUMS)]
    rows = fmpz_mat(lattice).lll(False, 0.75).tolist()
    lengths = [max(map(abs, row)) for row in rows]
    longest = max(lengths[:size])
    return (fmpz_mat([row[:size] for row in rows[:size]]), longest) if longest << APART < min(lengths[size:]) else None


def weights(length: int, start: int) -> fmpz_mat:
    """Return small weights without a pattern, shape (length, SUMS)."""
    return fmpz_mat([[pow(i + 2, 2 * j + 3, 4093) % 15 - 7 for j in range(start, start + SUMS)] for i in range(length)])


def _centred(x: fmpz, modulus: fmpz) -> fmpz:
    x %= modulus
    return x - modulus if 2 * x > modulus else x
