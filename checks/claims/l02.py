"""L2: the quadratic bound, with B the larger of the two gaps."""

from __future__ import annotations

from collections.abc import Iterator

from checks.claims.judge import Case
from checks.claims.l01 import gap_pairs
from checks.populations.online import online
from theory.claims.scope import Scope

POPULATION = online


def cases(scope: Scope) -> Iterator[Case]:
    """Yield every pair of gaps."""
    for a, b in sorted(gap_pairs(scope)):
        symbols = {"a": a, "b": b, "B": max(abs(a), abs(b))}
        yield Case(("headline", "half", "closed form"), symbols, where=f"gaps {a} and {b}")
