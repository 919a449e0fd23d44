"""Greedy at an infinite horizon: best-first enumeration, with T1's residual as the bound on what was cut.

States are expanded in the order of their probability times the regret that may still follow; what waits at the end is
bounded by the sum.
"""

from __future__ import annotations

from heapq import heappop, heappush
from math import frexp, fsum

import numpy as np
from flint import arb

from checks.exact.answer import Answer
from checks.exact.enumerate import UNLIMITED, Limit, OutOfBudgetError, at_precision
from checks.exact.expectations import round_regret
from checks.exact.likelihood import MAX_ROUNDS
from checks.exact.states import ROOT, States
from checks.learner_protocol import Rows
from checks.regret_residual import ROUNDING, TINY, residual
from theory.exact.enclosure import ball
from theory.problem import Problem

_COARSENESS = 10
"""Binary orders of magnitude of residuals that are not told apart in the order of expansion."""


class _Search:
    """The states that still wait, with their probabilities and bounds on the regret they lead to."""

    def __init__(self, problem: Problem, theta: int) -> None:
        self.problem, self.theta = problem, theta
        self.states = States(problem, reference=theta)
        self.residual = residual(problem, theta)
        self.depth = [0]
        self.regret = arb(0)
        self.mass: dict[int, arb] = {ROOT: arb(1)}
        self.bound: dict[int, float] = {}
        self.total = 0.0
        self.heap: list[tuple[int, int, int]] = []
        self._costs: dict[int, arb] = {}
        self._queue([ROOT])

    def pending(self) -> float:
        """Return an upper bound of the regret of everything that waits."""
        self.total = fsum(self.bound.values()) * ROUNDING
        return self.total

    def above(self, tolerance: float) -> bool:
        """Return whether what waits may cost more than the tolerance."""
        return self.total > tolerance or self.pending() > tolerance

    def _queue(self, touched: list[int]) -> None:
        masses = np.array([float(self.mass[state].upper()) for state in touched]) + TINY
        bounds = masses * self.residual.regret(self.states.half_ratios(touched, self.theta)) * ROUNDING + TINY
        for state, bound in zip(touched, bounds.tolist(), strict=True):
            self.total += bound - self.bound.get(state, 0)
            self.bound[state] = bound
            heappush(self.heap, (-_bucket(bound), self.depth[state], state))

    def batch(self) -> list[int]:
        """Take the states of the largest bound and, among these, of the least depth."""
        taken: list[int] = []
        key = self.heap[0][:2]
        if key[1] == MAX_ROUNDS:
            raise OutOfBudgetError(f"more than {MAX_ROUNDS} informative rounds")
        while self.heap and self.heap[0][:2] == key:
            rank, _, state = heappop(self.heap)
            if state in self.bound and -_bucket(self.bound[state]) == rank:
                taken.append(state)
                self.total -= self.bound.pop(state)
        return taken

    def expand(self, batch: list[int]) -> None:
        """Play one informative round in every state of the batch."""
        states, mass, touched = self.states, self.mass, dict[int, None]()
        taken = [(state, mass.pop(state)) for state in batch]
        for state, here in taken:
            rows = states.policy(states.leaders[state])
            moves = states.moves(rows)
            if moves.stay is not None:
                if not moves.steps:
                    continue
                here = here / (1 - moves.stay)
            self.regret += here * self._cost(rows)
            for kind, step, weight in moves.steps:
                child = states.reach(state, kind, step)
                arriving = here * weight
                old = mass.get(child)
                mass[child] = arriving if old is None else old + arriving
                touched[child] = None
        self.depth.extend(self.depth[states.parent[child]] + 1 for child in range(len(self.depth), len(states)))
        states.settle()
        if touched:
            self._queue(list(touched))

    def _cost(self, rows: Rows) -> arb:
        if id(rows) not in self._costs:
            self._costs[id(rows)] = ball(round_regret(self.problem, rows, self.theta))
        return self._costs[id(rows)]


def _bucket(bound: float) -> int:
    return frexp(min(bound, 1e300))[1] // _COARSENESS


@at_precision
def infinite_regret(problem: Problem, theta: int, tolerance: float, limit: Limit = UNLIMITED) -> Answer:
    """Enclose R_∞(θ) of greedy.

    Claim: T1 (more).

    Parameters
    ----------
    problem : Problem
        A finite problem in which no model confirms itself against the truth.
    theta : int
        The truth.
    tolerance : float
        Width of the enclosure that is asked for, in units of reward.
    limit : Limit, optional
        When to give up.

    Returns
    -------
    Answer
        An enclosure, whether or not it is as narrow as asked for.

    Raises
    ------
    InputError
        When a model confirms itself against the truth.
    """
    search = _Search(problem, theta)
    unfinished = None
    try:
        while search.above(tolerance):
            limit.check(len(search.states))
            search.expand(search.batch())
    except OutOfBudgetError as error:
        unfinished = str(error)
    return Answer(search.regret, search.regret + search.pending(), [], len(search.states), unfinished)
