"""How well models can hide: certified bounds on the largest affinity ρ over the cells, by branch and bound.

On each branch every comparison is bounded from below by lines in its gap (`theory.polytope.hiding.minorants`). A solver
in floating point mixes them so that the minimum of their sum over the branch is large; the minimum of the mixture is a
linear program with exact multipliers, and a lower bound whatever the mixture. Branches decide what is deployed in one
more context, or split the range of a gap. The other end is the deficit at a model that was met.

Claim: L1, T17, T22.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from heapq import heappop, heappush
from itertools import count

from flint import arb, fmpq_mat

from theory.exact.enclosure import ball, bounds
from theory.exact.float_program import Piecewise, Proposer, piecewise_minimum
from theory.exact.linear import dot, independent_rows, rational_matrix
from theory.exact.linear_program import Infeasible, Optimum, Row, solve
from theory.instance import Vector
from theory.polytope.continuous import ContinuousClass, Exposed, Policy
from theory.polytope.hiding.minorants import HELLINGER, Loss, Minorants
from theory.polytope.hiding.proof import NEAR, Branch, Choice, Comparison, Deficit, Node, Proof

ROUNDS = 6
"""How often the lines of a branch are completed where the solver ends."""

GAIN = 0.01
"""Which share a further round must have added to go on."""


@dataclass
class _Met:
    """A branch on the heap: its node, and what the solver found in it."""

    node: Node
    point: Vector


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
    _gaps: dict[Comparison, Minorants] = field(default_factory=dict)
    _parted: dict[tuple[Comparison, Fraction, Fraction], Minorants] = field(default_factory=dict)

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
        order, heap, found = count(), list[tuple[Fraction, int, _Met]](), Deficit(Fraction(1), Fraction(1))

        def consider(branch: Branch, around: Proof | None) -> Node:
            found.programs += 1
            proof, point = self._bounded(branch)
            if around is not None and proof.low is not None and around.low is not None and around.low > proof.low:
                proof = around
            node = Node(branch, proof)
            if proof.low is not None:
                assert point is not None
                found.high = min(found.high, self._deficit(branch, point, tied))
                heappush(heap, (proof.low, next(order), _Met(node, point)))
            return node

        found.roots = [consider(root, None) for root in roots]
        while heap and found.programs < self.budget and heap[0][0] < NEAR * found.high:
            met = heap[0][2]
            parts = self._parts(met, tied)
            if not parts:
                break
            heappop(heap)
            met.node.parts = [consider(branch, met.node.proof) for branch in parts]
        if heap:
            found.low = heap[0][0]
            found.high = max(found.low, found.high)
        return found

    def _parts(self, met: _Met, tied: bool) -> list[Branch]:
        """Decide the context that adds most, or split the gap whose lines are furthest from it."""
        branch, point = met.node.branch, met.point
        c, gain = self._open(branch, point, tied)
        seen, loose = self._loosest(branch, point)
        if c is not None and (gain >= loose or seen is None):
            choices = [(c, y) for y in range(self.problem.shape[1])]
            return [
                Branch((*branch.wins, one) if tied else branch.wins, (*branch.deployed, one), branch.cuts, branch.level)
                for one in choices
            ]
        if seen is None:
            return []
        place = seen.context, seen.deployed, seen.comparator
        lines = self._lines(branch, seen)
        middle, room = dot(seen.direction, point), (lines.high - lines.low) / 8
        middle = _short(min(max(middle, lines.low + room), lines.high - room))
        cuts = (place, 1, middle), (place, -1, -middle)
        return [Branch(branch.wins, branch.deployed, (*branch.cuts, cut), branch.level) for cut in cuts]

    def _open(self, branch: Branch, point: Vector, tied: bool) -> tuple[int | None, float]:
        """Return the undecided context that would add most at a model, and what."""
        decided = {c for c, _ in branch.deployed}
        most: tuple[int | None, float] = None, 0.0
        for c in range(len(self.problem.heads)):
            if c not in decided:
                served = [self.problem.best_in(c, point)[0]] if tied else range(self.problem.shape[1])
                gain = min(self._added(c, y, point) for y in served)
                if most[0] is None or gain > most[1]:
                    most = c, gain
        return most

    def _added(self, c: int, y: int, point: Vector) -> float:
        seen = self.problem.exposed_in(c, y)
        return sum(float(one.weight) * float(self._loss(one, point).mid()) for one in seen)

    def _loosest(self, branch: Branch, point: Vector) -> tuple[Exposed | None, float]:
        """Return the comparison whose lines are furthest below it at a model, and how far."""
        furthest: tuple[Exposed | None, float] = None, 0.0
        for one in self._terms(branch):
            lines, gap = self._lines(branch, one), float(dot(one.direction, point))
            if lines.high > lines.low:
                height = max(float(v) + float(s) * gap for s, v in lines.lines)
                far = float(one.weight) * (float(self._loss(one, point).mid()) - height)
                if furthest[0] is None or far > furthest[1]:
                    furthest = one, far
        return furthest

    def _loss(self, seen: Exposed, point: Vector) -> arb:
        return self.loss.value(dot(seen.direction, point), dot(seen.direction, self.theta))

    def _terms(self, branch: Branch) -> list[Exposed]:
        return [seen for c, y in branch.deployed for seen in self.problem.exposed_in(c, y)]

    def _lines(self, branch: Branch, seen: Exposed) -> Minorants:
        """Return the lines of a comparison on its range: over Θ, and as the cuts say."""
        place = seen.context, seen.deployed, seen.comparator
        if place not in self._gaps:
            ends = self.problem.gap_range(seen.direction)
            self._gaps[place] = Minorants(self.loss, dot(seen.direction, self.theta), *ends)
        whole = self._gaps[place]
        low, high = whole.low, whole.high
        for cut, sign, bound in branch.cuts:
            if cut == place:
                low, high = (low, min(high, bound)) if sign > 0 else (max(low, -bound), high)
        if (low, high) == (whole.low, whole.high) or low > high:
            return whole
        key = place, low, high
        if key not in self._parted:
            self._parted[key] = whole.part(low, high)
        return self._parted[key]

    def places(self, branch: Branch) -> list[tuple[str, int | Comparison, Fraction]]:
        """Return what the rows of a branch are: sides of Θ, preferences and cuts, with number or comparison.

        The last entry is the factor that made integers of the inequality as it stands in the instance.
        """
        region = self.problem.region
        sides: list[tuple[str, int | Comparison, Vector]] = [("side", i, row) for i, row in enumerate(region.normals)]
        sides += [("prefers", one, _turned(self.problem.contrast(*one))) for one in self.preferences(branch)]
        sides += [
            ("cut", i, self.problem.contrast(*one) if sign > 0 else _turned(self.problem.contrast(*one)))
            for i, (one, sign, _) in enumerate(branch.cuts)
        ]
        return [
            (kind, which, _scale(row.coefficients, _turned(vector)) ** -1)
            for (kind, which, vector), row in zip(sides, self._rows(branch), strict=True)
        ]

    def _rows(self, branch: Branch) -> list[Row]:
        """Return the rows of a branch: those of Θ, then preferences, ties of a facet, cuts."""
        region = self.problem.region
        rows = [Row.of(normal, bound) for normal, bound in zip(region.normals, region.bounds, strict=True)]
        for c, y, other in self.preferences(branch):
            rows.append(Row(tuple(-x for x in self.problem.whole_contrasts[c][y][other][0]), 0))
        for (c, y, other), sign, bound in branch.cuts:
            rows.append(Row.of(tuple(sign * x for x in self.problem.contrast(c, y, other)), bound))
        return rows

    def preferences(self, branch: Branch) -> list[Comparison]:
        """Return the (c, y, y') by which y is no worse than y' on a branch, in the order of its rows."""
        sizes = range(self.problem.shape[1])
        chosen = [*branch.wins, *(enumerate(self.served) if branch.level else ())]
        return [(c, y, other) for c, y in chosen for other in sizes if other != y]

    def _bounded(self, branch: Branch) -> tuple[Proof, Vector | None]:
        """Return a lower bound of the deficit over a branch with its proof, and a model of it; None if it has none."""
        rows, terms = self._rows(branch), self._terms(branch)
        found = self._mixed(branch, terms, rows)
        mixed = self._mixture(branch, terms, found)
        slope = [Fraction(0)] * self.problem.region.dimension
        for one, (s, _) in zip(terms, mixed, strict=True):
            slope = [x + one.weight * s * y for x, y in zip(slope, one.direction, strict=True)]
        row = Row.of(tuple(-x for x in slope), Fraction(0))
        goal, scale = row.coefficients, _scale(row.coefficients, slope)
        start = [2 * i + (x < 0) for i, x in enumerate(goal)]
        answer = solve(goal, rows, start, Proposer(goal, rows).propose().active)
        if isinstance(answer, Infeasible):
            return Proof(branch, None, {}, answer.multipliers), None
        value = sum((one.weight * v for one, (_, v) in zip(terms, mixed, strict=True)), Fraction(0))
        lines = {(one.context, one.deployed, one.comparator): line for one, line in zip(terms, mixed, strict=True)}
        proof = Proof(
            branch, value - answer.value * scale, lines, {i: w * scale for i, w in answer.multipliers.items()}
        )
        if proof.low is not None and proof.low < 0:
            proof = Proof(branch, Fraction(0), {}, {})
        return proof, self._model(terms, rows, answer, found)

    def _mixed(self, branch: Branch, terms: Sequence[Exposed], rows: Sequence[Row]) -> Piecewise | None:
        """Complete the lines where the solver ends, until none is new."""
        if not terms:
            return None
        pools = [self._lines(branch, one) for one in terms]
        directions = [[float(x) for x in one.direction] for one in terms]
        weights, before = [float(one.weight) for one in terms], 0.0
        for _ in range(ROUNDS):
            lines = [[(float(s), float(v)) for s, v in pool.lines] for pool in pools]
            found = piecewise_minimum(directions, weights, lines, rows)
            if found is None or 0 < found.value <= (1 + GAIN) * before:
                return found
            before = found.value
            gaps = [sum(x * y for x, y in zip(row, found.point, strict=True)) for row in directions]
            if not sum([pool.touch(gap) for pool, gap in zip(pools, gaps, strict=True)]):
                break
        return found

    def _mixture(
        self, branch: Branch, terms: Sequence[Exposed], found: Piecewise | None
    ) -> list[tuple[Fraction, Fraction]]:
        """Return one line a comparison: the mixture of its lines that the solver's multipliers say."""
        if found is None:
            return [(Fraction(0), Fraction(0))] * len(terms)
        result = []
        for one, shares in zip(terms, found.shares, strict=True):
            whole = [max(0, round(share * (1 << 24))) for share in shares]
            total = sum(whole)
            lines = self._lines(branch, one).lines[: len(shares)]
            pairs = [(Fraction(n, total), line) for n, line in zip(whole, lines, strict=True) if n]
            mixed = (sum((n * line[i] for n, line in pairs), Fraction(0)) for i in (0, 1))
            result.append(tuple(mixed))
        return result  # type: ignore[return-value]

    def _model(self, terms: Sequence[Exposed], rows: Sequence[Row], answer: Optimum, found: Piecewise | None) -> Vector:
        """Return a model of a branch near the solver's point: where it is tight, and hides exactly, if that is one."""
        if found is None:
            return answer.point
        point = tuple(Fraction(round(x * (1 << 20)), 1 << 20) for x in found.point)
        gaps = [Row.of(one.direction, dot(one.direction, self.theta)) for one in terms]
        tight, alike = ([row for row in some if _near(row, point)] for some in (rows, gaps))
        for model in (_onto([*tight, *alike], point), _onto(tight, point), point):
            if all(sum(a * x for a, x in zip(row.coefficients, model, strict=True)) <= row.bound for row in rows):
                return model
        return answer.point

    def _deficit(self, branch: Branch, model: Vector, tied: bool) -> Fraction:
        """Return an upper bound of the deficit of a model, what is open being deployed as it hides best.

        Where only what is best for the model may be deployed, its first best response is.
        """
        deployed = dict(branch.deployed)
        for c in range(len(self.problem.heads)):
            if c not in deployed:
                choices = [self.problem.best_in(c, model)[0]] if tied else range(self.problem.shape[1])
                deployed[c] = min(choices, key=lambda y: self._added(c, y, model))
        total = arb(0)
        for c, y in deployed.items():
            for seen in self.problem.exposed_in(c, y):
                total += ball(seen.weight) * self._loss(seen, model)
        return bounds(total)[1]


def _turned(row: Vector) -> Vector:
    return tuple(-x for x in row)


def _scale(whole: Sequence[int], slope: Sequence[Fraction]) -> Fraction:
    """Return the factor that takes the integers of a goal to minus the slope."""
    return next((-x / n for n, x in zip(whole, slope, strict=True) if n), Fraction(1))


def _short(x: Fraction) -> Fraction:
    return Fraction(round(x * 4096), 4096)


def _near(row: Row, point: Vector) -> bool:
    slack = row.bound - dot(tuple(map(Fraction, row.coefficients)), point)
    return abs(slack) < Fraction(max(1, sum(map(abs, row.coefficients))), 10**4)


def _onto(rows: Sequence[Row], point: Vector) -> Vector:
    """Return the nearest point that meets the first independent rows with equality."""
    vectors = [tuple(map(Fraction, row.coefficients)) for row in rows]
    kept = independent_rows(vectors) if vectors else []
    if not kept:
        return point
    matrix = rational_matrix([vectors[i] for i in kept])
    off = [[dot(vectors[i], point) - rows[i].bound] for i in kept]
    flat = fmpq_mat(len(kept), 1, [x for (x,) in rational_matrix([tuple(row) for row in off]).tolist()])
    step = matrix.transpose() * (matrix * matrix.transpose()).solve(flat)
    return tuple(x - Fraction(int(y.p), int(y.q)) for x, (y,) in zip(point, step.tolist(), strict=True))
