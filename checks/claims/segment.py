"""Greedy on a class of one parameter, enumerated: the exact law of its policies and its regret, round by round.

The log-likelihood of one parameter is concave, so the sign of its slope at a point says on which side of the point the
maximum-likelihood parameter lies. Only these signs are needed: at the ends of the segment and where responses tie.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from flint import arb

from checks.recheck.model import Model
from theory.exact.enclosure import ball
from theory.instance import Instance

Slopes = dict[Fraction, tuple[int, int]]
"""Head difference e → how often the deployed response won and lost against the other."""


def _sigmoid(x: Fraction) -> arb | Fraction:
    return Fraction(1, 2) if x == 0 else 1 / (1 + (-ball(x)).exp())


@dataclass(eq=False)
class Segment:
    """A class Θ = [low, high] of one parameter with its truth.

    Attributes
    ----------
    instance : Instance
        Given by heads of dimension 1.
    """

    instance: Instance
    _laws: list[dict[tuple[tuple[Fraction, int, int], ...], arb]] = field(default_factory=list)

    @cached_property
    def model(self) -> Model:
        """The instance, from its heads and bounds."""
        return Model.of(self.instance)

    @cached_property
    def points(self) -> list[Fraction]:
        """The ends of the segment and, in order between them, where two responses tie."""
        high = min(bound / row[0] for row, bound in self.model.sides if row[0] > 0)
        low = max(bound / row[0] for row, bound in self.model.sides if row[0] < 0)
        ties = {Fraction(0)} if low < 0 < high else set()
        return sorted({low, high} | ties)

    def leader(self, seen: Mapping[Fraction, tuple[int, int]]) -> Fraction:
        """Return a parameter with the policies of the maximum-likelihood one, the least where there are many."""
        low, *inner, high = self.points if len(self.points) > 1 else self.points * 2
        if not any(seen) or self._slope(seen, low) <= 0:
            return low
        before = low
        for point in (*inner, high):
            slope = self._slope(seen, point)
            if slope >= 0 if point == high else slope == 0:
                return point
            if slope < 0:
                return (before + point) / 2
            before = point
        return high

    def _slope(self, seen: Mapping[Fraction, tuple[int, int]], point: Fraction) -> int:
        """Return the sign of the derivative of the log-likelihood."""
        if not point:
            total = sum((e * (won - lost) for e, (won, lost) in seen.items()), Fraction(0))
            return (total > 0) - (total < 0)
        terms = [
            (e, won * ball(_sigmoid(-e * point)) - lost * ball(_sigmoid(e * point))) for e, (won, lost) in seen.items()
        ]
        value = sum((ball(e) * term for e, term in terms), arb(0))
        if value > 0:
            return 1
        if value < 0:
            return -1
        raise ArithmeticError("a slope of the likelihood that is too close to 0")

    def policy(self, parameter: Fraction) -> tuple[int, ...]:
        """Return the first best responses of a parameter."""
        rows = [self.model.values(c, [parameter]) for c in range(len(self.model.heads))]
        return tuple(values.index(max(values)) for values in rows)

    def law(self, rounds: int) -> dict[tuple[tuple[Fraction, int, int], ...], arb]:
        """Return the law of what was seen before a round, under the truth."""
        if not self._laws:
            self._laws.append({(): arb(1)})
        while len(self._laws) <= rounds:
            self._laws.append(self._next(self._laws[-1]))
        return self._laws[rounds]

    def _next(
        self, law: dict[tuple[tuple[Fraction, int, int], ...], arb]
    ) -> dict[tuple[tuple[Fraction, int, int], ...], arb]:
        assert self.model.theta is not None
        result: dict[tuple[tuple[Fraction, int, int], ...], arb] = {}
        for state, mass in law.items():
            seen = {e: (won, lost) for e, won, lost in state}
            for weight, e in self._outcomes(self.policy(self.leader(seen))):
                chance = ball(_sigmoid(e * self.model.theta[0]))
                for won, share in ((1, chance), (0, 1 - chance)) if e else ((0, arb(1)),):
                    after = dict(seen)
                    if e:
                        before = seen.get(e, (0, 0))
                        after[e] = (before[0] + won, before[1] + 1 - won)
                    key = tuple(sorted((e, *counts) for e, counts in after.items()))
                    result[key] = result.get(key, arb(0)) + mass * ball(weight) * share
        return result

    def _outcomes(self, policy: tuple[int, ...]) -> list[tuple[Fraction, Fraction]]:
        """Return the mass and the head difference of each comparison a policy may meet."""
        return [
            (self.mass(c, policy[c], z), self.model.heads[c][policy[c]][0] - self.model.heads[c][z][0])
            for c in range(len(policy))
            for z in range(len(self.model.heads[c]))
            if self.mass(c, policy[c], z)
        ]

    def mass(self, c: int, y: int, z: int) -> Fraction:
        """p_c κ(z | c, y)."""
        from theory.problem import comparator_law

        return self.instance.contexts[c].probability * comparator_law(self.instance, c + 1)[c][y][z]

    def loss(self, policy: tuple[int, ...]) -> Fraction:
        """Return the mean regret of one round of a policy at the truth."""
        assert self.model.theta is not None
        values = [self.model.values(c, self.model.theta) for c in range(len(policy))]
        return sum(
            (
                context.probability * (max(row) - row[y])
                for context, row, y in zip(self.instance.contexts, values, policy, strict=True)
            ),
            Fraction(0),
        )

    def policies(self, t: int) -> dict[tuple[int, ...], arb]:
        """Return the law of the policy that greedy deploys after t rounds."""
        result: dict[tuple[int, ...], arb] = {}
        for state, mass in self.law(t).items():
            policy = self.policy(self.leader({e: (won, lost) for e, won, lost in state}))
            result[policy] = result.get(policy, arb(0)) + mass
        return result

    def regret(self, rounds: int) -> arb:
        """Enclose R_T(θ) of greedy."""
        laws = [self.policies(t) for t in range(rounds)]
        return sum((mass * ball(self.loss(policy)) for law in laws for policy, mass in law.items()), arb(0))

    def wrong(self, round_number: int) -> arb:
        """Enclose the chance that greedy deploys a policy with positive regret in a round, counted from 1."""
        return sum((mass for policy, mass in self.policies(round_number - 1).items() if self.loss(policy)), arb(0))

    def deployed(self, rounds: int, policy: tuple[int, ...]) -> arb:
        """Enclose how often greedy deploys a policy, on average."""
        return sum((self.policies(t).get(policy, arb(0)) for t in range(rounds)), arb(0))
