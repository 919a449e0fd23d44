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

from checks.audit.certifying.exact_rank import Rank
from checks.audit.certifying.exact_span import ExactSpan
from checks.audit.reading.array_files import npy_header
from checks.audit.reading.frames import MAX_COLUMNS, finite
from checks.audit.reading.numbers import Array, Floats
from checks.audit.running.session import tick
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
    unit : float
        The rounding unit of the numbers in the file.
    """

    users: int
    columns: int
    gram: Floats
    error: float
    rank: Rank
    source: str
    unit: float = 0.0


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
            native = block.astype(dtype.newbyteorder("="), copy=False)
            yield native.astype(np.float32) if dtype.itemsize < 4 else native


def moments(path: str | Path, double: bool = False) -> Moments:
    """Read a big NPY file of heads once.

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
    span: ExactSpan | None = None
    users, precision, unit = 0, np.finfo(np.float64), 0.0
    for block in blocks(source):
        tick()
        if gram is None or span is None:
            gram = np.zeros((block.shape[1], block.shape[1]))
            span = ExactSpan(block.shape[1])
            unit = float(np.finfo(block.dtype).eps) / 2
            precision = np.finfo(np.float64 if double else block.dtype)
        gram += _gram(block.astype(np.float64) if double else block, source, users)
        span.add(block)
        users += len(block)
    assert gram is not None and span is not None
    if not np.isfinite(gram).all():
        raise InputError(source, "numbers so large that their squares overflow")
    error = SUB * float(precision.eps) + 2 * users / SUB * 2.0**-53
    return Moments(users, len(gram), gram, error, span.rank(), source, unit)


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
