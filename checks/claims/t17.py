"""T17: the information of greedy's rounds against the coefficient μ and the energy of the exposed directions."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import strategies as st

from checks import strategies
from checks.claims.judge import Case
from theory.claims.scope import Scope
from theory.quantities import policy_of

POPULATION = st.one_of(strategies.linear(), strategies.factored(finite=True))


def cases(scope: Scope) -> Iterator[Case]:
    """Yield every wrong model of every truth."""
    problem = scope.problem
    for theta in scope.models:
        for m in scope.functions["W"](theta):
            symbols = {"m": m, "theta": theta, "pi": policy_of(problem, m)}
            where = f"truth {problem.models[theta]}, model {problem.models[m]}"
            yield Case(("headline", "quadratic"), symbols, where=where)
