"""T5: full-support comparators against strong diversity, decided model by model."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import strategies as st

from checks import strategies
from checks.claims.judge import Case
from theory.claims.scope import Scope

POPULATION = st.one_of(strategies.revealing(), strategies.online())


def cases(scope: Scope) -> Iterator[Case]:
    """Yield every truth."""
    for theta in scope.models:
        yield Case(("headline",), {"theta": theta}, where=f"truth {scope.problem.models[theta]}")
