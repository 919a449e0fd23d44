"""L3: the Bernoulli divergence from its definition against the closed form and the bounds."""

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
        yield Case(("upper", "closed form", "lower"), {"a": a, "b": b}, where=f"gaps {a} and {b}")
