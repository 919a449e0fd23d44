"""Whether a policy can confirm itself while another model of the class prefers a response: σ(π, c, y) of T23.

σ = max ⟨h_c(y) − h_c(π(c)), b⟩ over a in the closed cell of π and b ∈ Θ that look the same on all that π exposes. Only
its sign is used. A response whose contrast is a combination of exposed directions has σ ≤ 0 and needs no program.

Claim: T23.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from theory.exact.float_program import Proposer
from theory.exact.linear import dot, independent_rows, meets, nullspace
from theory.exact.linear_program import Optimum, Row, solve
from theory.instance import Vector
from theory.polytope.continuous import ContinuousClass, Exposed, Policy


@dataclass(frozen=True)
class Pair:
    """Models a of a policy's closed cell and b of Θ that look the same while it is deployed, and where b gains.

    Attributes
    ----------
    policy : Policy
        Optimal for a.
    believed, hidden : Vector
        a and b.
    context, response : int
        b prefers the response to that of the policy.
    """

    policy: Policy
    believed: Vector
    hidden: Vector
    context: int
    response: int


@dataclass(frozen=True)
class Excluded:
    """Multipliers that prove σ(π, c, y) ≤ 0.

    With v = h_c(y) − h_c(π(c)): Σ hidden A = v + Σ alike E, Σ believed A = Σ prefers D − Σ alike E, none of ``hidden``,
    ``believed``, ``prefers`` negative, and ⟨hidden + believed, bounds⟩ ≤ 0.

    Attributes
    ----------
    believed, hidden : dict of int to Fraction
        Weights of the inequalities of Θ at a and at b.
    prefers : dict of (int, int) to Fraction
        (c', y') → weight of h_c'(π(c')) − h_c'(y').
    alike : dict of (int, int) to Fraction
        (c', y') → weight of the exposed h_c'(π(c')) − h_c'(y').
    """

    policy: Policy
    context: int
    response: int
    believed: dict[int, Fraction]
    hidden: dict[int, Fraction]
    prefers: dict[tuple[int, int], Fraction]
    alike: dict[tuple[int, int], Fraction]


@dataclass(frozen=True)
class Sight:
    """What a policy exposes, as linear algebra.

    Attributes
    ----------
    basis : tuple of Exposed
        Exposed directions that span Exp_π.
    unseen : tuple of Vector
        A basis of its orthogonal complement.
    """

    basis: tuple[Exposed, ...]
    unseen: tuple[Vector, ...]

    @classmethod
    def of(cls, problem: ContinuousClass, policy: Policy) -> Sight:
        """Choose a basis of what a policy exposes."""
        seen = problem.exposed(policy)
        rows = [one.direction for one in seen]
        basis = tuple(seen[i] for i in independent_rows(rows))
        return cls(basis, tuple(nullspace([one.direction for one in basis], problem.region.dimension)))


def open_responses(problem: ContinuousClass, policy: Policy, sight: Sight) -> list[tuple[int, int]]:
    """Return the (c, y) whose contrast with the served response is no combination of exposed directions."""
    if not sight.unseen:
        return []
    pairs = [(c, y) for c in range(len(problem.heads)) for y in range(problem.shape[1]) if y != policy[c]]
    outside = meets([problem.contrast(c, y, policy[c]) for c, y in pairs], sight.unseen)
    return [pair for pair, seen in zip(pairs, outside, strict=True) if seen]


def confusions(problem: ContinuousClass, policy: Policy, sight: Sight) -> Iterator[Pair | Excluded]:
    """Yield, for each response that exposure alone does not settle, a pair with σ > 0 or a proof that σ ≤ 0."""
    wanted = open_responses(problem, policy, sight)
    if not wanted:
        return
    program = _Program(problem, policy, sight)
    for c, y in wanted:
        yield program.answer(c, y)


class _Program:
    """The program of a policy over pairs (a, b), for one objective after another."""

    def __init__(self, problem: ContinuousClass, policy: Policy, sight: Sight) -> None:
        self._problem, self._policy = problem, policy
        size = problem.region.dimension
        none = (Fraction(0),) * size
        given: list[tuple[tuple[str, int, int], Vector, Fraction]] = []
        for kind, before, after in (("believed", (), none), ("hidden", none, ())):
            for i, (normal, bound) in enumerate(zip(problem.region.normals, problem.region.bounds, strict=True)):
                given.append(((kind, i, 0), (*before, *normal, *after), bound))
        for c, served in enumerate(policy):
            for y in range(problem.shape[1]):
                if y != served:
                    given.append((("prefers", c, y), (*problem.contrast(c, y, served), *none), Fraction(0)))
        for seen in sight.basis:
            difference = (*(-x for x in seen.direction), *seen.direction)
            given.append((("alike", seen.context, seen.comparator), difference, Fraction(0)))
            given.append((("alike", seen.context, ~seen.comparator), tuple(-x for x in difference), Fraction(0)))
        self._labels = [label for label, _, _ in given]
        self._given = [(vector, bound) for _, vector, bound in given]
        self._rows = [Row.of(vector, bound) for vector, bound in self._given]
        self._proposer: Proposer | None = None

    def answer(self, c: int, y: int) -> Pair | Excluded:
        """Return a pair with σ > 0, or multipliers that prove σ ≤ 0."""
        size = self._problem.region.dimension
        whole, scale = self._problem.whole_contrasts[c][y][self._policy[c]]
        objective = (*(0,) * size, *whole)
        if self._proposer is None:
            self._proposer = Proposer(objective, self._rows)
        self._proposer.aim(objective)
        many = len(self._problem.region.normals)
        start = [*(2 * i for i in range(size)), *(many + 2 * i + (x < 0) for i, x in enumerate(whole))]
        found = solve(objective, self._rows, start, self._proposer.propose().active)
        assert isinstance(found, Optimum)
        if found.value > 0:
            return Pair(self._policy, found.point[:size], found.point[size:], c, y)
        return self._excluded(c, y, {i: w / scale for i, w in found.multipliers.items()})

    def _excluded(self, c: int, y: int, weights: dict[int, Fraction]) -> Excluded:
        believed, hidden = dict[int, Fraction](), dict[int, Fraction]()
        prefers, alike = dict[tuple[int, int], Fraction](), dict[tuple[int, int], Fraction]()
        for i, weight in weights.items():
            (kind, first, second), (vector, _) = self._labels[i], self._given[i]
            place = next(j for j, x in enumerate(vector) if x)
            weight = weight * self._rows[i].coefficients[place] / vector[place]
            if kind == "alike":
                sign, other = (1, second) if second >= 0 else (-1, ~second)
                alike[first, other] = alike.get((first, other), Fraction(0)) - sign * weight
            elif kind == "prefers":
                prefers[first, second] = weight
            else:
                (believed if kind == "believed" else hidden)[first] = weight
        return Excluded(self._policy, c, y, believed, hidden, prefers, {k: w for k, w in alike.items() if w})


def made_strict(problem: ContinuousClass, pair: Pair, strict: Vector) -> Pair:
    """Move a pair towards a model that prefers the policy strictly, so that both have unique optima.

    Claim: T23 (A).
    """
    share = Fraction(1, 2)
    gain = problem.contrast(pair.context, pair.response, pair.policy[pair.context])
    while True:
        a, b = (
            tuple((1 - share) * x + share * s for x, s in zip(model, strict, strict=True))
            for model in (pair.believed, pair.hidden)
        )
        if dot(gain, b) > 0 and (share < _TIRED or problem.unique_optimum(b)):
            return Pair(pair.policy, a, b, pair.context, pair.response)
        share /= 2


_TIRED = Fraction(1, 1 << 40)
"""Below this share a tie of b is one on all of Θ."""
