"""Distribution of the comparison made in one round or one offline tuple, with the gaps of two models.

Claim: section 1.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache

from theory.exact.enclosure import Mass
from theory.problem import Problem
from theory.protocol.actions import Shown, count, shown

Comparisons = list[tuple[Mass, Fraction, Fraction]]
"""(weight, gap under m, gap under θ) of every comparison with positive weight."""


def comparisons(problem: Problem, actions: Sequence[int], m: int, theta: int) -> Comparisons:
    """Return what one round of actions, context by context, may bring: weights p_c κ(y' | c, π(c)), gaps of m and θ.

    Under slates the actions are models g and the weights p_c γ_g(y | c) γ_g(y' | c).
    """
    return [row for c in problem.deployed for row in _after(problem, problem.p[c], c, actions[c], m, theta)]


def pair_comparisons(problem: Problem, c: int, action: int, m: int, theta: int) -> Comparisons:
    """Return what an action in context c may bring: weights κ(y' | c, y)."""
    return list(_after(problem, Fraction(1), c, action, m, theta))


def uniform_comparisons(problem: Problem, m: int, theta: int) -> Comparisons:
    """Return what one round of uniformly random actions may bring."""
    share = Fraction(1, count(problem))
    return [
        row
        for c in problem.deployed
        for action in range(count(problem))
        for row in _after(problem, problem.p[c] * share, c, action, m, theta)
    ]


def offline_comparisons(problem: Problem, m: int, theta: int) -> Comparisons:
    """Return what one offline tuple may bring: weights q_c β κ; the problem must have training contexts.

    Two responses are one comparison whichever of them was deployed: both gaps change sign with Z, no law changes.
    """
    return [
        (weight, problem.gap(m, c, y, other), problem.gap(theta, c, y, other))
        for (c, y, other), weight in problem.collected.items()
    ]


def outcomes(rows: Comparisons) -> Iterator[tuple[Mass, Fraction, Fraction]]:
    """Yield (weight, signed gap under m, signed gap under θ) for Z = 1 and Z = 0 of every comparison."""
    for weight, gap, true in rows:
        yield weight, gap, true
        yield weight, -gap, -true


def _after(
    problem: Problem, weight: Fraction, c: int, action: int, m: int, theta: int
) -> Iterator[tuple[Mass, Fraction, Fraction]]:
    for mass, y, other in _weighted(problem, weight, c, action):
        yield mass, problem.gap(m, c, y, other), problem.gap(theta, c, y, other)


@lru_cache(maxsize=4096)
def _weighted(problem: Problem, weight: Fraction, c: int, action: int) -> Shown:
    return tuple((weight * mass, y, other) for mass, y, other in shown(problem, c, action))
