"""Nearest hidden alternative of an instance, or the certificate that there is none.

For a finite class it is the first confusing partner in model order. For Θ = ℝ^d it is the θ − s n of T15 whose change
has the smallest norm over all contexts and responses; the smallest change reaches a tie and is not attained, so s is
the simplest rational at most `ROOM` above it. In a box it is the first that the linear program finds, drawn towards θ
in the same way.

Claim: T15.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from theory.diversity import Conditions
from theory.exact.linear import combine, dot, rational_matrix
from theory.instance import Box, Instance, Matrix, Vector
from theory.problem import Problem
from theory.span.box_lp import Multipliers, hidden_in_box
from theory.span.linear_problem import HiddenAlternative, LinearProblem

ROOM = Fraction(9, 8)
"""How far beyond the tie the change may go."""


@dataclass(frozen=True)
class Comparison:
    """A comparison that the believed policy exposes, with its gap under two models."""

    context: int
    deployed: int
    comparator: int
    gap: Fraction
    other: Fraction


@dataclass(frozen=True)
class Partner:
    """A confusing pair of a finite class: the first that starts at ``believed``."""

    believed: int
    hidden: int


def first_partner(conditions: Conditions, believed: int | None = None) -> Partner | None:
    """Return the first confusing pair, of one believed model or of any.

    Claim: D.
    """
    for a in range(len(conditions.problem.models)) if believed is None else (believed,):
        hidden = conditions.hidden_from(a)
        if len(hidden):
            return Partner(a, int(hidden[0]))
    return None


def exposed(problem: Problem, believed: int, other: int) -> Iterator[Comparison]:
    """Yield what π_a exposes in deployed contexts, with the gaps of a and of another model."""
    for c in problem.deployed:
        y = int(problem.policy[believed, c])
        for comparator, mass in enumerate(problem.kappa[c][y]):
            if mass and comparator != y:
                gaps = (problem.gap(m, c, y, comparator) for m in (believed, other))
                yield Comparison(c, y, comparator, *gaps)


def telling(problem: Problem, believed: int, other: int) -> Comparison | None:
    """Return the first comparison exposed by π_a on which two models differ: they are not confused."""
    return next((entry for entry in exposed(problem, believed, other) if entry.gap != entry.other), None)


def simplest_between(low: Fraction, high: Fraction) -> Fraction:
    """Return the rational of smallest denominator, then numerator, in (low, high], 0 ≤ low < high.

    Examples
    --------
    >>> simplest_between(Fraction(3, 10), Fraction(2, 5)), simplest_between(Fraction(0), Fraction(1, 7))
    (Fraction(1, 3), Fraction(1, 7))
    """
    whole = low.numerator // low.denominator
    if whole + 1 <= high:
        return Fraction(whole + 1)
    if low == whole:
        return whole + 1 / Fraction(-(-1 // (high - whole)))
    return whole + 1 / _simplest_from(1 / (high - whole), 1 / (low - whole))


def _simplest_from(low: Fraction, high: Fraction) -> Fraction:
    """Return the simplest rational in [low, high), 0 < low < high."""
    whole = low.numerator // low.denominator
    if low == whole:
        return low
    if whole + 1 < high:
        return Fraction(whole + 1)
    return whole + 1 / simplest_between(1 / (high - whole), 1 / (low - whole))


@dataclass(frozen=True)
class Nearest:
    """A hidden alternative of a linear problem and how near it is.

    Attributes
    ----------
    alternative : HiddenAlternative
        λ, where it matters, and what beats the served response there.
    squared : Fraction
        ‖λ − θ‖².
    infimum : Fraction or None
        The squared norm that no hidden alternative attains or goes below; ``None`` in a box, where none is claimed.
    """

    alternative: HiddenAlternative
    squared: Fraction
    infimum: Fraction | None


def nearest(problem: LinearProblem) -> Nearest | None:
    """Return the hidden alternative of smallest norm over Θ = ℝ^d, or None when Rel = Exp.

    Claim: T15.
    """
    tie = problem.nearest_tie()
    if tie is None:
        return None
    s = simplest_between(tie.step, tie.step * ROOM) if tie.step else Fraction(1)
    closer = HiddenAlternative(combine(problem.theta, -s, tie.direction), tie.context, tie.response)
    return Nearest(closer, tie.slope * s * s, tie.slope * tie.step * tie.step)


def nearest_in_box(problem: LinearProblem, box: Box) -> Nearest | tuple[Multipliers, ...]:
    """Return a hidden alternative in a box, drawn towards θ, or the multipliers that exclude every one.

    Claim: T15.
    """
    found = hidden_in_box(problem, box)
    if isinstance(found, tuple):
        return found
    change = combine(found.parameter, Fraction(-1), problem.theta)
    delta = problem.difference(found.context, found.response)
    before, after = dot(delta, problem.theta), dot(delta, found.parameter)
    tie = before / (before - after)
    s = simplest_between(tie, min(tie * ROOM, Fraction(1))) if tie else Fraction(1)
    closer = HiddenAlternative(combine(problem.theta, s, change), found.context, found.response)
    return Nearest(closer, dot(change, change) * s * s, None)


def shaped(instance: Instance, parameter: Vector) -> Vector | Matrix:
    """Return a parameter in the form the instance writes it: a vector, or a k × d matrix."""
    truth = instance.truth
    if not isinstance(truth, tuple) or not isinstance(truth[0], tuple):
        return parameter
    width = len(truth[0])
    return tuple(parameter[i : i + width] for i in range(0, len(parameter), width))


def coordinates(basis: list[Vector], vector: Vector) -> Vector:
    """Return the weights with which independent rows combine to a vector of their span.

    Raises
    ------
    ValueError
        When the vector is not in their span.
    """
    if not basis:
        if any(vector):
            raise ValueError("the vector is not in the span")
        return ()
    rows, target = rational_matrix(basis), rational_matrix([vector])
    weights = (rows * rows.transpose()).solve(rows * target.transpose()).transpose()
    if weights * rows != target:
        raise ValueError("the vector is not in the span")
    return tuple(Fraction(int(x.p), int(x.q)) for x in weights.tolist()[0])
