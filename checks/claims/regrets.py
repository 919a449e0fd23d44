"""Enumerated regret for the checks: which learners, which horizon, and R as a quantity of the statements."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from flint import arb

from checks.exact.expectations import expected_regret
from checks.learner_protocol import Learner
from checks.learners import load
from checks.learners.uniform import remembers
from theory.errors import InputError
from theory.problem import Problem

_BUDGET = 3000


def horizon(problem: Problem) -> int:
    """Return a horizon that a complete enumeration can afford: 4 for small instances, fewer rounds for larger ones."""
    _, _, responses = problem.shape
    compared = responses - 1 if problem.slates is None else responses * (responses - 1) // 2
    outcomes = 2 * len(problem.deployed) * max(compared, 1)
    rounds = 1
    while rounds < 4 and outcomes ** (rounds + 1) <= _BUDGET:
        rounds += 1
    return rounds


_STUBBORN = Learner("stubborn", "always the policy of the first model", lambda history, t: history.policy(0), remembers)


def learners(problem: Problem) -> list[Learner]:
    """Return the learners that can be enumerated on a problem: five, four where (G) fails."""
    found = []
    for learner in (*map(load, ("greedy", "constant", "uniform", "forced-exploration")), _STUBBORN):
        try:
            expected_regret(problem, 0, learner, 1)
        except InputError:
            continue
        found.append(learner)
    return found


def regret(problem: Problem, learner: Learner, rounds: int) -> Callable[[int, int], arb]:
    """Return R as the statements use it: R(t, θ), enumerated when it is first asked for."""

    @cache
    def curve(theta: int) -> list[arb]:
        return expected_regret(problem, theta, learner, rounds)

    return lambda t, theta: curve(theta)[t]
