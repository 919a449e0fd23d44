"""T9: the conditions of the trichotomy against the constants of the bounds behind it."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import strategies as st

from checks import strategies
from checks.claims.judge import Case
from theory.claims.scope import Scope

POPULATION = st.one_of(strategies.online(), strategies.confusing(), strategies.blind())


def cases(scope: Scope) -> Iterator[Case]:
    """Yield the one case an instance is."""
    yield Case(("bounded", "logarithmic"), {})
