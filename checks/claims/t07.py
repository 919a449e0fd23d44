"""T7: the larger of two enumerated regrets against the Lambert bound and its sharper root, which also covers K = 0."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checks.claims import t06
from checks.claims.judge import Case
from checks.populations.online import blind, confusing
from checks.populations.source import either
from theory.claims.scope import Scope

POPULATION = either(confusing, blind)


def cases(scope: Scope) -> Iterator[Case]:
    """Yield every confusing pair, altered context and learner."""
    for case in t06.cases(scope):
        free = scope.functions["K"](case.symbols["a"], case.symbols["b"]).is_zero()
        yield replace(case, statements=("sharper",) if free else ("headline", "sharper"))
