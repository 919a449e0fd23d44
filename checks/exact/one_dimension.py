"""Learners on a polytope whose head differences are all multiples of one vector, enumerated exactly.

With gaps e · s, s one number, the policy of a model depends on the sign of s alone. The log-likelihood is concave in s,
so that the sign of the likeliest s is that of the slope at 0, which is half of D = Σ e (wins − losses), a rational, as
far as the class allows. A history is thus summed up by D, and by whether anything was seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from flint import arb

from checks.exact.answer import Answer
from checks.exact.enumerate import Limit, OutOfBudgetError, at_precision
from checks.learners import on_polytope
from checks.learners.forced_exploration import explorations_on_polytope
from theory.errors import InputError
from theory.exact.enclosure import ball
from theory.exact.linear import dot
from theory.instance import Instance, Vector
from theory.polytope.continuous import ContinuousClass, Policy
from theory.polytope.hull import Hull
from theory.polytope.tie_free import tie_free
from theory.preference import sigmoid

State = Fraction | None
"""D; None before anything was seen."""


@dataclass(frozen=True, eq=False)
class Line:
    """A class of at most one relevant dimension with its truth.

    Attributes
    ----------
    problem : ContinuousClass
        With a truth.
    careful : bool
        Whether ties are broken by a tie-free model, not by the lowest index.
    """

    problem: ContinuousClass
    careful: bool

    @cached_property
    def hull(self) -> Hull:
        """Models that span Θ; their mean is believed while nothing was seen."""
        return Hull.of(self.problem.region)

    @cached_property
    def vector(self) -> Vector:
        """v, of which every head difference is a multiple; zeros if all are 0."""
        rows = (row for block in self.problem.contrasts for row in block[0])
        return next((row for row in rows if any(row)), (Fraction(0),) * self.problem.shape[2])

    @cached_property
    def multiples(self) -> tuple[tuple[Fraction, ...], ...]:
        """h_c(y) − h_c(0) as multiples of v, shape (C, Y)."""
        place = next((i for i, x in enumerate(self.vector) if x), None)
        if place is None:
            return ((Fraction(0),) * self.problem.shape[1],) * self.problem.shape[0]
        return tuple(tuple(row[0][place] / self.vector[place] for row in block) for block in self.problem.contrasts)

    @cached_property
    def truth(self) -> Fraction:
        """The number s of the truth."""
        assert self.problem.theta is not None
        return dot(self.vector, self.problem.theta)

    @cached_property
    def ends(self) -> tuple[Fraction, Fraction]:
        """The least and the largest s of the class."""
        return self.problem.gap_range(self.vector) if any(self.vector) else (Fraction(0), Fraction(0))

    def side(self, state: State) -> int:
        """Return the sign of the likeliest s."""
        wanted = dot(self.vector, self.hull.centre) if state is None else state
        return _sign(min(max(Fraction(_sign(wanted)), self.ends[0]), self.ends[1]))

    @cached_property
    def policies(self) -> dict[int, Policy]:
        """What each sign of s deploys."""
        ranks = [[-x for x in rewards] for rewards in self.problem.rewards(tie_free(self.problem, self.hull))]
        chosen = {}
        for sign in (-1, 0, 1):
            chosen[sign] = tuple(
                min(range(len(row)), key=lambda y: (-sign * row[y], rank[y] if self.careful else 0, y))
                for row, rank in zip(self.multiples, ranks, strict=True)
            )
        return chosen

    @cached_property
    def shortfalls(self) -> list[list[Fraction]]:
        """The regret of each response in each context at the truth."""
        assert self.problem.theta is not None
        return [[max(rewards) - reward for reward in rewards] for rewards in self.problem.rewards(self.problem.theta)]

    def cost(self, policy: Policy | None) -> Fraction:
        """Return the expected regret of one round of a policy, or of uniformly random responses."""
        shares = zip(self.problem.p, self.shortfalls, strict=True)
        if policy is None:
            return sum((mass * sum(row, Fraction(0)) / len(row) for mass, row in shares), Fraction(0))
        return sum((mass * row[y] for (mass, row), y in zip(shares, policy, strict=True)), Fraction(0))

    def outcomes(self, policy: Policy | None) -> Iterator[tuple[arb, Fraction]]:
        """Yield the probability of each change of D while a policy is deployed; 0 where nothing is told."""
        responses = range(self.problem.shape[1])
        for c, mass in enumerate(self.problem.p):
            for y in responses if policy is None else (policy[c],):
                share = mass / len(responses) if policy is None else mass
                for z, kappa in enumerate(self.problem.kappa[c][y]):
                    step, weight = self.multiples[c][y] - self.multiples[c][z], ball(share * kappa)
                    if kappa:
                        wins = sigmoid(step * self.truth)
                        yield from ((weight * wins, step), (weight * (1 - wins), -step)) if step else ((weight, step),)


@at_precision
def regret_on_polytope(instance: Instance, learner: str, truth: str | None, rounds: int | None, limit: Limit) -> Answer:
    """Enclose R_T(θ) of a learner on a bounded polytope, or what is certain about it when the limit is hit.

    Parameters
    ----------
    instance : Instance
        With bounded parameters and a truth.
    learner : str
        One of `checks.learners.POLYTOPE`.
    truth : str or None
        A name is refused: the truth is that of the instance.
    rounds : int or None
        The horizon; ``None``, for infinite, is refused.
    limit : Limit
        When to give up.

    Raises
    ------
    InputError
        Where it cannot be enumerated, saying why.
    """
    on_polytope(learner)
    if truth is not None:
        raise InputError("--truth", "names a model of a finite class; this class is not finite")
    problem = ContinuousClass.of(instance)
    if problem.theta is None:
        raise InputError("truth", "is needed to play on a polytope")
    if rounds is None:
        raise InputError("--horizon", "inf is for finite classes, where T1 bounds what is left out")
    line = Line(problem, learner == "careful-greedy")
    if learner in ("constant", "uniform"):
        rate = ball(line.cost(None if learner == "uniform" else (0,) * problem.shape[0]))
        curve = [t * rate for t in range(rounds + 1)]
        return Answer(curve[-1], curve[-1], curve, 1)
    if learner == "optimistic":
        raise InputError("--learner", "optimistic can be simulated on a polytope, not enumerated")
    if problem.relevant_dimension > 1:
        many = f"head differences span {problem.relevant_dimension} dimensions"
        raise InputError("heads", f"{many}; beyond 1 the likeliest model is known to a tolerance only: use simulate")
    return _enumerated(
        line, set(explorations_on_polytope(rounds)) if learner == "forced-exploration" else None, rounds, limit
    )


def _enumerated(line: Line, exploring: set[int] | None, rounds: int, limit: Limit) -> Answer:
    """Follow the law of D; with a set of exploring rounds, only these are remembered."""
    law: dict[State, arb] = {None: arb(1)}
    curve, states = [arb(0)], 1
    costs = {policy: ball(line.cost(policy)) for policy in (None, *line.policies.values())}
    moves = {policy: list(line.outcomes(policy)) for policy in (None, *line.policies.values())}
    for t in range(1, rounds + 1):
        explores, after, total = exploring is not None and t in exploring, dict[State, arb](), curve[-1]
        for state, mass in law.items():
            policy = None if explores else line.policies[line.side(state)]
            total = total + mass * costs[policy]
            if exploring is None or explores:
                for chance, step in moves[policy]:
                    child = (state or Fraction(0)) + step if step else state
                    after[child] = after.get(child, arb(0)) + mass * chance
        curve.append(total)
        law = after or law
        states += len(after)
        try:
            limit.check(states)
        except OutOfBudgetError as error:
            rest = ball(max(line.cost(policy) for policy in (None, *line.policies.values())) * (rounds - t))
            return Answer(total, total + rest, curve, states, str(error))
    return Answer(curve[-1], curve[-1], curve, states)


def _sign(x: Fraction) -> int:
    return (x > 0) - (x < 0)
