"""T10: greedy on a confusing pair alone, enumerated with ties to the believed model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations

from checks.claims import regrets
from checks.claims.judge import Case
from checks.learners import load
from checks.populations.online import confusing
from theory.claims.scope import Functions, Scope

POPULATION = confusing


def cases(scope: Scope) -> Iterator[Case]:
    """Yield every pair, as the whole class, the believed model first."""
    for a, b in permutations(scope.models, 2):
        names = tuple(scope.problem.models[m] for m in (a, b))
        alone = replace(scope.problem, models=names, scaled=scope.problem.scaled[[a, b]], truth=None)
        rounds = regrets.horizon(alone)
        regret = regrets.regret(alone, load("greedy"), rounds)
        functions: Functions = {"R": lambda t, b, regret=regret: regret(t, 1)}
        yield Case(("headline",), {"a": a, "b": b, "T": rounds}, functions, f"{names[0]}, {names[1]}, T = {rounds}")
