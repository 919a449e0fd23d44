"""T14: the same rules on pairs that the offline data never tell apart."""

from __future__ import annotations

from collections.abc import Iterator

from checks.claims import t13
from checks.claims.judge import Case
from checks.populations.offline import untold
from theory.claims.scope import Scope

POPULATION = untold


def cases(scope: Scope) -> Iterator[Case]:
    """Yield every pair of models, altered context, sample size and rule."""
    return t13.cases(scope, ("headline",))
