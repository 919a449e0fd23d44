"""Integer nullspaces in short vectors: groups of columns, shared among the processors.

Which columns share a group, and which groups a processor, depends on the matrix alone: so does the result.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeVar

from flint import fmpz, fmpz_mat

from theory.exact.lattice import Entries, Images, bits, short
from theory.exact.padic import ROWS

GROUP = 24
"""k: at most so many vectors are shortened together. More: shorter vectors, slower reductions."""

SHARE = 5
"""At most so many groups are a processor's share."""

SHARED = 100_000
"""From this many entries of C the groups are shared among the processors."""

GROWTH = 6, 5
"""A group whose vectors do not stand apart yet is tried again with a volume larger by this ratio."""

Item = TypeVar("Item")
Task = tuple[Entries, Entries, Sequence[Sequence[int]], int, fmpz]


def short_kernel(square: fmpz_mat, right: fmpz_mat) -> Entries | None:
    """Return m independent vectors (y, z) with square · y + right · z = 0, or None when none are short enough.

    Parameters
    ----------
    square : fmpz_mat, shape (r, r)
        Invertible.
    right : fmpz_mat, shape (r, m)
        Whatever stands beside it.
    """
    if square.nrows() >= ROWS:
        return None
    try:
        return _short_kernel(square, right)
    except ZeroDivisionError:  # det B is a multiple of the primes that are lifted from
        return None


def _short_kernel(square: fmpz_mat, right: fmpz_mat) -> Entries | None:
    rows, columns = square.tolist(), right.transpose().tolist()
    groups = _cut(range(len(columns)), -(-len(columns) // GROUP))
    reach = 2 * (len(rows) + GROUP) * max(map(abs, (*square.entries(), *right.entries())))
    first = _vectors(rows, columns, groups[:1], _volume(rows), reach)
    if first is None or not groups[1:]:
        return first
    volume = bits(fmpz_mat(first)) + max(abs(x) for vector in first for x in vector).bit_length()
    shares = 4 * -(-len(groups[1:]) // (4 * SHARE)) if len(rows) * len(columns) >= SHARED else 1
    tasks = [(rows, columns, share, volume, reach) for share in _cut(groups[1:], shares)]
    parts = [_vectors(*task) for task in tasks] if shares == 1 else _in_parallel(tasks)
    return None if None in parts else [*first, *(vector for part in parts for vector in part or ())]


def _volume(rows: Entries) -> int:
    """Return the bits of Hadamard's bound of a determinant."""
    return sum(sum(x * x for x in row).bit_length() for row in rows) // 2


def _vectors(
    rows: Entries, columns: Entries, groups: Sequence[Sequence[int]], volume: int, reach: fmpz
) -> Entries | None:
    """Return the vectors of some groups of columns of C, expected to have so many bits a group."""
    images, width, most = Images(fmpz_mat(rows)), len(columns), 2 * _volume(rows)
    vectors: Entries = []
    for group in groups:
        right = fmpz_mat([columns[j] for j in group]).transpose()
        while (found := short(images, right, volume, reach)) is None:
            if volume > most:
                return None
            volume = volume * GROWTH[0] // GROWTH[1] + 1
        zeros = [fmpz(0)] * group[0], [fmpz(0)] * (width - 1 - group[-1])
        vectors += [y + zeros[0] + z + zeros[1] for y, z in found]
    return vectors


def _in_parallel(tasks: list[Task]) -> list[Entries | None]:
    from joblib import Parallel, cpu_count, delayed

    return list(Parallel(n_jobs=cpu_count())(delayed(_vectors)(*task) for task in tasks))


def _cut(items: Sequence[Item], parts: int) -> list[Sequence[Item]]:
    """Cut a sequence into parts of nearly equal size, none empty."""
    parts = min(parts, len(items))
    ends = [len(items) * i // parts for i in range(parts + 1)]
    return [items[start:end] for start, end in pairwise(ends)]
