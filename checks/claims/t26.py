"""T26: `tracking`, enumerated, against its bound; the constant is 0 exactly where nothing hides, by plain loops."""

from __future__ import annotations

from collections.abc import Iterator

from checks import strategies
from checks.claims import regrets
from checks.claims.judge import Case
from checks.learners import load
from theory.claims.scope import Functions, Scope
from theory.errors import InputError
from theory.exploration.sequence import sequences
from theory.problem import Problem

POPULATION = strategies.exploring()


def cases(scope: Scope) -> Iterator[Case]:
    """Yield every truth; the bound where `tracking` is defined, at every horizon that is affordable."""
    problem = scope.problem
    rounds, regret = regrets.horizon(problem), regrets.regret(problem, load("tracking"), regrets.horizon(problem))
    functions: Functions = {"R": regret, "NothingHides": lambda theta: nothing_hides(problem, theta)}
    for theta in scope.models:
        where = f"truth {problem.models[theta]}"
        yield Case(("pointwise",), {"theta": theta}, functions, where)
        if defined(problem):
            yield Case(("headline",), {"theta": theta, "T": rounds}, functions, f"{where}, T = {rounds}")


def defined(problem: Problem) -> bool:
    """Whether `tracking` can be played."""
    try:
        return bool(sequences(problem))
    except InputError:
        return False


def nothing_hides(problem: Problem, theta: int) -> bool:
    """Whether every model that looks like θ while θ is believed is served well by θ's policy; on the rationals."""
    served = {c: int(problem.policy[theta, c]) for c in problem.deployed}
    return not any(
        all(_same(problem, theta, m, c, y) for c, y in served.items())
        and any(problem.gap(m, c, other, y) > 0 for c, y in served.items() for other in range(len(problem.responses)))
        for m in range(len(problem.models))
    )


def _same(problem: Problem, theta: int, m: int, c: int, y: int) -> bool:
    met = (other for other, mass in enumerate(problem.kappa[c][y]) if mass)
    return all(problem.gap(theta, c, y, other) == problem.gap(m, c, y, other) for other in met)
