"""How well models can hide: certified bounds on the largest affinity ρ over the cells, by branch and bound.

The deficit 1 − ρ of a model is at least a convex quadratic of it (L2), sharper the narrower the gaps are known. On each
branch that quadratic is minimised in floating point, and replaced by its tangent at a rational point; the minimum of
the tangent over the branch is a linear program with exact multipliers, and a lower bound whatever the point. Branches
decide what is deployed in one more context, or halve a gap. The other end is the deficit at a model that was met.

Claim: L2, T17, T22.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from heapq import heappop, heappush
from itertools import count

from flint import arb

from theory.exact.enclosure import ball, bounds
from theory.exact.float_program import Proposer, quadratic_minimum
from theory.exact.linear import combine, dot
from theory.exact.linear_program import Infeasible, Row, solve
from theory.instance import Vector
from theory.polytope.continuous import ContinuousClass, Exposed, Policy
from theory.preference import bernoulli_kl, bhattacharyya_deficit

NEAR = Fraction(9, 10)
"""A bound is sharp enough once the lower end of the deficit is this share of the upper one."""

Choice = tuple[int, int]


@dataclass(frozen=True)
class Loss:
    """What one comparison adds to a deficit, as a function of its gap a under m and its gap b under the truth.

    Attributes
    ----------
    value : callable
        Encloses it: increasing in |a − b| on either side of b.
    flattening : int
        It is at least (a − b)² / (flattening · cosh(A/2) cosh(b/2)) for |a| ≤ A.
    """

    value: Callable[[Fraction, Fraction], arb]
    flattening: int


HELLINGER = Loss(bhattacharyya_deficit, 32)
"""1 − BC, of ρ (L2)."""

SCORE = Loss(lambda a, b: -(-bernoulli_kl(a, b)).expm1(), 16)
"""1 − exp(−kl), of ρ^kl (T22d)."""


@dataclass(frozen=True)
class Branch:
    """Some models and, context by context, what is deployed while they are told from the truth.

    Attributes
    ----------
    wins : tuple of (int, int)
        (c, y): y is a best response of the model in c.
    deployed : tuple of (int, int)
        (c, y) so far.
    cuts : tuple of (Vector, Fraction)
        Further ⟨row, m⟩ ≤ bound.
    level : bool
        Whether the first win is a tie with the truth's response (T22d's facets).
    """

    wins: tuple[Choice, ...]
    deployed: tuple[Choice, ...]
    cuts: tuple[tuple[Vector, Fraction], ...] = ()
    level: bool = False


@dataclass
class Deficit:
    """A smallest deficit, between two rationals.

    Attributes
    ----------
    low, high : Fraction
        Proven.
    programs : int
        How many branches were bounded.
    """

    low: Fraction
    high: Fraction
    programs: int = 0


@dataclass(eq=False)
class Hiding:
    """The search for the model that hides best from a truth with a unique optimum.

    Attributes
    ----------
    problem : ContinuousClass
        With its truth.
    loss : Loss
        Of one comparison.
    budget : int
        How many branches may be bounded in one search.
    """

    problem: ContinuousClass
    loss: Loss = HELLINGER
    budget: int = 300
    _gaps: dict[Vector, tuple[Fraction, Fraction]] = field(default_factory=dict)

    @property
    def theta(self) -> Vector:
        """The truth."""
        assert self.problem.theta is not None
        return self.problem.theta

    @cached_property
    def served(self) -> Policy:
        """π_θ."""
        return self.problem.policy(self.theta)

    def mistakes(self) -> Iterator[Choice]:
        """Yield the (c, y) with y ≠ π_θ(c)."""
        for c, served in enumerate(self.served):
            yield from ((c, y) for y in range(self.problem.shape[1]) if y != served)

    def believed(self) -> Deficit:
        """Bound 1 − ρ̂: a wrong policy is deployed while a model of its cell is believed."""
        return self._least([Branch((place,), (place,)) for place in self.mistakes()], tied=True)

    def cell(self, policy: Policy) -> Deficit:
        """Bound 1 − ρ̂_π: the least deficit in a policy's closed cell while it is deployed."""
        places = tuple(enumerate(policy))
        return self._least([Branch(places, places)], tied=True)

    def settled(self) -> Deficit:
        """Bound 1 − ρ̂_*: the truth's policy is deployed and a model of a wrong policy's cell survives."""
        deployed = tuple(enumerate(self.served))
        return self._least([Branch((place,), deployed) for place in self.mistakes()], tied=False)

    def strong(self, level: bool = False) -> Deficit:
        """Bound 1 − ρ̄: anything is deployed; with ``level``, over the facets of the truth's cell alone."""
        return self._least([Branch((place,), (), (), level) for place in self.mistakes()], tied=False)

    def _least(self, roots: Sequence[Branch], tied: bool) -> Deficit:
        """Search best first for the smallest deficit; ``tied``: what is deployed is best for the model."""
        order, heap, found = count(), list[tuple[Fraction, int, Branch]](), Deficit(Fraction(0), Fraction(1))

        def consider(branch: Branch) -> None:
            found.programs += 1
            bound = self._bounded(branch)
            if bound is not None:
                low, model = bound
                found.high = min(found.high, self._deficit(branch, model, tied))
                heappush(heap, (low, next(order), branch))

        for root in roots:
            consider(root)
        while heap and found.programs < self.budget and heap[0][0] < NEAR * found.high:
            for branch in self._parts(heappop(heap)[2], tied):
                consider(branch)
        found.low = min(heap[0][0], found.high) if heap else found.high
        return found

    def _parts(self, branch: Branch, tied: bool) -> list[Branch]:
        """Decide one more context, or halve the gap that is known least."""
        decided = {c for c, _ in branch.deployed}
        c = next((c for c in range(len(self.problem.heads)) if c not in decided), None)
        if c is not None:
            choices = [(c, y) for y in range(self.problem.shape[1])]
            return [
                Branch((*branch.wins, one) if tied else branch.wins, (*branch.deployed, one), branch.cuts, branch.level)
                for one in choices
            ]
        terms = self._terms(branch)
        widest = max(terms, key=lambda seen: seen.weight * self._width(branch, seen.direction), default=None)
        if widest is None:
            return []
        low, high = self._gap(branch, widest.direction)
        middle = (low + high) / 2
        down, up = (widest.direction, middle), (tuple(-x for x in widest.direction), -middle)
        return [Branch(branch.wins, branch.deployed, (*branch.cuts, cut), branch.level) for cut in (down, up)]

    def _terms(self, branch: Branch) -> list[Exposed]:
        return [seen for c, y in branch.deployed for seen in self.problem.exposed_in(c, y)]

    def _gap(self, branch: Branch, direction: Vector) -> tuple[Fraction, Fraction]:
        """Return bounds of ⟨direction, m⟩: over Θ, and as the cuts say."""
        if direction not in self._gaps:
            self._gaps[direction] = self.problem.gap_range(direction)
        low, high = self._gaps[direction]
        for row, bound in branch.cuts:
            if row == direction:
                high = min(high, bound)
            elif all(x == -y for x, y in zip(row, direction, strict=True)):
                low = max(low, -bound)
        return low, high

    def _width(self, branch: Branch, direction: Vector) -> Fraction:
        """How much the loss of a comparison varies over a branch, roughly."""
        low, high = self._gap(branch, direction)
        truth = dot(direction, self.theta)
        return abs(_down(self.loss.value(high, truth)) - _down(self.loss.value(low, truth))) + (high - low) / 100

    def _weight(self, branch: Branch, seen: Exposed) -> Fraction:
        """Return k with loss ≥ k (a − b)² on the branch."""
        low, high = self._gap(branch, seen.direction)
        truth = dot(seen.direction, self.theta)
        size = ball(max(abs(low), abs(high)))
        flat = 1 / (self.loss.flattening * (size / 2).cosh() * (ball(truth) / 2).cosh())
        near, far = sorted((low, high), key=lambda gap: abs(gap - truth))
        if low <= truth <= high or far == truth:
            return _down(flat)
        return max(_down(flat), _down(self.loss.value(near, truth) / ball((far - truth) ** 2)))

    def _rows(self, branch: Branch) -> list[Row]:
        region = self.problem.region
        rows = [Row.of(normal, bound) for normal, bound in zip(region.normals, region.bounds, strict=True)]
        for c, y in branch.wins:
            for other in range(self.problem.shape[1]):
                if other != y:
                    rows.append(Row(tuple(-x for x in self.problem.whole_contrasts[c][y][other][0]), 0))
        if branch.level:
            ((c, y),) = branch.wins
            for k, served in enumerate(self.served):
                for other in range(self.problem.shape[1]):
                    if other != served:
                        rows.append(Row(tuple(-x for x in self.problem.whole_contrasts[k][served][other][0]), 0))
        return rows + [Row.of(row, bound) for row, bound in branch.cuts]

    def _bounded(self, branch: Branch) -> tuple[Fraction, Vector] | None:
        """Return a lower bound of the deficit over a branch and a model of it; None where it has none."""
        rows, size = self._rows(branch), self.problem.region.dimension
        terms = [(seen.weight * self._weight(branch, seen), seen.direction) for seen in self._terms(branch)]
        near = self._centre(terms, rows) if terms else (Fraction(0),) * size
        value, slope = Fraction(0), (Fraction(0),) * size
        for weight, direction in terms:
            off = dot(direction, near) - dot(direction, self.theta)
            value += weight * off * off
            slope = combine(slope, 2 * weight * off, direction)
        goal = Row.of(tuple(-x for x in slope), Fraction(0)).coefficients
        start = [2 * i + (x < 0) for i, x in enumerate(goal)]
        found = solve(goal, rows, start, Proposer(goal, rows).propose().active)
        if isinstance(found, Infeasible):
            return None
        low = value + dot(slope, found.point) - dot(slope, near)
        inside = all(sum(a * x for a, x in zip(row.coefficients, near, strict=True)) <= row.bound for row in rows)
        return max(low, Fraction(0)), near if inside else found.point

    def _centre(self, terms: Sequence[tuple[Fraction, Vector]], rows: Sequence[Row]) -> Vector:
        """Return a rational point near the minimum of Σ weight ⟨direction, m − θ⟩²."""
        size = self.problem.region.dimension
        most = max(weight for weight, _ in terms)
        matrix = [[0.0] * size for _ in range(size)]
        slope = [0.0] * size
        for weight, direction in terms:
            share, row, value = float(weight / most), [float(x) for x in direction], float(dot(direction, self.theta))
            for i in range(size):
                slope[i] -= 2 * share * value * row[i]
                for j in range(size):
                    matrix[i][j] += 2 * share * row[i] * row[j]
        return tuple(Fraction(round(x * 4096), 4096) for x in quadratic_minimum(matrix, slope, rows))

    def _deficit(self, branch: Branch, model: Vector, tied: bool) -> Fraction:
        """Return an upper bound of the deficit of a model, what is open being deployed as the model would."""
        deployed = dict(branch.deployed)
        for c in range(len(self.problem.heads)):
            if c not in deployed:
                deployed[c] = self.problem.best_in(c, model)[0]
        total = arb(0)
        for c, y in deployed.items():
            for seen in self.problem.exposed_in(c, y):
                gaps = dot(seen.direction, model), dot(seen.direction, self.theta)
                total += ball(seen.weight) * self.loss.value(*gaps)
        return bounds(total)[1]


def _down(value: arb) -> Fraction:
    """Return a short rational just below a positive ball."""
    low = bounds(value)[0]
    if low <= 0:
        return Fraction(0)
    scale = 1 << max(0, 24 - (low.numerator.bit_length() - low.denominator.bit_length()))
    return Fraction(int(low * scale), scale)
