"""Offline samples for the checks: the law of the maximum-likelihood model after n tuples, enumerated.

A behaviour policy is a learner that never changes its mind, on the problem whose contexts follow q.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from flint import arb

from checks.exact.enumerate import Enumeration, at_precision
from checks.exact.expectations import Selected, leader
from checks.learner_protocol import Learner
from theory.exact.enclosure import ball
from theory.problem import Problem


def sizes(problem: Problem) -> range:
    """Return the sample sizes that a complete enumeration can afford."""
    return range(4 if problem.shape[1] * problem.shape[2] <= 4 else 3)


@at_precision
def suboptimality(
    problem: Problem, truths: Mapping[int, int], told: Problem | None = None, selected: Selected = leader
) -> dict[int, list[arb]]:
    """Enclose E SubOpt of the maximum-likelihood policy (ties to the lowest index), truth → ``[n]``.

    Parameters
    ----------
    problem : Problem
        What the tuples follow.
    truths : mapping of int to int
        Each model that may be the truth, and the model of ``problem`` whose gaps the answers then follow.
    told : Problem, optional
        Where suboptimality is measured and the sample sizes come from; ``problem`` when left out.
    selected : callable
        Which model is deployed after a sample.

    Claim: T12.
    """
    told = told or problem
    beta, q = problem.beta, problem.q
    assert beta is not None and q is not None
    known = Enumeration(replace(problem, p=q), Learner("behaviour", "β in every round", lambda history, t: beta))
    known.reach(sizes(told).stop)
    result: dict[int, list[arb]] = {}
    for theta, followed in truths.items():
        costs = [
            ball(sum((told.p[c] * told.shortfall(theta, c, int(row[c])) for c in told.deployed), Fraction(0)))
            for row in told.policy
        ]
        result[theta] = [
            sum((mass * costs[selected(known, s)] for s, mass in known.probabilities(followed, n + 1).items()), arb(0))
            for n in sizes(told)
        ]
    return result
