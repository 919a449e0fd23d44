"""T12: the maximum-likelihood policy after n tuples, enumerated, against the exponential bound."""

from __future__ import annotations

from collections.abc import Iterator

from checks.claims import samples
from checks.claims.judge import Case
from checks.populations.offline import offline
from theory.claims.scope import Functions, Scope

POPULATION = offline


def cases(scope: Scope) -> Iterator[Case]:
    """Yield every truth and sample size."""
    problem = scope.problem
    if problem.q is None:
        return
    error = samples.suboptimality(problem, {theta: theta for theta in scope.models})
    functions: Functions = {"SubOpt": lambda n, theta: error[theta][n]}
    for theta in scope.models:
        for n in samples.sizes(problem):
            where = f"truth {problem.models[theta]}, n = {n}"
            yield Case(("headline", "sharper"), {"theta": theta, "n": n}, functions, where)
