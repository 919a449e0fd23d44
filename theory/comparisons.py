"""Distribution of the comparison made in one round or one offline tuple, with the gaps of two models.

Claim: section 1.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache

from flint import arb, ctx

from theory.exact.enclosure import Mass, ball
from theory.problem import Problem
from theory.protocol.actions import count, shown

Comparisons = list[tuple[Mass, Fraction, Fraction]]
"""(weight, gap under m, gap under θ) of every comparison with positive weight."""

_KEPT = 256
"""How many rounds are kept, one for each policy."""

_KEPT_PAIRS = 4096
"""How many actions in a context are kept."""


@dataclass(frozen=True, eq=False)
class Exposure:
    """The comparisons that one round, or one offline tuple, may bring.

    Attributes
    ----------
    rows : tuple of (Mass, int, int, int)
        (weight, c, y, y') of every comparison with positive weight.
    parts : tuple of Exposure
        What it was put together from, if from others.
    """

    rows: tuple[tuple[Mass, int, int, int], ...]
    parts: tuple[Exposure, ...] = ()
    _enclosed: dict[int, list[arb]] = field(default_factory=dict, repr=False)

    @classmethod
    def joined(cls, parts: Sequence[Exposure]) -> Exposure:
        """Put exposures together, whose enclosed weights are then shared."""
        return cls(tuple(row for part in parts for row in part.rows), tuple(parts))

    def weights(self) -> list[arb]:
        """Enclose the weights at the precision in force."""
        if ctx.prec not in self._enclosed:
            joined = [weight for part in self.parts for weight in part.weights()]
            self._enclosed[ctx.prec] = joined or [ball(row[0]) for row in self.rows]
        return self._enclosed[ctx.prec]

    def gaps(self, problem: Problem, m: int, theta: int) -> Comparisons:
        """Return the comparisons with the gaps of two models."""
        return [(w, problem.gap(m, c, y, other), problem.gap(theta, c, y, other)) for w, c, y, other in self.rows]

    def whole_gaps(self, problem: Problem, m: int, theta: int) -> list[tuple[int, int, int]]:
        """Return the gaps of two models as whole numbers and what both are over, comparison by comparison."""
        mine, true, parts = problem.whole[m], problem.whole[theta], problem.scale
        return [(mine[c][y] - mine[c][other], true[c][y] - true[c][other], parts[c]) for _, c, y, other in self.rows]


@lru_cache(maxsize=_KEPT)
def exposed(problem: Problem, actions: tuple[int, ...]) -> Exposure:
    """Return what one round of actions, context by context, may bring: weights p_c κ(y' | c, π(c)).

    Under slates the actions are models g and the weights p_c γ_g(y | c) γ_g(y' | c).
    """
    return Exposure.joined([_in_context(problem, c, actions[c]) for c in problem.deployed])


@lru_cache(maxsize=_KEPT_PAIRS)
def _in_context(problem: Problem, c: int, action: int) -> Exposure:
    return Exposure(tuple(_after(problem, problem.p[c], c, action)))


@lru_cache(maxsize=_KEPT)
def exposed_uniformly(problem: Problem) -> Exposure:
    """Return what one round of uniformly random actions may bring."""
    share, actions = Fraction(1, count(problem)), range(count(problem))
    return Exposure(
        tuple(row for c in problem.deployed for y in actions for row in _after(problem, problem.p[c] * share, c, y))
    )


@lru_cache(maxsize=_KEPT)
def exposed_offline(problem: Problem) -> Exposure:
    """Return what one offline tuple may bring: weights q_c β κ; the problem must have training contexts.

    Two responses are one comparison whichever of them was deployed: both gaps change sign with Z, no law changes.
    """
    return Exposure(tuple((weight, c, y, other) for (c, y, other), weight in problem.collected.items()))


def comparisons(problem: Problem, actions: Sequence[int], m: int, theta: int) -> Comparisons:
    """Return what one round of actions may bring, with the gaps of m and θ."""
    return exposed(problem, tuple(actions)).gaps(problem, m, theta)


def pair_comparisons(problem: Problem, c: int, action: int, m: int, theta: int) -> Comparisons:
    """Return what an action in context c may bring: weights κ(y' | c, y)."""
    return _once(problem, c, action).gaps(problem, m, theta)


@lru_cache(maxsize=_KEPT_PAIRS)
def _once(problem: Problem, c: int, action: int) -> Exposure:
    return Exposure(tuple(_after(problem, Fraction(1), c, action)))


def uniform_comparisons(problem: Problem, m: int, theta: int) -> Comparisons:
    """Return what one round of uniformly random actions may bring, with the gaps of m and θ."""
    return exposed_uniformly(problem).gaps(problem, m, theta)


def offline_comparisons(problem: Problem, m: int, theta: int) -> Comparisons:
    """Return what one offline tuple may bring, with the gaps of m and θ."""
    return exposed_offline(problem).gaps(problem, m, theta)


def outcomes(rows: Comparisons) -> Iterator[tuple[Mass, Fraction, Fraction]]:
    """Yield (weight, signed gap under m, signed gap under θ) for Z = 1 and Z = 0 of every comparison."""
    for weight, gap, true in rows:
        yield weight, gap, true
        yield weight, -gap, -true


def _after(problem: Problem, weight: Fraction, c: int, action: int) -> Iterator[tuple[Mass, int, int, int]]:
    return ((weight * mass, c, y, other) for mass, y, other in shown(problem, c, action))
