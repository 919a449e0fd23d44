"""T1: the bound on greedy against its enumerated regret, selections and future regret."""

from __future__ import annotations

from collections.abc import Iterator

from checks.claims import regrets
from checks.claims.judge import Case
from checks.exact.expectations import expected_potential, expected_selections
from checks.learners import load
from checks.populations.online import online
from theory.claims.scope import Functions, Scope

POPULATION = online


def cases(scope: Scope) -> Iterator[Case]:
    """Yield every truth, at the affordable horizon."""
    problem, greedy = scope.problem, load("greedy")
    rounds = regrets.horizon(problem)
    for theta in scope.models if scope.conditions.diversity else range(1):
        wrong = scope.functions["W"](theta)
        selections = expected_selections(problem, theta, rounds)
        potentials = {m: expected_potential(problem, theta, m, greedy, rounds - 1) for m in wrong}
        functions: Functions = {
            "R": regrets.regret(problem, greedy, rounds),
            "E_N": lambda t, m, theta, values=selections: values[m],
            "ell": lambda t, m, theta, values=potentials: values[m][t],
        }
        symbols = {"theta": theta, "T": rounds, "t": rounds - 1}
        where = f"truth {problem.models[theta]}, T = {rounds}"
        yield Case(("headline", "selections", "residual", "sharper"), symbols, functions, where)
