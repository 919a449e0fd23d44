"""T9: the conditions of the trichotomy against the constants of the bounds behind it."""

from __future__ import annotations

from collections.abc import Iterator

from checks.claims.judge import Case
from checks.populations.online import blind, confusing, online
from checks.populations.source import either
from theory.claims.scope import Scope

POPULATION = either(online, confusing, blind)


def cases(scope: Scope) -> Iterator[Case]:
    """Yield the one case an instance is."""
    yield Case(("bounded", "logarithmic"), {})
