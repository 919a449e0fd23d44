"""T17: the information of greedy's rounds against the coefficient μ and the energy of the exposed directions."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from checks.claims.judge import Case
from checks.populations.factored import factored
from checks.populations.linear import linear
from checks.populations.source import either
from theory.claims.scope import Scope
from theory.quantities import policy_of

POPULATION = either(linear, partial(factored, finite=True))


def cases(scope: Scope) -> Iterator[Case]:
    """Yield every wrong model of every truth."""
    problem = scope.problem
    for theta in scope.models:
        for m in scope.functions["W"](theta):
            symbols = {"m": m, "theta": theta, "pi": policy_of(problem, m)}
            where = f"truth {problem.models[theta]}, model {problem.models[m]}"
            yield Case(("headline", "quadratic"), symbols, where=where)
