"""T4: the enumerated number of mistakes against the count under strong diversity."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from checks.claims import t03
from checks.claims.judge import Case
from checks.populations.online import revealing
from theory.claims.scope import Scope

POPULATION = partial(revealing, ties=False)


def cases(scope: Scope) -> Iterator[Case]:
    """Yield every truth and horizon."""
    return t03.cases(scope, ("headline", "round"))
