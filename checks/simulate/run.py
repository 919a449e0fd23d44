"""Simulation of many independent runs in blocks, with the same results at any number of workers."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from time import monotonic
from typing import Any

import numpy as np

from checks.learner_protocol import Learner
from checks.runtime.interrupts import stoppable
from checks.simulate.common.arrays import Arrays, Indices, Reals, arrays
from checks.simulate.common.blocks import BLOCK, certainty, in_order
from checks.simulate.common.confidence import Knowledge, interval
from checks.simulate.common.limits import FOREVER, MOST_CELLS, MOST_ONE_BY_ONE, MOST_ROUNDS
from checks.simulate.common.random import streams
from checks.simulate.plans.plan import Cursor, Ending, Plan, cursor
from checks.simulate.residual_bounds import residual_weights, tied_models
from checks.simulate.tail_bounds import knowledge
from theory.errors import InputError
from theory.problem import Problem

FORMAT = "user-diversity/simulate/1"
_FUEL = 1 << 18
_STEPS = (1, 2, 3, 5, 7)


@dataclass(frozen=True)
class Request:
    """What to simulate.

    Attributes
    ----------
    learner : Learner
        One with a compiled half.
    theta : int
        Index of the truth.
    horizon : int or None
        Rounds; ``None`` is infinite.
    runs, seed : int
        Independent runs, and the seed from which their streams are spawned.
    confidence : float
        Of every interval by itself.
    tolerance : float
        A run of greedy ends when T1 bounds its future regret by this, in reward units; 0 for never.
    """

    learner: Learner
    theta: int
    horizon: int | None
    runs: int = 1000
    seed: int = 0
    confidence: float = 0.99
    tolerance: float = 1e-9


@dataclass(frozen=True, eq=False)
class Sample:
    """The runs that were finished, in order.

    Attributes
    ----------
    grid : int array, shape (G,)
        Recorded rounds.
    regret : float array, shape (runs, G)
        Regret of each run after each of them.
    residual : float array, shape (runs,)
        Bound on the expected regret after the end; 0 for finite horizons.
    ended : int array, shape (runs,)
        The round in which each run ended.
    blocks : int
        Finished blocks.
    tolerance : float
        The largest that a residual can be.
    """

    grid: Indices
    regret: Reals
    residual: Reals
    ended: Indices
    blocks: int
    tolerance: float


def rounds_recorded(horizon: int) -> Indices:
    """Return the logarithmic grid up to a horizon, which it ends with.

    Examples
    --------
    >>> rounds_recorded(25).tolist()
    [1, 2, 3, 5, 7, 10, 20, 25]
    """
    points = [step * 10**k for k in range(len(str(horizon))) for step in _STEPS]
    return np.array([t for t in points if t < horizon] + [horizon], dtype=np.int64)


def simulate(problem: Problem, request: Request, jobs: int = 1, budget: float | None = None) -> dict[str, Any]:
    """Simulate a learner and return the document ``user-diversity/simulate/1``.

    Parameters
    ----------
    problem : Problem
        A finite problem.
    request : Request
        What to simulate.
    jobs : int
        Threads; the result does not depend on it.
    budget : float, optional
        Seconds after which no more runs are waited for. The document then holds ``requested``, the
        runs asked for, and its intervals are wider, so that they are valid whenever the budget ended.

    Raises
    ------
    InputError
        When the request cannot be met.
    """
    sources, plan, ending = prepare(problem, request)
    result = document(sources, plan, request, collect(sources, plan, ending, request, jobs, budget))
    if problem.slates is not None and request.horizon is not None:
        from checks.simulate.drawn import drawn_regret

        result["drawn_regret"] = drawn_regret(sources, plan, ending, request, jobs, budget)
    return result


def prepare(problem: Problem, request: Request) -> tuple[Arrays, Plan, Ending]:
    """Return the arrays, the plan and the ending of a request, or refuse it."""
    learner, horizon = request.learner, request.horizon
    if learner.compiled is None:
        raise InputError("--learner", f"{learner.name} cannot be simulated")
    sources = arrays(problem, request.theta)
    plan: Plan = learner.compiled(sources, MOST_ROUNDS if horizon is None else horizon)
    if horizon is None and not plan.leads:
        raise InputError("--horizon", f"inf is for greedy; {learner.name} needs a finite horizon")
    if horizon is not None and plan.one_by_one and horizon > MOST_ONE_BY_ONE:
        raise InputError("--horizon", f"{learner.name} is played round by round, at most {MOST_ONE_BY_ONE:,}")
    return sources, plan, _ending(problem, plan, request)


def _ending(problem: Problem, plan: Plan, request: Request) -> Ending:
    models = len(problem.models)
    if plan.leads:
        try:
            weights, tied = residual_weights(problem, request.theta), tied_models(problem, request.theta)
            return Ending(FOREVER if request.horizon is None else request.horizon, request.tolerance, weights, tied)
        except InputError:
            if request.horizon is None:
                raise
    assert request.horizon is not None
    return Ending(request.horizon, 0.0, np.zeros((2, models)), np.zeros((models, models), dtype=np.int64))


def collect(
    sources: Arrays, plan: Plan, ending: Ending, request: Request, jobs: int = 1, budget: float | None = None
) -> Sample:
    """Play all runs, or the first blocks of them that a budget of seconds allows."""
    grid = rounds_recorded(request.horizon or MOST_ROUNDS)
    if request.runs * len(grid) > MOST_CELLS:
        raise InputError("--runs", f"at most {MOST_CELLS // len(grid):,} with this horizon")
    deadline = inf if budget is None else monotonic() + budget

    def play(block: int) -> Cursor | None:
        size = min(BLOCK, request.runs - block * BLOCK)
        at, states = cursor(sources, plan, size, len(grid)), streams(request.seed, block, size)
        while not stop.is_set() and monotonic() < deadline:
            if plan.advance(sources, ending, grid, states, at, _FUEL):
                return at
        return None

    with stoppable() as stop:
        finished = _together(sources, plan, ending, request, grid) if budget is None else []
        finished = finished or in_order(play, -(-request.runs // BLOCK), jobs)
    return Sample(
        grid,
        np.concatenate([at.regret for at in finished] or [np.empty((0, len(grid)))]),
        np.concatenate([at.residual for at in finished] or [np.empty(0)]),
        np.concatenate([at.ended for at in finished] or [np.empty(0, dtype=np.int64)]),
        -(-sum(len(at.ended) for at in finished) // BLOCK),
        ending.tolerance,
    )


def _together(sources: Arrays, plan: Plan, ending: Ending, request: Request, grid: Indices) -> list[Cursor]:
    """Play all runs without anything compiled, if that is quicker; return nothing if it is not."""
    if not plan.is_little(request.runs):
        return []
    at = cursor(sources, plan, request.runs, len(grid))
    sizes = [min(BLOCK, request.runs - first) for first in range(0, request.runs, BLOCK)]
    states = np.concatenate([streams(request.seed, i, size) for i, size in enumerate(sizes)])
    return [at] if plan.together(sources, ending, grid, states, at) else []


def document(sources: Arrays, plan: Plan, request: Request, sample: Sample) -> dict[str, Any]:
    """Return the document of a sample."""
    runs, infinite = len(sample.regret), request.horizon is None
    known = knowledge(sources, plan)
    level = certainty(request.confidence, sample.blocks, len(sample.regret) == request.runs)
    points = int(np.searchsorted(sample.grid, sample.ended.max())) + 1 if infinite and runs else len(sample.grid)
    curve = [
        [int(t), *estimate(sample.regret[:, g], known(int(t)), level, sample.tolerance)]
        for g, t in enumerate(sample.grid[:points])
        if runs
    ]
    result: dict[str, Any] = {
        "format": FORMAT,
        "learner": request.learner.name,
        "truth": sources.problem.models[request.theta],
        "horizon": "inf" if infinite else request.horizon,
        "runs": runs,
        "seed": request.seed,
        "confidence": request.confidence,
        "regret": None,
        "curve": curve,
    }
    if runs:
        mean, *limits = estimate(sample.regret[:, -1], known(request.horizon), level, sample.tolerance)
        result["regret"] = {"mean": mean, "interval": limits, "residual": float(sample.residual.mean())}
    if runs < request.runs:
        result["requested"] = request.runs
    return result


def estimate(column: Reals, known: Knowledge, confidence: float, rest: float) -> tuple[float, float, float | None]:
    """Return the mean of some runs and the limits of its interval; ``rest`` is what they may have left out."""
    low, high = interval(column, known, confidence)
    return float(column.mean()), low, high + rest if high < inf else None
