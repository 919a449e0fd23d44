"""Distribution of the comparison made in one round or one offline tuple, with the gaps of two models.

Claim: section 1.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from theory.problem import Problem

Comparisons = list[tuple[Fraction, Fraction, Fraction]]
"""(weight, gap under m, gap under θ) of every comparison with positive weight."""


def comparisons(problem: Problem, policy: Sequence[int], m: int, theta: int) -> Comparisons:
    """Return what one round of a policy may bring: weights p_c κ(y' | c, π(c)) with the gaps of m and θ."""
    return [row for c in problem.deployed for row in _after(problem, problem.p[c], c, policy[c], m, theta)]


def pair_comparisons(problem: Problem, c: int, y: int, m: int, theta: int) -> Comparisons:
    """Return what deploying y in context c may bring: weights κ(y' | c, y)."""
    return list(_after(problem, Fraction(1), c, y, m, theta))


def uniform_comparisons(problem: Problem, m: int, theta: int) -> Comparisons:
    """Return what one round that deploys uniformly at random may bring."""
    share = Fraction(1, len(problem.responses))
    return [
        row
        for c in problem.deployed
        for y in range(len(problem.responses))
        for row in _after(problem, problem.p[c] * share, c, y, m, theta)
    ]


def offline_comparisons(problem: Problem, m: int, theta: int) -> Comparisons:
    """Return what one offline tuple may bring: weights q_c β κ; the problem must have training contexts.

    Two responses are one comparison whichever of them was deployed: both gaps change sign with Z, no law changes.
    """
    return [
        (weight, problem.gap(m, c, y, other), problem.gap(theta, c, y, other))
        for (c, y, other), weight in problem.collected.items()
    ]


def outcomes(rows: Comparisons) -> Iterator[tuple[Fraction, Fraction, Fraction]]:
    """Yield (weight, signed gap under m, signed gap under θ) for Z = 1 and Z = 0 of every comparison."""
    for weight, gap, true in rows:
        yield weight, gap, true
        yield weight, -gap, -true


def _after(
    problem: Problem, weight: Fraction, c: int, y: int, m: int, theta: int
) -> Iterator[tuple[Fraction, Fraction, Fraction]]:
    for other, mass in enumerate(problem.kappa[c][y]):
        if mass:
            yield weight * mass, problem.gap(m, c, y, other), problem.gap(theta, c, y, other)
