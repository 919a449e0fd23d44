"""What the names in T22–T24 mean on one instance: certified ends of affinities, decisions, and two truths on a line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from flint import arb

from theory.exact.enclosure import ball
from theory.instance import Instance, Vector
from theory.polytope.affinity import Hiding
from theory.polytope.continuous import ContinuousClass, Policy
from theory.polytope.decision import Decision, decide
from theory.polytope.hiding.minorants import HELLINGER, SCORE
from theory.polytope.regret import RegretBounds
from theory.polytope.truth import AtTruth, examine
from theory.preference import bernoulli_kl
from theory.problem import Problem

BRANCHES = 4
"""How many branches the bounds of a statement may take: any number gives a valid bound."""


@dataclass(frozen=True, eq=False)
class PolytopeScope:
    """The quantities of an instance whose parameters are a bounded polytope.

    Attributes
    ----------
    instance : Instance
        With or without a truth.
    """

    instance: Instance

    @cached_property
    def problem(self) -> ContinuousClass:
        """The class."""
        return ContinuousClass.of(self.instance)

    @cached_property
    def decision(self) -> Decision:
        """T23."""
        return decide(self.problem)

    @cached_property
    def truth(self) -> AtTruth:
        """(i) and (ii)."""
        return examine(self.problem)

    @cached_property
    def bounds(self) -> RegretBounds:
        """The certified rates."""
        tree = self.decision.closed
        contexts, responses, _ = self.problem.shape
        return RegretBounds(self.problem, None if tree is None else tree.count(contexts, responses), BRANCHES)

    @cached_property
    def distinct(self) -> bool:
        """Whether the truth is inside Θ with a unique optimum, and some policy is wrong."""
        theta, problem = self.problem.theta, self.problem
        if theta is None or not problem.region.contains(theta) or not problem.unique_optimum(theta):
            return False
        return self.bounds.policies != 1

    @cached_property
    def strongly_diverse(self) -> bool:
        """Whether SD̄ is certified."""
        return self.distinct and self.bounds.strong.low > 0

    @cached_property
    def diverse(self) -> bool:
        """Whether D̄ is certified."""
        return self.distinct and self.bounds.believed.low > 0 and self.bounds.settled.low > 0

    def told(self, policy: Policy | None) -> bool:
        """Whether (i) is certified for a policy, at a truth of Θ outside its cell; for all of them without one."""
        if policy is None:
            return self.distinct and self.bounds.believed.low > 0
        theta, region = self.problem.theta, self.problem.region
        if theta is None or not region.contains(theta) or self.problem.cell(policy).contains(theta):
            return False
        return self.cell(policy, theta) > 0

    def cell(self, policy: Policy, theta: Vector) -> Fraction:
        """Return a lower bound of 1 − ρ̂_π."""
        return self._hellinger.cell(policy).low

    @cached_property
    def _hellinger(self) -> Hiding:
        return Hiding(self.problem, HELLINGER, BRANCHES)

    @cached_property
    def _score(self) -> Hiding:
        return Hiding(self.problem, SCORE, BRANCHES)

    def functions(self) -> dict[str, Callable[..., Any]]:
        """Return the quantities and predicates by the names that statements use."""
        return {
            "Delta_max": lambda theta: self.bounds.largest_regret,
            "rhobar_closed": lambda theta: 1 - self.bounds.strong.low,
            "rho_facet": lambda theta: 1 - self._score.strong(level=True).low,
            "1 - rhohat": lambda theta: self.bounds.believed.low,
            "rhohat": lambda theta: 1 - self.bounds.believed.low,
            "rhohat_*": lambda theta: 1 - self.bounds.settled.low,
            "rhohat_pi": lambda policy, theta: 1 - self.cell(policy, theta),
            "1 - rhohat_pi": self.cell,
            "rhohat_kl": lambda theta: 1 - self._score.believed().low,
            "rhohat_kl_*": lambda theta: 1 - self._score.settled().low,
            "far": lambda theta: self.bounds.far(),
            "J": lambda: Fraction((self.bounds.policies or 1) - 1),
            "B": lambda: self.bounds.largest_gap,
            "d_rel": lambda: Fraction(self.problem.relevant_dimension),
            "F": lambda: Fraction(len(self.problem.heads) * (self.problem.shape[1] - 1)),
            "rho_kl": self.score_affinity,
            "SomeSigmaPositive": lambda: self.decision.verdict == "not bounded",
            "WrongLeafFound": lambda theta: self.truth.self_confirming is not None,
            "SomeGapNotPositive": lambda theta: self.truth.survivor is not None,
        }

    def score_affinity(self, policy: Policy, m: Vector, theta: Vector) -> arb:
        """Enclose ρ^kl_π(m, θ).

        Claim: T22d.
        """
        rows = self.problem.exposed(policy)
        rest = 1 - sum((seen.weight for seen in rows), Fraction(0))
        gaps = [(seen.weight, *(_dot(seen.direction, model) for model in (m, theta))) for seen in rows]
        return sum((ball(weight) * (-bernoulli_kl(a, b)).exp() for weight, a, b in gaps), ball(rest))


def _dot(row: Vector, model: Vector) -> Fraction:
    return sum((x * y for x, y in zip(row, model, strict=True)), Fraction(0))


def step(problem: Problem, a: int, b: int, c: int) -> Fraction:
    """Return s of T24: how much better a's response in c is under a than that of b, if b has another; else 0."""
    served, other = int(problem.policy[a, c]), int(problem.policy[b, c])
    return problem.gap(a, c, served, other)


def spread(problem: Problem, a: int, b: int) -> Fraction:
    """Return sV of T24: half the largest difference of two gaps under a and under b."""
    _, contexts, responses = problem.shape
    return max(
        abs(problem.gap(a, c, y, z) - problem.gap(b, c, y, z)) / 2
        for c in range(contexts)
        for y in range(responses)
        for z in range(responses)
    )


def crossing(problem: Problem, a: int, b: int, c: int) -> bool:
    """Whether a and b are θ_s and θ_{−s} of T24 in context c: their responses change places, and no other is better."""
    served, other = int(problem.policy[a, c]), int(problem.policy[b, c])
    if served == other or problem.p[c] == 0:
        return False
    opposite = problem.gap(a, c, served, other) == problem.gap(b, c, other, served) > 0
    rest = [y for y in range(problem.shape[2]) if y not in (served, other)]
    return opposite and all(
        problem.gap(model, c, y, best) <= 0 for y in rest for model in (a, b) for best in (served, other)
    )
