"""T3: the enumerated probability of a mistake in each round against its exponential bound."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from checks.claims import regrets
from checks.claims.judge import Case
from checks.exact.expectations import mistake_probabilities
from checks.populations.online import online, revealing
from checks.populations.source import either
from theory.claims.scope import Functions, Scope

POPULATION = either(partial(revealing, ties=False), partial(online, ties=False))


def cases(scope: Scope, statements: tuple[str, ...] = ("headline",)) -> Iterator[Case]:
    """Yield every truth and round."""
    problem = scope.problem
    rounds = regrets.horizon(problem)
    for theta in scope.models:
        chances = mistake_probabilities(problem, theta, rounds)
        functions: Functions = {
            "mistake": lambda t, theta, chances=chances: chances[t - 1],
            "mistakes": lambda t, theta, chances=chances: sum(chances[:t]),
        }
        for t in range(1, rounds + 1):
            where = f"truth {problem.models[theta]}, round {t}"
            yield Case(statements, {"theta": theta, "t": t, "T": t}, functions, where)
