"""T11: forced exploration, enumerated, against its logarithmic bound."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from statistics import mean

from checks.claims import regrets
from checks.claims.judge import Case
from checks.learner_protocol import History, Learner, Rows
from checks.learners import forced_exploration, uniform
from checks.populations.online import online
from theory.claims.scope import Functions, Scope
from theory.problem import Problem
from theory.protocol.actions import count, served

POPULATION = online


def cases(scope: Scope) -> Iterator[Case]:
    """Yield every truth, with the rate for the models that exploration tells apart: for all of them, under G."""
    problem = scope.problem
    rounds = regrets.horizon(problem)

    def costs(c: int, theta: int) -> list[Fraction]:
        return [problem.shortfall(theta, c, served(problem, c, action)) for action in range(count(problem))]

    functions: Functions = {
        "R": regrets.regret(problem, explorer(problem), rounds),
        "s": lambda: forced_exploration.rate_where_told(problem),
        "Delta_U": lambda theta: sum(problem.p[c] * mean(costs(c, theta)) for c in problem.deployed),
    }
    for theta in scope.models:
        where = f"truth {problem.models[theta]}, T = {rounds}"
        yield Case(("headline",), {"theta": theta, "T": rounds}, functions, where)


def explorer(problem: Problem) -> Learner:
    """Return forced exploration with the rate for the models that exploration tells apart."""
    schedule = forced_exploration.Schedule(forced_exploration.rate_where_told(problem))

    def plan(history: History, t: int) -> Rows:
        return uniform.rows(problem) if schedule.explores(t) else history.policy(history.leader)

    return Learner("forced-exploration", "explores as often as it helps", plan, lambda problem, t: schedule.explores(t))
