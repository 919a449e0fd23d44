"""How wide a cell is: the largest margin by which a model of Θ can prefer the responses of a partial policy.

The margin τ of a partial policy is max min ⟨h_c(π(c)) − h_c(y), m⟩ over m ∈ Θ, each difference in coprime integers and
τ at most 1: positive where the policy is the unique optimum of some model so far, 0 where the cell has no interior,
negative where it is empty. Only the sign is used. It comes with a model, or with multipliers that exclude one.

Claim: T23.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from theory.exact.float_program import Proposer
from theory.exact.linear import dot
from theory.exact.linear_program import Optimum, Row, multipliers, solve, weighed
from theory.instance import Vector
from theory.polytope.continuous import ContinuousClass

_CLEAR = 1e-7
_GRIDS = (1, 2, 8, 64, 1024, 1 << 20)

Label = tuple[str, int, int, int]
"""``("region", i, 0, 0)``: inequality i of Θ; ``("prefers", c, y, y')``; ``("alike", c, y, y')``."""

Weights = dict[Label, Fraction]


@dataclass(frozen=True)
class Margin:
    """The sign of a margin with what proves it.

    Attributes
    ----------
    sign : int
        1, 0 or -1.
    point : Vector or None
        A model with a margin of this sign: where it is positive, and where it is 0 and a model was wanted.
    weights : Weights or None
        Where the sign is not positive: weights μ of Θ, λ of preferences and z of exposed directions with
        Σ μ A = Σ λ D + Σ z E, λ, μ ≥ 0, λ ≠ 0, so that Σ λ ⟨D, m⟩ ≤ Σ μ b − Σ z ⟨E, θ⟩, which has this sign.
    """

    sign: int
    point: Vector | None
    weights: Weights | None


class Margins:
    """The programs of the partial policies of a class, extended and cut back one context at a time.

    Multipliers that exclude one partial policy exclude every other that makes the same choices where they weigh
    something: they are remembered, and such a branch costs no program.

    Parameters
    ----------
    problem : ContinuousClass
        Θ and the heads.
    alike : Vector, optional
        Admit only models whose gaps on all that is exposed so far are those of this parameter.
    """

    def __init__(self, problem: ContinuousClass, alike: Vector | None = None) -> None:
        """Start with no context decided."""
        self._problem, self._alike = problem, alike
        size = problem.region.dimension
        self._objective = (0,) * size + (1,)
        self._rows: list[Row] = []
        self._labels: list[tuple[Label, Fraction]] = []
        for i, (normal, bound) in enumerate(zip(problem.region.normals, problem.region.bounds, strict=True)):
            self._add(("region", i, 0, 0), (*normal, Fraction(0)), bound)
        self._start = (*(2 * i for i in range(size)), len(self._rows))
        self._add(("margin", 0, 0, 0), (*(Fraction(0),) * size, Fraction(1)), Fraction(1))
        self._proposer = Proposer(self._objective, self._rows)
        self._sizes: list[int] = []
        self._given = 0
        self._policy: list[int] = []
        self._reasons: dict[tuple[int, int], list[_Reason]] = {}
        self.programs = 0

    def _add(self, label: Label, coefficients: Vector, bound: Fraction, sign: int = 1) -> None:
        row = Row.of(coefficients, bound)
        place = next((i for i, x in enumerate(coefficients) if x), None)
        scale = Fraction(sign) if place is None else sign * row.coefficients[place] / coefficients[place]
        self._rows.append(row)
        self._labels.append((label, scale))

    def push(self, served: int) -> None:
        """Decide the next context."""
        c, before = len(self._policy), len(self._rows)
        for y, (whole, scale) in enumerate(self._problem.whole_contrasts[c][served]):
            if y != served:
                self._rows.append(Row((*(-x for x in whole), 1), 0))
                self._labels.append((("prefers", c, served, y), scale))
        for seen in self._problem.exposed_in(c, served) if self._alike is not None else ():
            assert self._alike is not None
            value, label = dot(seen.direction, self._alike), ("alike", c, served, seen.comparator)
            self._add(label, (*seen.direction, Fraction(0)), value, -1)
            self._add(label, (*(-x for x in seen.direction), Fraction(0)), -value)
        self._sizes.append(len(self._rows) - before)
        self._policy.append(served)

    def pop(self) -> None:
        """Leave the last context undecided again."""
        many = self._sizes.pop()
        del self._rows[-many:], self._labels[-many:]
        self._policy.pop()
        if self._given > len(self._sizes):
            self._proposer.pop(many)
            self._given -= 1

    def margin(self, weak: bool = False) -> Margin:
        """Return the sign of the margin, with its proof.

        Parameters
        ----------
        weak : bool
            Whether a margin of 0 is wanted with a model; it comes with weights alone otherwise.
        """
        c = len(self._policy) - 1
        reasons = self._reasons.setdefault((c, self._policy[c]), [])
        for i, reason in enumerate(reasons):
            if (reason.margin.sign < 0 or not weak) and all(self._policy[k] == y for k, y in reason.choices):
                reasons.insert(0, reasons.pop(i))
                return reason.margin
        found = self._solved(weak)
        if found.weights is not None:
            choices = {(k, y) for kind, k, y, _ in found.weights if kind != "region"}
            reasons.insert(0, _Reason(tuple(choices), found))
        return found

    def _solved(self, weak: bool) -> Margin:
        self.programs += 1
        start = len(self._rows) - sum(self._sizes[self._given :])
        self._proposer.push(self._rows[start:])
        self._given = len(self._sizes)
        proposal = self._proposer.propose()
        *nearly, tau = proposal.point
        if tau > _CLEAR:
            for grid in _GRIDS:
                point = tuple(Fraction(round(x * grid), grid) for x in nearly)
                if self._admits(point):
                    return Margin(1, point, None)
        elif not weak or tau < -_CLEAR:
            weights = multipliers(self._objective, self._rows, proposal.active)
            value = None if weights is None else weighed(self._rows, weights)
            if weights is not None and value is not None and (value < 0 or (value == 0 and not weak)):
                return Margin(-1 if value else 0, None, self._labelled(weights))
        found = solve(self._objective, self._rows, self._start, proposal.active)
        assert isinstance(found, Optimum)
        sign = (found.value > 0) - (found.value < 0)
        tied = found.point[:-1] if sign >= 0 else None
        return Margin(sign, tied, self._labelled(found.multipliers) if sign <= 0 else None)

    def _admits(self, point: Vector) -> bool:
        """Whether a point satisfies every row with a positive margin."""
        common = max(x.denominator for x in point)
        whole = [int(x * common) for x in point]
        for row in self._rows:
            value = sum(map(int.__mul__, row.coefficients, whole)) - row.bound * common
            if value > 0 or (value == 0 and row.coefficients[-1] == 1 and row.bound == 0):
                return False
        return True

    def _labelled(self, weights: dict[int, Fraction]) -> Weights:
        """Return weights of the rows as they stand in the instance, before their denominators were cleared."""
        result: Weights = {}
        for i, weight in weights.items():
            label, scale = self._labels[i]
            if label[0] != "margin":
                result[label] = result.get(label, Fraction(0)) + weight * scale
        return result


@dataclass(frozen=True)
class _Reason:
    """The choices, context and response, under which a margin's weights exclude a partial policy."""

    choices: tuple[tuple[int, int], ...]
    margin: Margin
