"""Forced exploration (T11): explores on a fixed logarithmic schedule, otherwise trusts the exploration data alone."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from itertools import takewhile
from math import ceil, exp, sqrt
from typing import TYPE_CHECKING

from checks.learner_protocol import History, Learner, Rows
from checks.learners import uniform
from theory.errors import InputError
from theory.exact.enclosure import ball, bounds, certify
from theory.problem import Problem
from theory.quantities import uniform_affinity_deficit, wrong_models

if TYPE_CHECKING:
    from checks.simulate.common.arrays import Arrays
    from checks.simulate.plans.plan import Plan

_GRID = 64
"""The exploration rate is rounded up to a multiple of 1/64."""


POLYTOPE_RATE = 4
"""On a polytope a rate of s ln t is too small for truths with a small gap, whatever s; no claim speaks of it there."""


@lru_cache(maxsize=64)
def rate(problem: Problem) -> Fraction:
    """Return the exploration rate s: the same for every truth, since the learner does not know it.

    It satisfies s ln(1/ρ_U(m, θ)) ≥ 2 for all θ in Θ and m in W(θ); 0 if no model is ever wrong.

    Claim: T11.

    Raises
    ------
    InputError
        When (G) fails: no amount of exploration tells two models apart that ask for different responses.

    Examples
    --------
    >>> from theory.problem import tabular
    >>> rate(tabular({"a": [[0, 1]], "b": [[1, 0]]}, baseline=0))
    Fraction(1099, 32)
    """
    for (m, theta), deficit in _deficits(problem).items():
        if not deficit:
            names = f"{problem.models[m]!r} and {problem.models[theta]!r}"
            raise InputError(
                "--learner", f"forced-exploration needs global identifiability: nothing tells {names} apart"
            )
    return rate_where_told(problem)


@lru_cache(maxsize=64)
def rate_where_told(problem: Problem) -> Fraction:
    """Return the rate that is enough for the models that exploration tells apart: s where (G) holds."""
    deficits = [deficit for deficit in _deficits(problem).values() if deficit]
    if not deficits:
        return Fraction(0)
    least = ball(min(deficits))
    return Fraction(ceil(bounds(certify(lambda: -2 / (-least).log1p()))[1] * _GRID), _GRID)


def _deficits(problem: Problem) -> dict[tuple[int, int], Fraction]:
    """Return a lower bound of 1 − ρ_U for every pair of models of which one is wrong where the other is the truth."""
    pairs = {
        (min(m, theta), max(m, theta)) for theta in range(len(problem.models)) for m in wrong_models(problem, theta)
    }
    return {(m, theta): bounds(uniform_affinity_deficit(problem, m, theta))[0] for m, theta in sorted(pairs)}


def exploration_rounds(s: Fraction) -> Iterator[int]:
    """Yield the rounds that explore, in order, without end (none if s = 0).

    Round t explores iff fewer than s ln t rounds did before. The (n+1)-th exploration is thus the first round t after
    the n-th with t > e^(n/s), and never the first round. For n ≥ 1, e^(n/s) is transcendental, so that its
    floor is always decided.

    Examples
    --------
    >>> from itertools import islice
    >>> list(islice(exploration_rounds(Fraction(1)), 5))
    [2, 3, 8, 21, 55]
    """
    last, n = 1, 0
    while s:
        threshold = 1 if n == 0 else _floor_exp(n / s)
        last, n = max(last, threshold) + 1, n + 1
        yield last


def _floor_exp(exponent: Fraction) -> int:
    bits = 2 * int(exponent) + 64
    while True:
        low, high = bounds(certify(lambda: ball(exponent).exp(), bits))
        if low // 1 == high // 1:
            return low // 1
        bits *= 2


def explorations_on_polytope(horizon: int) -> list[int]:
    """Return the rounds that explore on a polytope: t does iff fewer than `POLYTOPE_RATE` (ln t)² rounds did before.

    Examples
    --------
    >>> explorations_on_polytope(6)
    [2, 3, 4, 5, 6]
    """
    rounds, last = list[int](), 1
    while True:
        last = max(last, int(exp(sqrt(len(rounds) / POLYTOPE_RATE)))) + 1
        if last > horizon:
            return rounds
        rounds.append(last)


class Schedule:
    """The rounds that explore at rate s, remembered as far as they were asked for."""

    def __init__(self, s: Fraction) -> None:
        self._coming = exploration_rounds(s)
        self._known: list[int] = [next(self._coming, 0)]

    def explores(self, t: int) -> bool:
        """Return whether round t explores."""
        known = self._known
        while 0 < known[-1] < t:
            known.append(next(self._coming))
        place = bisect_left(known, t)
        return place < len(known) and known[place] == t


@lru_cache(maxsize=64)
def schedule(problem: Problem) -> Schedule:
    """Return the schedule of a problem."""
    return Schedule(rate(problem))


def plan(history: History, t: int) -> Rows:
    """Explore, or deploy π of the model most likely on exploration data."""
    if remembers(history.problem, t):
        return uniform.rows(history.problem)
    return history.policy(history.leader)


def remembers(problem: Problem, t: int) -> bool:
    """Only exploration rounds are remembered."""
    return schedule(problem).explores(t)


def compiled(arrays: Arrays, horizon: int) -> Plan:
    """Return the compiled half."""
    from checks.simulate.plans.scheduled import explore

    rounds = exploration_rounds(rate(arrays.problem))
    return explore(arrays, list(takewhile(lambda t: t <= horizon, rounds)))


LEARNER = Learner(
    "forced-exploration", "explores at a logarithmic rate, trusts exploration data alone", plan, remembers, compiled
)
