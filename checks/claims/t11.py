"""T11: forced exploration, enumerated, against its logarithmic bound."""

from __future__ import annotations

from collections.abc import Iterator

from checks import strategies
from checks.claims import regrets
from checks.exact.expectations import round_regret
from checks.judge import Case
from checks.learners import forced_exploration, load, uniform
from theory.scope import Functions, Scope

POPULATION = strategies.online()


def cases(scope: Scope) -> Iterator[Case]:
    """Yield every truth."""
    problem = scope.problem
    if not scope.conditions.global_identifiability:
        return
    rounds = regrets.horizon(problem)
    everywhere = uniform.rows(problem)
    functions: Functions = {
        "R": regrets.regret(problem, scope.models, load("forced-exploration"), rounds),
        "s": lambda: forced_exploration.rate(problem),
        "Delta_U": lambda theta: round_regret(problem, everywhere, theta),
    }
    for theta in scope.models:
        where = f"truth {problem.models[theta]}, T = {rounds}"
        yield Case(("headline",), {"theta": theta, "T": rounds}, functions, where)
