"""Truths on either side of a decision boundary of a class, as near to it as wanted, and what T24 says of them.

Claim: T24.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import cosh, e, sqrt

from theory.exact.linear import dot
from theory.instance import Vector
from theory.polytope.continuous import ContinuousClass


@dataclass(frozen=True)
class Crossing:
    """A line θ_s = θ_0 + s v through a boundary: the gap of two responses in a context is s.

    Attributes
    ----------
    origin, direction : Vector
        θ_0 and v.
    reach : Fraction
        s_0: for |s| ≤ s_0 the line stays in Θ, and no other response of the context is better than either.
    mass : Fraction
        p_0, the probability of the context.
    spread : Fraction
        V, the largest |⟨h_c(y) − h_c(y'), v⟩|.
    """

    origin: Vector
    direction: Vector
    reach: Fraction
    mass: Fraction
    spread: Fraction

    def truth(self, s: Fraction) -> Vector:
        """Return θ_s."""
        return tuple(x + s * v for x, v in zip(self.origin, self.direction, strict=True))

    def envelope(self, rounds: int) -> float | None:
        """Return what sup R_T over Θ is at least, for every learner; None for horizons that are too short."""
        if rounds < 4 / (self.spread * self.reach) ** 2:
            return None
        return (1 - 1 / e) * float(self.mass) * sqrt(rounds) / (2 * float(self.spread))

    def least(self, s: Fraction, rounds: int) -> float:
        """Return what the larger of R_T(θ_s) and R_T(θ_{−s}) is at least, from 1 − √(1 − x) ≥ x/2."""
        share = cosh(float(s * self.spread) / 2) ** -2
        return float(self.mass * s) / 4 * (1 - share**rounds) / (1 - share)


def crossing(problem: ContinuousClass, models: Iterable[Vector]) -> Crossing | None:
    """Return the line from the truth towards one of the models on which T24 speaks of the widest range; None if none.

    Parameters
    ----------
    problem : ContinuousClass
        With a truth that has a unique optimum.
    models : iterable of Vector
        Models of Θ, such as one in each cell.
    """
    found = [line for line in (_towards(problem, model) for model in models) if line is not None]
    return max(found, key=lambda line: line.reach * line.spread, default=None)


def _towards(problem: ContinuousClass, model: Vector) -> Crossing | None:
    """Return the line through the first tie on the way from the truth to a model."""
    theta = problem.theta
    assert theta is not None
    ties = []
    for c, served in enumerate(problem.policy(theta)):
        for y in range(problem.shape[1]):
            here, there = (dot(problem.contrast(c, served, y), m) for m in (theta, model))
            if there < 0 < here:
                ties.append((here / (here - there), c, served, y, here, there))
    if not ties:
        return None
    share, c, served, y, here, there = min(ties)
    origin = tuple((1 - share) * a + share * b for a, b in zip(theta, model, strict=True))
    direction = tuple((a - b) / here for a, b in zip(theta, origin, strict=True))
    reach = min(here, -there)
    for other in range(problem.shape[1]):
        for best in (served, y):
            row = problem.contrast(c, best, other)
            slope, room = dot(row, direction), dot(row, origin)
            if other not in (served, y) and slope:
                reach = min(reach, room / abs(slope))
    rows = (row for block in problem.contrasts for rows in block for row in rows)
    spread = max(abs(dot(row, direction)) for row in rows)
    return Crossing(origin, direction, reach, problem.p[c], spread) if reach > 0 else None
