"""A lower bound of the deficit over one branch, with its proof, and a model of the branch near where it is least.

Every comparison is bounded from below by lines in its gap (`theory.polytope.hiding.minorants`). A solver in floating
point mixes them so that the minimum of their sum over the branch is large; the minimum of the mixture is a linear
program with exact multipliers, and a lower bound whatever the mixture.

Claim: L1, T17, T22.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from flint import arb, fmpq_mat

from theory.exact.float_program import Piecewise, Proposer, piecewise_minimum
from theory.exact.linear import dot, independent_rows, rational_matrix
from theory.exact.linear_program import Infeasible, Optimum, Row, solve
from theory.instance import Vector
from theory.polytope.continuous import ContinuousClass, Exposed, Policy
from theory.polytope.hiding.minorants import Loss, Minorants
from theory.polytope.hiding.proof import Branch, Comparison, Proof

ROUNDS = 6
"""How often the lines of a branch are completed where the solver ends."""

GAIN = 0.01
"""Which share a further round must have added to go on."""


@dataclass(eq=False)
class Bounding:
    """What bounds branches; lines that were drawn for one are kept for the next.

    Attributes
    ----------
    problem : ContinuousClass
        With its truth.
    loss : Loss
        Of one comparison.
    """

    problem: ContinuousClass
    loss: Loss
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

    def terms(self, branch: Branch) -> list[Exposed]:
        """Return the comparisons that are exposed on a branch."""
        return [seen for c, y in branch.deployed for seen in self.problem.exposed_in(c, y)]

    def lines(self, branch: Branch, seen: Exposed) -> Minorants:
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

    def value(self, seen: Exposed, point: Vector) -> arb:
        """Enclose the loss of a comparison at a model."""
        return self.loss.value(dot(seen.direction, point), dot(seen.direction, self.theta))

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

    def bounded(self, branch: Branch) -> tuple[Proof, Vector | None]:
        """Return a lower bound of the deficit over a branch with its proof, and a model of it; None if it has none."""
        rows, terms = self._rows(branch), self.terms(branch)
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
        pools = [self.lines(branch, one) for one in terms]
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
            lines = self.lines(branch, one).lines[: len(shares)]
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


def _turned(row: Vector) -> Vector:
    return tuple(-x for x in row)


def _scale(whole: Sequence[int], slope: Sequence[Fraction]) -> Fraction:
    """Return the factor that takes the integers of a goal to minus the slope."""
    return next((-x / n for n, x in zip(whole, slope, strict=True) if n), Fraction(1))


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
