"""Minimal sufficient statistic: all likelihood ratios of a history, exactly, as one integer.

Every outcome adds a row of integers to the canonical forms (`checks.exact.likelihood`) of the models minus model 0.
Histories whose sums are equal have equal likelihood ratios, and only they have. The rows span a lattice of
some rank; as many independent columns already determine all others, so these are kept, packed into one integer.
"""

from __future__ import annotations

from collections.abc import Sequence

from flint import fmpz_mat

from checks.exact.likelihood import MAX_ROUNDS
from theory.exact.integer_nullspace import leading

Column = list[int]


def increments(vectors: Sequence[tuple[int, ...]]) -> list[int]:
    """Return for each outcome class what it adds to the statistic.

    Parameters
    ----------
    vectors : sequence of tuple of int
        The gaps of each class, one entry a model, in a common unit.

    Returns
    -------
    list of int
        Two multisets of at most `MAX_ROUNDS` classes have equal sums iff all likelihood ratios are equal.

    Examples
    --------
    >>> increments([(1, -1), (-1, 1), (2, -2)])
    [-1, 1, -2]
    """
    kept: list[Column] = []
    for m in range(1, len(vectors[0]) if vectors else 0):
        if len(kept) == len(vectors):
            break
        kept = _independent(kept + _columns(vectors, m))
    sums, offset = [0] * len(vectors), 0
    for column in kept:
        sums = [total + (entry << offset) for total, entry in zip(sums, column, strict=True)]
        offset += (MAX_ROUNDS * max(map(abs, column))).bit_length() + 2
    return sums


def _columns(vectors: Sequence[tuple[int, ...]], m: int) -> list[Column]:
    """Return what each class adds to the form of ln L(m) − ln L(0), the counts of ln σ(|g|) first."""
    counts: dict[int, Column] = {}
    for k, vector in enumerate(vectors):
        for gap, sign in ((vector[m], 1), (vector[0], -1)):
            counts.setdefault(abs(gap), [0] * len(vectors))[k] += sign
    rational = [min(vector[m], 0) - min(vector[0], 0) for vector in vectors]
    return [column for column in [*counts.values(), rational] if any(column)]


def _independent(columns: list[Column]) -> list[Column]:
    """Return the first independent columns."""
    if not columns:
        return []
    reduced, _, rank = fmpz_mat([list(row) for row in zip(*columns, strict=True)]).rref()
    return [columns[j] for j in leading(reduced, rank)]
