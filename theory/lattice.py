"""Nullspaces of large integer matrices in short vectors: p-adic lifting, then lattice reduction.

The entries of −B⁻¹C are quotients of determinants, thousands of digits long where B has a thousand rows. They are
never formed: −B⁻¹C is lifted modulo pˢ, and for a group of k columns the integer vectors (y, z) with
y ≡ −B⁻¹C z (mod pˢ) are a lattice in which LLL finds k short ones, about k times shorter than a determinant.
By + Cz is a multiple of pˢ; where y and z are so short that it must be smaller than pˢ, it is 0.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from flint import fmpz, fmpz_mat

from theory.lifting import Inverse, Lifting

GROUP = 12
"""k: at most so many vectors are shortened together. More: shorter vectors, fewer steps, slower reductions."""

SUMS = 6
"""Weighted sums of the entries of y that enter the lattice for all of them."""

BATCH = 10
"""Groups lifted together."""

SHARED = 100_000
"""From this many entries of C the batches are shared among the processors."""

APART = 12
"""Bits by which short vectors are shorter than others."""

GROWTH = 6, 5
"""A group that is not short yet is tried again once the modulus has grown by this ratio in length."""


def short_kernel(square: fmpz_mat, right: fmpz_mat) -> list[list[fmpz]] | None:
    """Return m independent vectors (y, z) with square · y + right · z = 0, or None when none are short enough.

    Parameters
    ----------
    square : fmpz_mat, shape (r, r)
        Invertible.
    right : fmpz_mat, shape (r, m)
        Whatever stands beside it.
    """
    try:
        return _short_kernel(square, right)
    except ZeroDivisionError:  # det B is a multiple of the primes that are lifted from
        return None


def _short_kernel(square: fmpz_mat, right: fmpz_mat) -> list[list[fmpz]] | None:
    rows, columns = square.tolist(), right.transpose().tolist()
    reach = 2 * (len(rows) + GROUP) * max(map(abs, (*square.entries(), *right.entries())))
    batches = _batches(len(columns))
    vectors, bits = _share(rows, columns, batches[:1], 60, reach)
    shares = [batches[1:]] if len(rows) * len(columns) < SHARED else [[batch] for batch in batches[1:]]
    if vectors is None or not batches[1:]:
        return vectors
    tasks = ((rows, columns, share, bits, reach) for share in shares)
    parts = [_share(*task)[0] for task in tasks] if len(shares) == 1 else _in_parallel(tasks)
    return None if None in parts else [*vectors, *(vector for part in parts for vector in part or ())]


Entries = list[list[fmpz]]


def _share(
    rows: Entries, columns: Entries, batches: list[list[int]], bits: int, reach: fmpz
) -> tuple[Entries | None, int]:
    """Return the vectors of some batches of columns of C, and to how many bits −B⁻¹C was lifted for them."""
    inverse, width = Inverse(fmpz_mat(rows)), len(columns)
    most = 2 * (len(rows) + 1) * reach.bit_length() + 128
    vectors: Entries = []
    for cuts in batches:
        lifting = inverse.lifting(fmpz_mat(columns[cuts[0] : cuts[-1]]).transpose())
        images = _lifted(lifting, bits)
        for start, stop in pairwise(cuts):
            while (found := short(images[start - cuts[0] : stop - cuts[0]], lifting.modulus, reach)) is None:
                if bits > most:
                    return None, bits
                bits = bits * GROWTH[0] // GROWTH[1]
                images = _lifted(lifting, bits)
            zeros = [fmpz(0)] * start, [fmpz(0)] * (width - stop)
            vectors += [y + zeros[0] + z + zeros[1] for y, z in found]
    return vectors, bits


def _in_parallel(tasks: Iterable[tuple[Entries, Entries, list[list[int]], int, fmpz]]) -> list[Entries | None]:
    from joblib import Parallel, cpu_count, delayed

    return [vectors for vectors, _ in Parallel(n_jobs=cpu_count())(delayed(_share)(*task) for task in tasks)]


def _lifted(lifting: Lifting, bits: int) -> list[list[fmpz]]:
    lifting.lift(bits)
    return lifting.solution.transpose().tolist()


def _batches(width: int) -> list[list[int]]:
    """Cut columns into groups of nearly equal size, and these into batches."""
    groups = -(-width // GROUP)
    cuts = [width * i // groups for i in range(groups + 1)]
    return [cuts[i : i + BATCH + 1] for i in range(0, groups, BATCH)]


def short(images: list[list[fmpz]], modulus: fmpz, reach: fmpz) -> list[tuple[list[fmpz], list[fmpz]]] | None:
    """Return independent (y, z) with By + Cz = 0 from some columns of −B⁻¹C; None where the modulus is too small.

    No entry of By + Cz may exceed ``reach`` / 2 times the longest entry of y and z. A combination whose sums are short
    although y is not (B may have many elementary divisors) is reduced again with other sums.
    """
    size, given = len(images), fmpz_mat(images)
    z = fmpz_mat([[int(i == j) for j in range(size)] for i in range(size)])
    for start in range(0, given.ncols() + 2 * SUMS, SUMS):
        z, apart = reduced(z, given, modulus, start)
        if not apart:
            return None
        y = [[_centred(x, modulus) for x in row] for row in (z * given).tolist()]
        if max(abs(x) for row in y for x in row) * reach < modulus:
            return list(zip(y, z.tolist(), strict=True))
    return None


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
