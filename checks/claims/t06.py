"""T6: the regret of at least four learners, enumerated under both models, against the two-point inequality."""

from __future__ import annotations

from collections.abc import Iterator

from checks.claims import regrets
from checks.claims.judge import Case
from checks.populations.online import confusing
from theory.claims.scope import Functions, Scope
from theory.quantities import suboptimal

POPULATION = confusing


def cases(scope: Scope, statements: tuple[str, ...] = ("headline", "half", "all contexts")) -> Iterator[Case]:
    """Yield two confusing pairs, or pairs that are none where there is none, with every altered context and learner."""
    problem = scope.problem
    rounds = regrets.horizon(problem)
    pairs = (scope.confusing_pairs or list(altered_pairs(scope)))[:2]
    for learner in regrets.learners(problem) if pairs else ():
        functions: Functions = {"R": regrets.regret(problem, learner, rounds)}
        for a, b in pairs:
            for c in bounded_contexts(scope, a, b):
                where = f"{problem.models[a]}, {problem.models[b]}, context {c}, {learner.name}, T = {rounds}"
                yield Case(statements, {"a": a, "b": b, "c_0": c, "T": rounds}, functions, where)


def bounded_contexts(scope: Scope, a: int, b: int) -> tuple[int, ...]:
    """Return the contexts in which π_a is suboptimal for b; none if a is indifferent in one: δ_a is not defined."""
    altered: tuple[int, ...] = scope.functions["S"](a, b)
    return altered if all(suboptimal(scope.problem, a, c) for c in altered) else ()


def altered_pairs(scope: Scope) -> Iterator[tuple[int, int]]:
    """Yield every pair (a, b), confusing or not, such that π_a is suboptimal for b somewhere."""
    for a in scope.models:
        yield from ((a, b) for b in scope.models if scope.functions["S"](a, b))
