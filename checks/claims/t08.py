"""T8: the finite form of the logarithm, for every learner that pays something."""

from __future__ import annotations

from collections.abc import Iterator

from checks import strategies
from checks.claims import t06
from checks.claims.judge import Case
from theory.claims.scope import Scope

POPULATION = strategies.confusing()


def cases(scope: Scope) -> Iterator[Case]:
    """Yield every confusing pair, altered context and learner."""
    return t06.cases(scope, ("headline",))
