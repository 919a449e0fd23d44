"""T5: full-support comparators against strong diversity, decided model by model."""

from __future__ import annotations

from collections.abc import Iterator

from checks.claims.judge import Case
from checks.populations.online import online, revealing
from checks.populations.source import either
from theory.claims.scope import Scope

POPULATION = either(revealing, online)


def cases(scope: Scope) -> Iterator[Case]:
    """Yield every truth."""
    for theta in scope.models:
        yield Case(("headline",), {"theta": theta}, where=f"truth {scope.problem.models[theta]}")
