"""Offline samples for the checks: the law of the maximum-likelihood model after n tuples, enumerated.

A behaviour policy is a learner that never changes its mind, on the problem whose contexts follow q.
"""

from __future__ import annotations

from dataclasses import replace

from flint import arb

from checks.exact.enumerate import Enumeration, at_precision
from checks.learner_protocol import Learner
from theory.exact.enclosure import ball
from theory.problem import Problem
from theory.quantities import mean_regret


def sizes(problem: Problem) -> range:
    """Return the sample sizes that a complete enumeration can afford."""
    return range(4 if problem.shape[1] * problem.shape[2] <= 4 else 3)


@at_precision
def suboptimality(problem: Problem, truths: list[int]) -> dict[int, list[arb]]:
    """Enclose E SubOpt of the maximum-likelihood policy (ties to the lowest index), truth → ``[n]``.

    Claim: T12.
    """
    beta, q = problem.beta, problem.q
    assert beta is not None and q is not None
    known = Enumeration(replace(problem, p=q), Learner("behaviour", "β in every round", lambda history, t: beta))
    known.reach(sizes(problem).stop)
    result: dict[int, list[arb]] = {}
    for theta in truths:
        costs = [ball(mean_regret(problem, m, theta)) for m in range(len(problem.models))]
        result[theta] = [
            sum(
                (mass * costs[known.states.leaders[s]] for s, mass in known.probabilities(theta, n + 1).items()), arb(0)
            )
            for n in sizes(problem)
        ]
    return result
