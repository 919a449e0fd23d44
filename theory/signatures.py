"""Signature of each model under a policy: integers that are equal where the model looks the same to the learner.

For each context and response the models are sorted into *views*: equal view, equal gaps to every
comparator met there. Two models look alike to a policy iff their views agree along it.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce
from math import prod

import numpy as np
from numpy.typing import NDArray

from theory.problem import Problem

View = NDArray[np.int32]
_INT64_SAFE = 1 << 62
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)


def views(problem: Problem, contexts: Sequence[int]) -> View:
    """Number the distinct gap vectors of the models, shape (len(contexts), Y, M).

    Two models share a number at (c, y) iff gap(c, y, y') is the same for all y' with κ(y' | c, y) > 0. Under slates
    what may be drawn is compared whatever is served, and all y have the same numbers.
    """
    models, _, responses = problem.shape
    if problem.slates is not None:
        drawn = [drawn_view(problem, c, problem.slates.reference[c]) for c in contexts]
        return np.repeat(np.array(drawn, dtype=np.int32).reshape(len(contexts), 1, models), responses, axis=1)
    result = np.empty((len(contexts), responses, models), dtype=np.int32)
    for i, c in enumerate(contexts):
        known: dict[tuple[int, ...], View] = {}
        for y in range(responses):
            compared = tuple(other for other, mass in enumerate(problem.kappa[c][y]) if mass or other == y)
            if compared not in known:
                known[compared] = _compared(problem, c, compared)
            result[i, y] = known[compared]
    return result


def drawn_view(problem: Problem, c: int, law: Sequence[Fraction]) -> View:
    """Number the distinct gaps of the models among the responses that a law may draw in context c, shape (M,)."""
    return _compared(problem, c, [y for y, mass in enumerate(law) if mass])


def _compared(problem: Problem, c: int, responses: Sequence[int]) -> View:
    """Number the distinct gaps among some responses in context c: those to the first of them tell the others."""
    first, *others = responses
    block = problem.scaled[:, c]
    return _numbered(block[:, [first]] - block[:, others])  # type: ignore[operator]


def _numbered(rows: NDArray[np.generic]) -> View:
    if rows.shape[1] == 0:
        return np.zeros(len(rows), dtype=np.int32)
    if rows.dtype != object:
        low, high = rows.min(axis=0).tolist(), rows.max(axis=0).tolist()
        spans = [most - least + 1 for least, most in zip(low, high, strict=True)]
        if prod(spans) < _INT64_SAFE:
            digits = zip(rows.T, low, spans, strict=True)
            rows = reduce(
                lambda key, digit: key * digit[2] + (digit[0] - digit[1]), digits, np.zeros(len(rows), np.int64)
            )
        inverse = np.unique(rows, axis=0, return_inverse=True)[1]
        return np.asarray(inverse, dtype=np.int32).reshape(-1)
    seen: dict[tuple[int, ...], int] = {}
    return np.array([seen.setdefault(tuple(row), len(seen)) for row in rows.tolist()], dtype=np.int32)


def groups(columns: Sequence[View]) -> list[NDArray[np.intp]]:
    """Return the sets of at least two models whose views agree in every column, ordered by first member.

    Models are told apart by a hash first; those that collide are compared exactly.
    """
    hashed = np.zeros(len(columns[0]), dtype=np.uint64)
    for column in columns:
        hashed = (hashed ^ column.astype(np.uint64)) * _MULTIPLIER
        hashed ^= hashed >> np.uint64(29)
    order = np.argsort(hashed, kind="stable")
    equal = hashed[order][1:] == hashed[order][:-1]
    if not equal.any():
        return []
    repeated = np.zeros(len(hashed), dtype=np.bool_)
    repeated[order[1:][equal]] = repeated[order[:-1][equal]] = True
    members: dict[bytes, list[int]] = {}
    candidates = np.flatnonzero(repeated)
    for m, row in zip(candidates, np.stack([column[candidates] for column in columns], axis=1), strict=True):
        members.setdefault(row.tobytes(), []).append(int(m))
    return [np.array(group, dtype=np.intp) for group in members.values() if len(group) > 1]
