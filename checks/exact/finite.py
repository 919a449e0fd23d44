"""Enumeration up to a finite horizon, with a bound on what a limit cuts off."""

from __future__ import annotations

from fractions import Fraction
from math import comb

from flint import arb

from checks.exact.answer import Answer
from checks.exact.enumerate import Enumeration, Limit, OutOfBudgetError, at_precision, begin
from checks.exact.expectations import drawn_cost, round_law, round_regret
from checks.exact.likelihood import MAX_ROUNDS
from checks.exact.states import States
from checks.learner_protocol import Learner, Rows
from checks.regret_residual import residual
from theory.errors import InputError
from theory.exact.enclosure import ball
from theory.problem import Problem


def most_states(problem: Problem, learner: Learner, horizon: int) -> int:
    """Return an upper bound of the number of states at a finite horizon, without enumerating.

    Examples
    --------
    >>> from checks.learners import load
    >>> from theory.problem import tabular
    >>> problem = tabular({"a": [[0, 1]], "b": [[1, 0]]})
    >>> most_states(problem, load("greedy"), 3), most_states(problem, load("uniform"), 3)
    (6, 1)
    """
    classes = len(States(problem).vectors)
    informative = sum(learner.remembers(problem, t) for t in range(1, min(horizon, MAX_ROUNDS)))
    return comb(classes + informative, informative)


@at_precision
def finite_regret(problem: Problem, theta: int, learner: Learner, horizon: int, limit: Limit) -> Answer:
    """Enclose R_T(θ), or what is certain about it when the limit is hit on the way.

    Examples
    --------
    >>> from checks.learners import load
    >>> from theory.problem import tabular
    >>> problem = tabular({"a": [[0, 1]], "b": [[1, 0]]})
    >>> finite_regret(problem, 1, load("greedy"), 1, Limit()).high.str(5, radius=False)
    '1.0000'
    """
    known, costs, prices = begin(problem, learner), dict[Rows, arb](), dict[Rows, arb]()
    curve, unfinished, rest, drawn = [arb(0)], None, arb(0), arb(0)
    try:
        for t in range(1, horizon + 1):
            known.reach(t, limit)
            total = curve[-1]
            for rows, probability in round_law(known, theta, t):
                if rows not in costs:
                    costs[rows] = ball(round_regret(problem, rows, theta))
                    prices[rows] = arb(0) if problem.slates is None else drawn_cost(problem, rows, theta)
                total = total + probability * costs[rows]
                drawn = drawn + probability * prices[rows]
            curve.append(total)
    except OutOfBudgetError as error:
        unfinished, rest = str(error), _rest(known, theta, horizon - len(curve) + 1)
    left = ball(_worst(problem, theta) * (horizon - len(curve) + 1))
    charged = None if problem.slates is None else (drawn, drawn + left)
    return Answer(curve[-1], curve[-1] + rest, curve, len(known.states), unfinished, charged)


def _worst(problem: Problem, theta: int) -> Fraction:
    """Return what a round can cost at most."""
    responses = range(len(problem.responses))
    return sum(
        (problem.p[c] * max(problem.shortfall(theta, c, y) for y in responses) for c in problem.deployed), Fraction(0)
    )


def _rest(known: Enumeration, theta: int, rounds: int) -> arb:
    """Bound the regret of the rounds that were not enumerated."""
    problem = known.problem
    bound = ball(_worst(problem, theta) * rounds)
    if known.learner.name != "greedy":
        return bound
    try:
        future = residual(problem, theta)
    except InputError:
        return bound
    law = known.probabilities(theta, len(known.levels))
    regrets = future.regret(known.states.half_ratios(list(law), theta)).tolist()
    later = sum((mass * arb(regret) for mass, regret in zip(law.values(), regrets, strict=True)), arb(0))
    played = sum(
        (mass * ball(round_regret(problem, rows, theta)) for rows, mass in round_law(known, theta, len(known.levels))),
        arb(0),
    )
    return bound.min(later - played)
