"""T6: the regret of four different learners, enumerated under both models, against the two-point inequality."""

from __future__ import annotations

from collections.abc import Iterator

from checks import strategies
from checks.claims import regrets
from checks.judge import Case
from theory.scope import Functions, Scope

POPULATION = strategies.confusing()


def cases(scope: Scope, statements: tuple[str, ...] = ("headline", "half", "all contexts")) -> Iterator[Case]:
    """Yield every confusing pair, altered context and learner."""
    problem = scope.problem
    rounds = regrets.horizon(problem)
    pairs = scope.confusing_pairs[:2]
    truths = sorted({m for pair in pairs for m in pair})
    for learner in regrets.learners(problem) if pairs else ():
        functions: Functions = {"R": regrets.regret(problem, truths, learner, rounds)}
        for a, b in pairs:
            for c in scope.functions["S"](a, b):
                where = f"{problem.models[a]}, {problem.models[b]}, context {c}, {learner.name}, T = {rounds}"
                yield Case(statements, {"a": a, "b": b, "c_0": c, "T": rounds}, functions, where)
