"""Pooled policies: regret of the best policy that ignores the user.

Claim: T19.
"""

from __future__ import annotations

from fractions import Fraction

from theory.problem import Problem


def prompts(problem: Problem) -> dict[str, list[int]]:
    """Return the deployed contexts of each prompt."""
    groups: dict[str, list[int]] = {}
    for c in problem.deployed:
        groups.setdefault(problem.contexts[c][1], []).append(c)
    return groups


def pooled_gap(problem: Problem, theta: int) -> Fraction:
    """Return min over π̄: X → Y of Σ_c p_c [max r_θ − r_θ(c, π̄(x))], prompt by prompt."""
    least = Fraction(0)
    for group in prompts(problem).values():
        costs = ([problem.p[c] * problem.shortfall(theta, c, y) for c in group] for y in range(len(problem.responses)))
        least += min(sum(cost, Fraction(0)) for cost in costs)
    return least


def common_best(problem: Problem, theta: int) -> bool:
    """Whether for every prompt some response is best for all the users who share it."""
    return all(bool(problem.optimal[theta, group].all(axis=0).any()) for group in prompts(problem).values())
