"""Explicit bounds on greedy's regret at one truth of a continuous class, for every horizon at once.

Each is a number of mistakes times the largest regret of a policy. All are computed from the same certified rates: the
smaller ends of 1 − ρ̂, 1 − ρ̂_*, 1 − ρ̄ and of their score versions (T22d).

Claim: T22.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from flint import arb, fmpz

from theory.exact.enclosure import ball
from theory.exact.linear import dot
from theory.instance import Vector
from theory.polytope.affinity import Hiding
from theory.polytope.continuous import ContinuousClass
from theory.polytope.hiding.minorants import HELLINGER, SCORE
from theory.polytope.hiding.proof import Deficit

NAMES: Mapping[str, str] = {
    "T22": "closed diversity, both rates",
    "T22 strong": "strong closed diversity",
    "T22c": "no number of policies in the rate",
    "T22d": "the score potential, no number of policies in the rate",
    "T22d strong": "the score potential on the facets of the truth's cell",
}
"""The bounds, in words."""


def mistakes_until(log_size: arb, rate: arb) -> arb:
    """Bound Σ_s min(1, A e^(−s rate)) for s = 0, 1, …: ⌈ln A / rate⌉ + 1/(1 − e^(−rate)).

    Examples
    --------
    >>> bool(mistakes_until(arb(0), arb(1)) < 2)
    True
    """
    return (log_size / rate).max(arb(0)).ceil() + 1 / -(-rate).expm1()


@dataclass(frozen=True, eq=False)
class RegretBounds:
    """The bounds of T22 at the truth of a class.

    Attributes
    ----------
    problem : ContinuousClass
        With a truth that has a unique optimum.
    policies : int or None
        |Π|; None where it was not counted.
    budget : int
        How many branches each search may take.
    """

    problem: ContinuousClass
    policies: int | None
    budget: int = 300

    @cached_property
    def hiding(self) -> Hiding:
        """The search for models that hide."""
        return Hiding(self.problem, HELLINGER, self.budget)

    @cached_property
    def believed(self) -> Deficit:
        """1 − ρ̂."""
        return self.hiding.believed()

    @cached_property
    def settled(self) -> Deficit:
        """1 − ρ̂_*."""
        return self.hiding.settled()

    @cached_property
    def strong(self) -> Deficit:
        """1 − ρ̄."""
        return self.hiding.strong()

    @cached_property
    def largest_gap(self) -> Fraction:
        """B, the largest |gap| on Θ."""
        ranges = [
            self.problem.gap_range(row) for block in self.problem.contrasts for y in block for row in y if any(row)
        ]
        return max((max(-low, high) for low, high in ranges), default=Fraction(0))

    @cached_property
    def largest_regret(self) -> Fraction:
        """Δ_max: no policy costs more per round at θ."""
        assert self.problem.theta is not None
        total = Fraction(0)
        for mass, block in zip(self.problem.p, self.problem.heads, strict=True):
            values = [dot(head, self.problem.theta) for head in block]
            total += mass * (max(values) - min(values))
        return total

    @cached_property
    def dimension(self) -> int:
        """D' = dim Rel."""
        return self.problem.relevant_dimension

    def all(self) -> dict[str, arb | None]:
        """Return every bound on the regret by name; None where its condition is not certified."""
        if self.policies == 1 or self.largest_regret == 0:
            return dict.fromkeys(NAMES, arb(0))
        ways: dict[str, Callable[[], arb | None]] = {
            "T22": self._both,
            "T22 strong": self._strong,
            "T22c": lambda: self._balanced(_rate(self.believed), _rate(self.settled), arb(1)),
            "T22d": self._score,
            "T22d strong": self._facets,
        }
        found = {name: way() for name, way in ways.items()}
        return {name: None if many is None else many * ball(self.largest_regret) for name, many in found.items()}

    def _log_net(self, epsilon: arb, dimension: int) -> arb:
        """Enclose ln (1 + 2B/ε)^dimension."""
        return dimension * (1 + 2 * ball(self.largest_gap) / epsilon).log()

    def _both(self) -> arb | None:
        """T22 with ε = r, r the smaller of ln(1/ρ̂)/(2J) and ln(1/ρ̂_*)/2."""
        return self._two_rates(_rate(self.believed), _rate(self.settled))

    def _two_rates(self, q: arb | None, q_star: arb | None) -> arb | None:
        if q is None or q_star is None or self.policies is None:
            return None
        many = ball(Fraction(self.policies - 1))
        rate = (q / (2 * many)).min(q_star / 2)
        return mistakes_until(many.log() + self._log_net(rate, self.dimension) + (1 + q.exp()).log(), rate / 2)

    def far(self) -> arb:
        """Bound T22b's mean number of far selections, under (i), in a class of one relevant direction.

        There Hoffman's constant is the largest contrast over the largest one that π_θ exposes; where π_θ exposes none,
        no model is far. Infinite where (i) is not certified.

        Claim: T22b.
        """
        problem, q = self.problem, _rate(self.believed)
        assert self.dimension == 1 and problem.theta is not None
        if q is None or self.policies is None:
            return arb.pos_inf()
        shown = problem.exposed(problem.policy(problem.theta))
        if not shown or self.policies == 1:
            return arb(0)
        contrasts = [row for block in problem.contrasts for rows in block for row in rows]
        largest, seen = (max(map(_size, rows)) for rows in (contrasts, [one.direction for one in shown]))
        near = q / (4 * ball(Fraction(self.policies - 1))) * ball(seen / largest)
        told = ball(min(one.weight for one in shown)) * near**2 / (32 * (ball(self.largest_gap) / 2).cosh() ** 2)
        found = self._two_rates(q, -(-told).log1p())
        assert found is not None
        return found

    def _strong(self) -> arb | None:
        """T22 under SD̄ with ε = ln(1/ρ̄)."""
        q = _rate(self.strong)
        if q is None or self.policies is None:
            return None
        return mistakes_until(ball(Fraction(self.policies - 1)).log() + self._log_net(q, self.dimension), q / 2)

    def _balanced(self, q: arb | None, q_star: arb | None, share: arb) -> arb | None:
        """T22c with every q_π = q and a net of width share · κ̂."""
        if q is None or q_star is None or self.policies is None:
            return None
        many = ball(Fraction(self.policies - 1))
        kappa = 1 / (1 / q_star + many / q)
        log_size = (1 + q.exp()).log() + many.log() + self._log_net(share * kappa, self.dimension)
        return (2 / kappa * log_size).ceil() + 1 + 2 / kappa

    def _score(self) -> arb | None:
        """T22d: T22c with the score potential, a net of width κ̂/(2 + B)."""
        hiding = Hiding(self.problem, SCORE, self.budget)
        share = 1 / (2 + ball(self.largest_gap))
        return self._balanced(_rate(hiding.believed()), _rate(hiding.settled()), share)

    def _facets(self) -> arb | None:
        """T22d under SD̄: a union over the facets of the truth's cell, of dimension d' − 1."""
        q = _rate(Hiding(self.problem, SCORE, self.budget).strong(level=True))
        if q is None:
            return None
        contexts, responses, _ = self.problem.shape
        facets = arb(fmpz(contexts * (responses - 1))).log()
        if self.dimension == 1:
            return mistakes_until(facets, q)
        width = q / (2 + ball(self.largest_gap))
        return mistakes_until(facets + self._log_net(width, self.dimension - 1), q / 2)


def _size(row: Vector) -> Fraction:
    return max(map(abs, row))


def _rate(deficit: Deficit) -> arb | None:
    """Return a lower bound of −ln ρ; None where ρ < 1 is not certified."""
    if deficit.low == 0:
        return None
    return ball(deficit.low) if deficit.low == 1 else -(-ball(deficit.low)).log1p()
