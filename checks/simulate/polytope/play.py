"""Learners on a polytope of linear rewards: simulation in blocks, with the same results at any number of workers.

In every round greedy believes the model that maximises ln L(m) − (pull/2) |m − m_0|², found by Newton steps from the
model of the round before: a likeliest one, up to pull |Θ|²/2 of log-likelihood, and the one nearest to m_0, the middle
of Θ, where many are likeliest. Responses within a millionth of the largest gap are tied.
"""

# mypy: disable-error-code="no-untyped-call"
from __future__ import annotations

from dataclasses import dataclass, field
from math import inf
from time import monotonic
from typing import Any

import numpy as np
from numpy.typing import NDArray

from checks.learners import on_polytope
from checks.learners.forced_exploration import explorations_on_polytope
from checks.runtime.interrupts import stoppable
from checks.simulate.common.arrays import Indices, Reals
from checks.simulate.common.blocks import BLOCK, certainty, in_order
from checks.simulate.common.confidence import Knowledge, bounded, interval
from checks.simulate.common.limits import MOST_CELLS
from checks.simulate.common.random import streams
from checks.simulate.polytope.tables import Tables, memory, scratch
from checks.simulate.run import FORMAT, rounds_recorded
from theory.errors import InputError
from theory.files.writing import plain
from theory.instance import Instance
from theory.polytope.continuous import ContinuousClass
from theory.polytope.tie_free import tie_free

MOST_ROUNDS = 10**7
"""The longest horizon: beyond it the pull towards m_0 drowns in rounding."""

_FUEL = 1 << 16


@dataclass(frozen=True)
class Request:
    """What to simulate.

    Attributes
    ----------
    learner : str
        One of `checks.learners.POLYTOPE`.
    horizon : int or None
        Rounds; ``None``, for infinite, is refused.
    runs, seed : int
        Independent runs, and the seed from which their streams are spawned.
    confidence : float
        Of every interval by itself.
    """

    learner: str
    horizon: int | None
    runs: int = 1000
    seed: int = 0
    confidence: float = 0.99


@dataclass(eq=False)
class Game:
    """A learner on a class, with the arrays of one block of runs.

    Attributes
    ----------
    tables : Tables
        The class and its truth.
    learner : str
        One of `checks.learners.POLYTOPE`.
    horizon : int
        Rounds.
    """

    tables: Tables
    learner: str
    horizon: int
    served: tuple[Any, ...] = field(init=False)
    schedule: Indices = field(init=False)

    def __post_init__(self) -> None:
        """Look up what the learner needs."""
        tables, self.schedule = self.tables, np.array([self.horizon + 1])
        references = tables.references() if self.learner == "optimistic" else None
        strict = tie_free(tables.problem, tables.hull) if self.learner == "careful-greedy" else None
        self.served = tables.served(references, strict)
        if self.learner == "forced-exploration":
            self.schedule = np.array([*explorations_on_polytope(self.horizon), self.horizon + 1])

    @property
    def fixed(self) -> float | None:
        """The regret of a round of a learner that learns nothing, None for the others."""
        law, shortfall = self.served[:2]
        column = {"constant": 0, "uniform": shortfall.shape[1] - 1}.get(self.learner)
        return None if column is None else float((law * shortfall[:, column]).sum())

    def known(self, t: int) -> Knowledge:
        """Return what is proven about the regret of t rounds."""
        if self.fixed is not None:
            return Knowledge(t * self.fixed, tuple(bounded(0.0)))
        return Knowledge(0.0, tuple(bounded(t * self.tables.worst * (1.0 + 1e-12))))

    def advance(self, grid: Indices, states: NDArray[np.uint64], regret: Reals, kept: Any, fuel: int) -> bool:
        """Play at most ``fuel`` rounds of a block; return whether it is finished.

        Raises
        ------
        InputError
            When the likeliest model is not reached.
        """
        from checks.simulate.loops.polytope.rounds import DONE, EXPLORING, GREEDY, LOST, OPTIMISTIC, play

        rule = {"forced-exploration": EXPLORING, "optimistic": OPTIMISTIC}.get(self.learner, GREEDY)
        status = play(
            rule, self.tables.polytope, self.tables.deal, self.served, self.horizon, self.schedule, grid, states,
            regret, kept, scratch(self.tables), fuel,
        )  # fmt: skip
        if status == LOST:
            raise InputError("parameters", f"the likeliest model was not reached in round {kept[4][1] + 1}")
        return bool(status == DONE)


def simulate(instance: Instance, request: Request, jobs: int = 1, budget: float | None = None) -> dict[str, Any]:
    """Simulate a learner on a bounded polytope and return the document ``user-diversity/simulate/1``.

    Parameters
    ----------
    instance : Instance
        With bounded parameters and a truth.
    request : Request
        What to simulate.
    jobs : int
        Threads; the result does not depend on it.
    budget : float, optional
        Seconds after which no more runs are waited for, as for finite classes.

    Raises
    ------
    InputError
        When the request cannot be met.
    """
    game = prepare(instance, request)
    return document(plain(instance.truth), game, request, *collect(game, request, jobs, budget))


def prepare(instance: Instance, request: Request) -> Game:
    """Return the game of a request, or refuse it."""
    on_polytope(request.learner)
    if request.horizon is None or request.horizon > MOST_ROUNDS:
        raise InputError("--horizon", f"a polytope is played round by round, at most {MOST_ROUNDS:,}")
    return Game(Tables(ContinuousClass.of(instance)), request.learner, request.horizon)


def collect(game: Game, request: Request, jobs: int = 1, budget: float | None = None) -> tuple[Reals, int]:
    """Play all runs, or the first blocks of them that a budget of seconds allows; return regrets and blocks."""
    grid = rounds_recorded(game.horizon)
    if request.runs * len(grid) > MOST_CELLS:
        raise InputError("--runs", f"at most {MOST_CELLS // len(grid):,} with this horizon")
    if game.fixed is not None:
        return np.tile(game.fixed * grid, (request.runs, 1)), -(-request.runs // BLOCK)
    deadline = inf if budget is None else monotonic() + budget

    def play(block: int) -> Reals | None:
        size = min(BLOCK, request.runs - block * BLOCK)
        regret, states, kept = np.zeros((size, len(grid))), streams(request.seed, block, size), memory(game.tables)
        while not stop.is_set() and monotonic() < deadline:
            if game.advance(grid, states, regret, kept, _FUEL):
                return regret
        return None

    with stoppable() as stop:
        finished = in_order(play, -(-request.runs // BLOCK), jobs)
    return np.concatenate([*finished, np.empty((0, len(grid)))]), len(finished)


def document(truth: Any, game: Game, request: Request, regret: Reals, blocks: int) -> dict[str, Any]:
    """Return the document of a sample, shape (runs, recorded rounds)."""
    level = certainty(request.confidence, blocks, len(regret) == request.runs)
    curve = [
        [int(t), float(column.mean()), *interval(column, game.known(int(t)), level)]
        for t, column in zip(rounds_recorded(game.horizon), regret.T, strict=True)
        if len(regret)
    ]
    result: dict[str, Any] = {
        "format": FORMAT,
        "learner": request.learner,
        "truth": truth,
        "horizon": game.horizon,
        "runs": len(regret),
        "seed": request.seed,
        "confidence": request.confidence,
        "regret": None,
        "curve": curve,
    }
    if curve:
        mean, *limits = curve[-1][1:]
        result["regret"] = {"mean": mean, "interval": limits, "residual": 0.0}
    if len(regret) < request.runs:
        result["requested"] = request.runs
    return result


def path(instance: Instance, learner: str, rounds: int, seed: int) -> Reals:
    """Return the model that one run believes in each round, shape (rounds, d).

    Examples
    --------
    >>> from theory.files.instance_file import loads
    >>> segment = loads('''{"format": "user-diversity/instance/1", "responses": ["y0", "y1"],
    ...   "contexts": [{"user": "u", "prompt": "x", "probability": 1}], "comparators": {"baseline": "y0"},
    ...   "heads": [[[0], [1]]], "parameters": {"lower": [-1], "upper": [2]}, "truth": [1]}''')
    >>> path(segment, "greedy", 3, seed=0)[0].tolist()
    [0.5]
    """
    game = prepare(instance, Request(learner, rounds + 1))
    grid, kept, states = np.array([rounds + 1]), memory(game.tables), streams(seed, 0, 1)
    scale, models = np.array([float(x) for x in game.tables.scale]), []
    for _ in range(rounds):
        game.advance(grid, states, np.zeros((1, 1)), kept, 1)
        models.append(kept[0] * scale)
    return np.array(models)
