"""Expectations under the law of a learner, enclosed.

Every function takes a problem, the index of the truth and a learner (greedy where it speaks of selections), and
returns one ball a round.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from flint import arb

from checks.exact.enumerate import UNLIMITED, Enumeration, Limit, at_precision, enumeration
from checks.exact.states import ROOT
from checks.learner_protocol import Learner, Rows
from checks.learners import load
from theory.exact.enclosure import ball
from theory.problem import Problem
from theory.protocol.actions import served
from theory.quantities import cost_of_draw, information


@at_precision
def round_laws(
    problem: Problem, theta: int, learner: Learner, horizon: int, limit: Limit = UNLIMITED
) -> list[list[tuple[Rows, arb]]]:
    """Enclose the law of the policy that is deployed in rounds 1, …, horizon.

    Parameters
    ----------
    problem : Problem
        A finite problem.
    theta : int
        The truth.
    learner : Learner
        One with a ``plan``.
    horizon : int
        Number of rounds.
    limit : Limit, optional
        When to give up.

    Returns
    -------
    list of list of (Rows, arb)
        For each round the policies and their probabilities, which sum to 1.

    Raises
    ------
    OutOfBudgetError
        At the limit.
    """
    known = enumeration(problem, learner)
    known.reach(horizon, limit)
    return [round_law(known, theta, t) for t in range(1, horizon + 1)]


@at_precision
def round_law(known: Enumeration, theta: int, t: int) -> list[tuple[Rows, arb]]:
    """Enclose the law of the policy of round t, which must have been enumerated."""
    states = known.probabilities(theta, t)
    return [(rows, sum((states[s] for s in members), arb(0))) for rows, members in known.levels[t - 1].groups]


def expected_drawn_cost(problem: Problem, theta: int, learner: Learner, horizon: int) -> list[arb]:
    """Enclose what the responses drawn in rounds 1 to t cost, t = 0, …, T, by the mean of the two in each slate.

    Claim: T27 (charged).
    """
    return _summed(problem, theta, learner, horizon, lambda rows: drawn_cost(problem, rows, theta))


def drawn_cost(problem: Problem, rows: Rows, theta: int) -> arb:
    """Enclose the expected cost of a response drawn in one round of a choice of models, under slates."""
    return sum(
        (
            ball(problem.p[c] * chosen) * cost_of_draw(problem, c, g, theta)
            for c in problem.deployed
            for g, chosen in enumerate(rows[c])
            if chosen
        ),
        arb(0),
    )


def expected_regret(problem: Problem, theta: int, learner: Learner, horizon: int) -> list[arb]:
    """Enclose R_0, …, R_T under truth ``theta``, in units of reward.

    Examples
    --------
    >>> from theory.problem import tabular
    >>> problem = tabular({"a": [[0, 1]], "b": [[1, 0]]})
    >>> [value.str(5, radius=False) for value in expected_regret(problem, 0, load("uniform"), 2)]
    ['0', '0.50000', '1.0000']
    """
    return _summed(problem, theta, learner, horizon, lambda rows: ball(round_regret(problem, rows, theta)))


def divergence(problem: Problem, a: int, b: int, learner: Learner, horizon: int) -> list[arb]:
    """Enclose the Kullback–Leibler divergence of the law under a from the law under b of rounds 1 to t, t = 0, …, T.

    Claim: L6.
    """
    return _summed(problem, a, learner, horizon, lambda rows: _round_information(problem, rows, a, b))


@at_precision
def _summed(problem: Problem, theta: int, learner: Learner, horizon: int, value: Callable[[Rows], arb]) -> list[arb]:
    values: dict[int, arb] = {}
    totals = [arb(0)]
    for law in round_laws(problem, theta, learner, horizon):
        total = totals[-1]
        for rows, probability in law:
            if id(rows) not in values:
                values[id(rows)] = value(rows)
            total = total + probability * values[id(rows)]
        totals.append(total)
    return totals


def round_regret(problem: Problem, rows: Rows, theta: int) -> Fraction:
    """Return the expected regret of one round of a randomised policy."""
    return sum(
        (
            problem.p[c] * chosen * problem.shortfall(theta, c, served(problem, c, action))
            for c in problem.deployed
            for action, chosen in enumerate(rows[c])
            if chosen
        ),
        start=Fraction(0),
    )


def _round_information(problem: Problem, rows: Rows, a: int, b: int) -> arb:
    return sum(
        (
            ball(problem.p[c] * chosen) * information(problem, c, action, a, b)
            for c in problem.deployed
            for action, chosen in enumerate(rows[c])
            if chosen
        ),
        arb(0),
    )


Selected = Callable[[Enumeration, int], int]
"""Which model is selected in a state."""


def leader(known: Enumeration, state: int) -> int:
    """Return the most likely of all models, the lowest index on ties: whom greedy selects."""
    return int(known.states.leaders[state])


@at_precision
def selection_probabilities(
    problem: Problem, theta: int, horizon: int, learner: Learner | None = None, selected: Selected = leader
) -> list[list[arb]]:
    """Enclose P(m_t = m), ``[t - 1][m]``, under greedy or a learner that selects models otherwise."""
    known = enumeration(problem, learner or load("greedy"))
    known.reach(horizon)
    table = []
    for t in range(1, horizon + 1):
        row = [arb(0)] * len(problem.models)
        for state, probability in known.probabilities(theta, t).items():
            row[selected(known, state)] += probability
        table.append(row)
    return table


def expected_selections(problem: Problem, theta: int, horizon: int) -> list[arb]:
    """Enclose E N_T(m), how often greedy selects each model in ``horizon`` rounds.

    Claim: T1.
    """
    table = selection_probabilities(problem, theta, horizon)
    return [sum(column, arb(0)) for column in zip(*table, strict=True)]


def mistake_probabilities(problem: Problem, theta: int, horizon: int) -> list[arb]:
    """Enclose P(m_t ∈ W(θ)) under greedy, for t = 1, …, horizon.

    Claim: T3, T4.
    """
    states = enumeration(problem, load("greedy")).states
    wrong = [m for m in range(len(problem.models)) if round_regret(problem, states.policy(m), theta)]
    return [sum((row[m] for m in wrong), arb(0)) for row in selection_probabilities(problem, theta, horizon)]


@at_precision
def selection_tail(
    problem: Problem, theta: int, m: int, horizon: int, learner: Learner | None = None, selected: Selected = leader
) -> list[arb]:
    """Enclose P(N_T(m) ≥ n) for n = 0, …, T, T = ``horizon``, under greedy or a learner that selects otherwise.

    Claim: T2.
    """
    known = enumeration(problem, learner or load("greedy"))
    known.reach(horizon)
    joint: dict[tuple[int, int], arb] = {(ROOT, 0): arb(1)}
    for t in range(1, horizon + 1):
        after: dict[tuple[int, int], arb] = {}
        for (state, times), weight in joint.items():
            count = times + (selected(known, state) == m)
            if t == horizon:
                after[state, count] = after.get((state, count), 0) + weight
                continue
            for child, mass in known.successors(state, t):
                after[child, count] = after.get((child, count), 0) + weight * mass
        joint = after
    ratios = known.ratios(theta)
    tail = [arb(0)] * (horizon + 2)
    for (state, count), weight in joint.items():
        tail[count] += weight * ratios[state]
    for n in range(horizon, -1, -1):
        tail[n] += tail[n + 1]
    return tail[: horizon + 1]


@at_precision
def expected_potential(
    problem: Problem, theta: int, m: int, learner: Learner, horizon: int, exponent: Fraction = Fraction(1, 2)
) -> list[arb]:
    """Enclose E_θ[(L_t(m)/L_t(θ))^λ] after t = 0, …, T rounds, for a learner that remembers every round.

    Claim: L5.
    """
    known = enumeration(problem, learner)
    known.reach(horizon + 1)
    power = ball(exponent)
    mine, true = known.ratios(m), known.ratios(theta)
    return [
        sum((weight * mine[s] ** power * true[s] ** (1 - power) for s, weight in level.weights.items()), arb(0))
        for level in known.levels[: horizon + 1]
    ]
