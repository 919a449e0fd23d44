"""L1: the definition of BC against its closed form, on every pair of gaps of an instance."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from checks.claims.judge import Case
from checks.populations.online import online
from theory.claims.scope import Scope

POPULATION = online


def gap_pairs(scope: Scope) -> set[tuple[Fraction, Fraction]]:
    """Return the gaps of two models on one comparison, over all pairs of models and all comparisons."""
    problem = scope.problem
    models, contexts, responses = problem.shape
    rows = {
        tuple(problem.gap(m, c, y, other) for m in range(models))
        for c in range(contexts)
        for y in range(responses)
        for other in range(y)
    }
    return {(row[i], row[j]) for row in rows for i in range(models) for j in range(i + 1)}


def cases(scope: Scope) -> Iterator[Case]:
    """Yield every pair of gaps."""
    for a, b in sorted(gap_pairs(scope)):
        yield Case(("closed form", "product form", "at most one"), {"a": a, "b": b}, where=f"gaps {a} and {b}")
