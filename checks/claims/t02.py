"""T2: the law of the number of mistakes, enumerated, against the geometric tail."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from checks.claims import regrets
from checks.claims.judge import Case
from checks.exact.expectations import selection_tail
from checks.populations.online import online, revealing
from checks.populations.source import either
from theory.claims.scope import Functions, Scope

POPULATION = either(revealing, partial(online, ties=False))


def cases(scope: Scope) -> Iterator[Case]:
    """Yield every truth, wrong model and number of selections."""
    problem = scope.problem
    rounds = regrets.horizon(problem)
    for theta in scope.models if scope.conditions.diversity else range(1):
        for m in scope.functions["W"](theta):
            law = selection_tail(problem, theta, m, rounds)
            functions: Functions = {"tail": lambda n, t, m, theta, law=law: law[n + 1]}
            for n in range(rounds):
                where = f"truth {problem.models[theta]}, model {problem.models[m]}, n = {n}, T = {rounds}"
                yield Case(("headline",), {"theta": theta, "m": m, "T": rounds, "n": n}, functions, where)
