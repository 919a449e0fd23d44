"""T24: the enumerated regret of every learner at the worse of two truths on either side of a decision boundary."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import permutations

from checks.claims import regrets
from checks.claims.judge import Case
from checks.populations.online import mirrored, online
from checks.populations.source import either
from theory.claims.scope import Scope

POPULATION = either(mirrored, mirrored, partial(online, ties=False))


def cases(scope: Scope) -> Iterator[Case]:
    """Yield every pair of models in every context where their best responses differ, with every learner."""
    problem, rounds = scope.problem, regrets.horizon(scope.problem)
    for a, b in permutations(scope.models, 2):
        for c in problem.deployed:
            if problem.policy[a, c] == problem.policy[b, c]:
                continue
            for learner in regrets.learners(problem):
                functions = {"R": regrets.regret(problem, learner, rounds)}
                for t in range(1, rounds + 1):
                    symbols = {"a": a, "b": b, "c_0": c, "T": t}
                    yield Case(
                        ("headline", "exponential", "square root"), symbols, functions, f"{learner.name}, T = {t}"
                    )
