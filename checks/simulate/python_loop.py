"""Learners that are not compiled, played round by round in Python on exact states.

The learner sees the same histories as in the enumeration, ties decided exactly, and each round is charged
its expected regret given the policy, which has the same mean as the regret itself.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import Any

import numpy as np

from checks.exact.enumerate import View
from checks.exact.expectations import round_regret
from checks.exact.states import ROOT, States
from checks.learner_protocol import Rows
from checks.simulate.common.confidence import Knowledge, bounded, interval
from checks.simulate.run import FORMAT, Request, rounds_recorded
from theory.errors import InputError
from theory.problem import Problem

MOST_STEPS = 5_000_000
"""Most rounds of all runs together."""


def simulate(problem: Problem, request: Request) -> dict[str, Any]:
    """Play a learner that has a ``plan`` and return the document ``user-diversity/simulate/1``.

    Parameters
    ----------
    problem : Problem
        A finite problem.
    request : Request
        What to simulate; the horizon must be finite.

    Raises
    ------
    InputError
        When the request cannot be met.
    """
    horizon = request.horizon
    if horizon is None:
        raise InputError("--horizon", f"inf is for greedy; {request.learner.name} needs a finite horizon")
    if horizon * request.runs > MOST_STEPS:
        raise InputError("--horizon", f"at most {MOST_STEPS:,} rounds in all runs for a learner that is not compiled")
    grid = rounds_recorded(horizon)
    game = _Game(problem, request)
    seeds = np.random.SeedSequence(request.seed).spawn(request.runs)
    paths = np.array([game.run(np.random.default_rng(seed), horizon)[grid - 1] for seed in seeds])
    most = float(max(problem.shortfall(request.theta, c, y) for c in problem.deployed for y in _all(problem)))
    curve = [[int(t), *_estimate(paths[:, g], most * int(t), request.confidence)] for g, t in enumerate(grid)]
    mean, *limits = curve[-1][1:]
    return {
        "format": FORMAT,
        "learner": request.learner.name,
        "truth": problem.models[request.theta],
        "horizon": horizon,
        "runs": request.runs,
        "seed": request.seed,
        "confidence": request.confidence,
        "regret": {"mean": mean, "interval": limits, "residual": 0.0},
        "curve": curve,
    }


def _all(problem: Problem) -> range:
    return range(len(problem.responses))


def _estimate(column: Any, most: float, confidence: float) -> tuple[float, float, float]:
    low, high = interval(column, Knowledge(0.0, tuple(bounded(most))), confidence)
    return float(column.mean()), low, high


class _Game:
    """A learner, a truth, and what their rounds may bring."""

    def __init__(self, problem: Problem, request: Request) -> None:
        self.problem, self.theta, self.learner = problem, request.theta, request.learner
        self.states = States(problem, request.theta)
        self._moves: dict[Rows, tuple[list[float], list[tuple[int, int]]]] = {}
        self._regret: dict[Rows, float] = {}

    def run(self, rng: np.random.Generator, horizon: int) -> Any:
        """Play one run and return its regret after each round."""
        assert self.learner.plan is not None
        state, total, path = ROOT, 0.0, np.empty(horizon)
        for t in range(1, horizon + 1):
            rows = self.states.shared(self.learner.plan(View(self.states, state), t))
            total += self._cost(rows)
            path[t - 1] = total
            if self.learner.remembers(self.problem, t):
                state = self._next(state, rows, rng.random())
        return path

    def _cost(self, rows: Rows) -> float:
        if rows not in self._regret:
            self._regret[rows] = float(round_regret(self.problem, rows, self.theta))
        return self._regret[rows]

    def _next(self, state: int, rows: Rows, draw: float) -> int:
        if rows not in self._moves:
            steps = self.states.moves(rows).steps
            ends = list(accumulate(float(mass) for _, _, mass in steps))
            self._moves[rows] = ends, [(kind, step) for kind, step, _ in steps]
        ends, moves = self._moves[rows]
        place = bisect_right(ends, draw)
        if place == len(moves):
            return state
        child = self.states.reach(state, *moves[place])
        self.states.settle()
        return child
