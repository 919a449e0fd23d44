"""The law of what a learner on a polytope has seen, round by round, and its expected regret."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from flint import arb

from checks.exact.answer import Answer
from checks.exact.enumerate import Limit, OutOfBudgetError
from theory.exact.enclosure import ball
from theory.exact.linear import dot
from theory.instance import Vector
from theory.polytope.continuous import ContinuousClass, Policy
from theory.preference import sigmoid


@dataclass(frozen=True, eq=False)
class Walk(ABC):
    """What a learner has seen on a class with a truth, as a state that each comparison moves on.

    Attributes
    ----------
    problem : ContinuousClass
        With a truth.
    """

    problem: ContinuousClass

    @property
    @abstractmethod
    def start(self) -> Any:
        """The state before anything was seen."""

    @abstractmethod
    def policy(self, state: Any) -> Policy:
        """Return what is deployed."""

    @abstractmethod
    def after(self, state: Any, comparison: tuple[int, int, int], won: bool) -> Any:
        """Return the state after y won or lost against y' in context c."""

    @property
    def theta(self) -> Vector:
        """The truth."""
        assert self.problem.theta is not None
        return self.problem.theta

    @cached_property
    def shortfalls(self) -> list[list[Fraction]]:
        """The regret of each response in each context at the truth."""
        return [[max(rewards) - reward for reward in rewards] for rewards in self.problem.rewards(self.theta)]

    def cost(self, policy: Policy | None) -> Fraction:
        """Return the expected regret of one round of a policy, or of uniformly random responses."""
        shares = zip(self.problem.p, self.shortfalls, strict=True)
        if policy is None:
            return sum((mass * sum(row, Fraction(0)) / len(row) for mass, row in shares), Fraction(0))
        return sum((mass * row[y] for (mass, row), y in zip(shares, policy, strict=True)), Fraction(0))

    @cached_property
    def worst(self) -> Fraction:
        """The expected regret of one round of the worst policy."""
        return sum((mass * max(row) for mass, row in zip(self.problem.p, self.shortfalls, strict=True)), Fraction(0))

    def outcomes(self, policy: Policy | None) -> Iterator[tuple[arb, tuple[int, int, int] | None, bool]]:
        """Yield probability, comparison and whether it was won; None where nothing is told."""
        responses = range(self.problem.shape[1])
        for c, mass in enumerate(self.problem.p):
            for y in responses if policy is None else (policy[c],):
                share = mass / len(responses) if policy is None else mass
                for z, kappa in enumerate(self.problem.kappa[c][y]):
                    direction, weight = self.problem.contrast(c, y, z), ball(share * kappa)
                    if kappa and any(direction):
                        wins = sigmoid(dot(direction, self.theta))
                        yield from ((weight * wins, (c, y, z), True), (weight * (1 - wins), (c, y, z), False))
                    elif kappa:
                        yield weight, None, False


def enumerated(walk: Walk, exploring: set[int] | None, rounds: int, limit: Limit) -> Answer:
    """Follow the law of the state and enclose the regret; with a set of exploring rounds, only these are remembered."""
    law, curve, states = {walk.start: arb(1)}, [arb(0)], 1
    moves: dict[Policy | None, list[tuple[arb, tuple[int, int, int] | None, bool]]] = {}
    for t in range(1, rounds + 1):
        explores, following, total = exploring is not None and t in exploring, dict[Any, arb](), curve[-1]
        try:
            for state, mass in law.items():
                limit.check(states + len(following))
                policy = None if explores else walk.policy(state)
                total = total + mass * ball(walk.cost(policy))
                if policy not in moves:
                    moves[policy] = list(walk.outcomes(policy))
                for chance, comparison, won in moves[policy] if exploring is None or explores else ():
                    child = state if comparison is None else walk.after(state, comparison, won)
                    following[child] = following.get(child, arb(0)) + mass * chance
        except OutOfBudgetError as error:
            return Answer(curve[-1], curve[-1] + ball(walk.worst * (rounds - t + 1)), curve, states, str(error))
        curve.append(total)
        law, states = following or law, states + len(following)
    return Answer(curve[-1], curve[-1], curve, states)
