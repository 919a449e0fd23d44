"""Heads too many for memory: one pass over an NPY file for the exact rank and the second moment.

Rows are read a block at a time. The Gram matrix of a float32 block is formed in single precision over `SUB` rows and
summed in double; `Moments.error` bounds what that rounding can do to an eigenvalue. A NaN or an infinity cannot
hide: it makes the diagonal of its block not finite, and the block is then searched for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from checks.audit.exact_rank import FIRST_PRIME, Eliminator, Rank, primes, rational_kernel, times
from checks.audit.frames import MAX_COLUMNS, finite, npy_header
from checks.audit.numbers import Array, Floats, Scaled, from_floats
from theory.errors import InputError

SUB = 1024
"""Rows summed in the precision of the file."""

BLOCK_BYTES = 1 << 24
"""Bytes read at once."""


@dataclass(frozen=True)
class Moments:
    """What one pass over a table of heads keeps.

    Attributes
    ----------
    users, columns : int
    gram : array, shape (k, k)
        Σ w wᵀ.
    error : float
        Entry (i, j) of ``gram`` is off by at most this times the root of the product of the diagonal entries i and j.
    rank : Rank
        Exact.
    source : str
    """

    users: int
    columns: int
    gram: Floats
    error: float
    rank: Rank
    source: str


def blocks(source: str) -> Iterator[Array]:
    """Read a two-dimensional NPY file of floats in row order, a block of rows at a time into one buffer."""
    with open(source, "rb", buffering=0) as stream:
        shape, fortran, dtype = npy_header(stream, source)
        if len(shape) != 2 or 0 in shape or fortran or dtype.kind != "f" or shape[1] > MAX_COLUMNS:
            raise InputError(
                source, f"shape {shape}, {dtype}: a big table must be (users, coordinates) floats in row order"
            )
        if shape[0] * shape[1] * dtype.itemsize != Path(source).stat().st_size - stream.tell():
            raise InputError(source, f"shape {shape} does not match the size of the file")
        rows = max(SUB, BLOCK_BYTES // (shape[1] * dtype.itemsize) // SUB * SUB)
        buffer = np.empty((min(rows, shape[0]), shape[1]), dtype=dtype)
        for start in range(0, shape[0], rows):
            block = buffer[: min(rows, shape[0] - start)]
            view, filled = memoryview(block.data).cast("B"), 0
            while filled < len(view):
                got = stream.readinto(view[filled:])
                if not got:
                    raise InputError(source, "the file ended early")
                filled += got
            yield block


def moments(path: str | Path, double: bool = False) -> Moments:
    """Read a big NPY file of heads once, and once more where the rank is not full.

    Parameters
    ----------
    path : str or Path
    double : bool
        Sum in double precision whatever the precision of the file.

    Raises
    ------
    InputError
        For a table that is not finite, not floats, or not two-dimensional.
    """
    source = str(path)
    gram: Floats | None = None
    eliminator: Eliminator | None = None
    pivots: list[Array] = []
    users, precision = 0, np.finfo(np.float64)
    for block in blocks(source):
        if gram is None or eliminator is None:
            gram = np.zeros((block.shape[1], block.shape[1]))
            eliminator = Eliminator(block.shape[1], next(primes()))
            precision = np.finfo(np.float64 if double else block.dtype)
        gram += _gram(block.astype(np.float64) if double else block, source, users)
        if eliminator.kernel.shape[1]:
            pivots += _pivots(block, eliminator)
        users += len(block)
    assert gram is not None and eliminator is not None
    if not np.isfinite(gram).all():
        raise InputError(source, "numbers so large that their squares overflow")
    error = SUB * float(precision.eps) + 2 * users / SUB * 2.0**-53
    return Moments(users, len(gram), gram, error, _rank(source, eliminator, pivots, users), source)


def _gram(block: Array, source: str, first: int) -> Floats:
    total = np.zeros((block.shape[1], block.shape[1]))
    with np.errstate(over="ignore", invalid="ignore"):
        for start in range(0, len(block), SUB):
            part = block[start : start + SUB]
            total += part.T @ part
        if not np.isfinite(total.diagonal()).all():
            finite(block, source, first_row=first)
            wide = block.astype(np.float64)
            total = wide.T @ wide
    return total


def _aligned(block: Array, prime: int) -> NDArray[np.int64]:
    """Residues of floats as multiples of 2⁻¹⁰⁷⁴, the same unit for every block."""
    table = from_floats(block)
    shifts = table.column_exponents()
    powers = np.array([pow(2, int(s) + 1074, prime) for s in shifts], dtype=np.int64)
    return np.asarray(table.residues(prime) * powers % prime)


def _pivots(block: Array, eliminator: Eliminator) -> list[Array]:
    """Take rows in until the rank is full, a growing slice at a time: full rank shows within the first few."""
    found: list[Array] = []
    start, size = 0, 4 * block.shape[1]
    while start < len(block) and eliminator.kernel.shape[1]:
        part = block[start : start + size]
        found += [part[row].copy() for row in eliminator.add(_aligned(part, eliminator.prime))]
        start, size = start + size, 1 << 15
    return found


def _rank(source: str, eliminator: Eliminator, pivots: list[Array], users: int) -> Rank:
    """Turn the rank modulo a prime into an exact one."""
    columns = eliminator.kernel.shape[0]
    if len(pivots) == columns:
        return Rank(columns, columns, (), ())
    table = from_floats(np.array(pivots).reshape(-1, columns))
    kernel = rational_kernel(table, columns)
    if len(pivots) < users and not _annihilates(source, table, kernel):
        raise InputError(source, "the rank is not the same modulo two primes; audit a part of the table")
    return Rank(len(pivots), columns, (), kernel)


def _annihilates(source: str, pivots: Scaled, kernel: tuple[tuple[int, ...], ...]) -> bool:
    """Decide exactly whether all rows are orthogonal to the kernel, modulo enough primes at once for each block."""
    size = max(abs(v) for vector in kernel for v in vector).bit_length() + len(kernel[0]).bit_length() + 1
    for block in blocks(source):
        table = from_floats(block)
        bits, covered = table.bits() + _spread(table) + size, 0
        for prime in primes(FIRST_PRIME + (1 << 20)):
            right = np.array([[v % prime for v in vector] for vector in kernel], dtype=np.int64).T
            if times(_aligned(block, prime), right, prime).any():
                return False
            covered += prime.bit_length() - 1
            if covered > bits:
                break
    return True


def _spread(table: Scaled) -> int:
    """How far the units of the columns are apart, in bits: the scalar products are whole in the smallest of them."""
    exponents = table.column_exponents()
    return int(exponents.max() - exponents.min())
