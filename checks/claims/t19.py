"""T19: learners that never look at the user, enumerated, against the best pooled policy."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from checks.claims import regrets
from checks.claims.judge import Case
from checks.learners import load
from checks.populations.online import online
from theory.claims.scope import Functions, Scope

POPULATION = partial(online, most_contexts=3)


def cases(scope: Scope) -> Iterator[Case]:
    """Yield every truth, with two learners that ignore the user; a model that is selected under slates does not."""
    problem = scope.problem
    if problem.slates is not None:
        return
    rounds = regrets.horizon(problem)
    for name in ("constant", "uniform"):
        functions: Functions = {"R": regrets.regret(problem, load(name), rounds)}
        for theta in scope.models:
            where = f"truth {problem.models[theta]}, {name}, T = {rounds}"
            yield Case(("headline", "positive"), {"theta": theta, "T": rounds}, functions, where)
