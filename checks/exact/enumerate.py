"""Forward enumeration: distribution over states, round by round, for every truth at once.

The probability of a state under θ is its probability under model 0 times L(θ)/L(0), a function of the state: one
enumeration serves every truth. All weights are balls.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, wraps
from threading import Event
from time import monotonic
from typing import ParamSpec, TypeVar

from flint import arb, ctx

from checks.exact.likelihood import MAX_ROUNDS
from checks.exact.states import ROOT, States
from checks.learner_protocol import Learner, Memory, Rows
from theory.errors import InputError
from theory.problem import Problem

BYTES = 1 << 10
"""Memory of a state, at most."""

MAX_STATES = 1 << 21
"""Most states that are held unless told otherwise: two gibibytes."""

PRECISION = 128
"""Working precision, in bits."""

_STRIDE = 1 << 12

P = ParamSpec("P")
R = TypeVar("R")


def at_precision(function: Callable[P, R]) -> Callable[P, R]:
    """Run a function at `PRECISION`."""

    @wraps(function)
    def precise(*args: P.args, **kwargs: P.kwargs) -> R:
        with ctx.workprec(PRECISION):
            return function(*args, **kwargs)

    return precise


class OutOfBudgetError(RuntimeError):
    """Time or memory ran out, or the user's patience; what was finished is kept."""


@dataclass(frozen=True)
class Limit:
    """How long and how far an enumeration may go.

    Attributes
    ----------
    deadline : float or None
        On the clock of `time.monotonic`.
    states : int
        Most states.
    stop : Event or None
        Set by Ctrl-C.
    """

    deadline: float | None = None
    states: int = MAX_STATES
    stop: Event | None = None

    def check(self, states: int) -> None:
        """Raise when the limit is passed.

        Raises
        ------
        OutOfBudgetError
            Saying which limit it was.
        """
        if states > self.states:
            raise OutOfBudgetError(f"more than {self.states} states")
        if self.deadline is not None and monotonic() > self.deadline:
            raise OutOfBudgetError("out of time")
        if self.stop is not None and self.stop.is_set():
            raise OutOfBudgetError("interrupted")


UNLIMITED = Limit()


@dataclass(slots=True)
class View:
    """What a learner sees of one state; see `checks.learner_protocol.History`."""

    states: States
    state: int
    memory: Memory = ()

    def leads(self, m: int, b: int, least: Callable[[], arb]) -> bool:
        """Whether ln(L(m)/L(b)) is at least what a function encloses."""
        return self.states.likelihoods.leads(m, b, self.states.counts(self.state), least)

    @property
    def problem(self) -> Problem:
        """The problem that is being learnt."""
        return self.states.problem

    @property
    def leader(self) -> int:
        """The maximum-likelihood model, the lowest index on ties."""
        return self.states.leaders[self.state]

    def best(self, among: Sequence[int] | None = None) -> tuple[int, ...]:
        """All models of maximal likelihood ``among`` the given ones."""
        return self.states.likelihoods.best(self.states.counts(self.state), among)

    def policy(self, m: int) -> Rows:
        """π_m as 0/1 rows."""
        return self.states.policy(m)


@dataclass(frozen=True)
class Level:
    """The states a learner may be in before a round.

    Attributes
    ----------
    weights : dict of int → arb
        The probability of each state under model 0.
    groups : list of (Rows, list of int)
        The policies of the round, each with the states in which it is deployed.
    """

    weights: dict[int, arb]
    groups: list[tuple[Rows, list[int]]]


class Enumeration:
    """The levels of one learner on one problem, as far as they were asked for.

    Parameters
    ----------
    problem : Problem
        A finite problem.
    learner : Learner
        One that has a ``plan``.
    """

    def __init__(self, problem: Problem, learner: Learner) -> None:
        if learner.plan is None:
            raise InputError("--learner", f"{learner.name} cannot be enumerated exactly, only simulated")
        self.problem, self.learner, self.plan = problem, learner, learner.plan
        self.states = States(problem)
        self.levels = [self._level(1, {ROOT: arb(1)})]
        self._ratios: dict[int, list[arb]] = {}

    @at_precision
    def reach(self, horizon: int, limit: Limit = UNLIMITED) -> None:
        """Enumerate until the level of round ``horizon`` is known.

        Raises
        ------
        OutOfBudgetError
            At the limit; all levels before stay.
        """
        while len(self.levels) < horizon:
            limit.check(len(self.states))
            t = len(self.levels)
            weights = self.levels[-1].weights
            if self.learner.remembers(self.problem, t):
                if t > MAX_ROUNDS:
                    raise OutOfBudgetError(f"more than {MAX_ROUNDS} rounds")
                weights = self._advance(self.levels[-1], limit)
            self.levels.append(self._level(t + 1, weights))

    def _advance(self, level: Level, limit: Limit) -> dict[int, arb]:
        states, size, after = self.states, len(self.states), dict[int, arb]()
        reach, weights = states.reach, level.weights
        try:
            for rows, members in level.groups:
                moves = states.moves(rows)
                for place, state in enumerate(members):
                    if place % _STRIDE == 0:
                        limit.check(len(states))
                    weight = weights[state]
                    if moves.stay is not None:
                        after[state] = weight * moves.stay + after.get(state, 0)
                    for kind, step, mass in moves.steps:
                        child = reach(state, kind, step)
                        old = after.get(child)
                        after[child] = weight * mass if old is None else old + weight * mass
        except OutOfBudgetError:
            states.forget(size)
            raise
        states.settle()
        return after

    def _level(self, t: int, weights: dict[int, arb]) -> Level:
        groups: dict[int, tuple[Rows, list[int]]] = {}
        for state in weights:
            rows = self.states.shared(self.plan(View(self.states, state), t))
            groups.setdefault(id(rows), (rows, []))[1].append(state)
        return Level(weights, list(groups.values()))

    def successors(self, state: int, t: int) -> Iterator[tuple[int, arb]]:
        """Yield the states that may follow a state after round t, each with its probability under model 0."""
        moves = self.states.moves(self.states.shared(self.plan(View(self.states, state), t)))
        if moves.stay is not None:
            yield state, moves.stay
        for kind, step, mass in moves.steps:
            yield self.states.reach(state, kind, step), mass

    def ratios(self, m: int) -> list[arb]:
        """L(m)/L(0) of every state."""
        known = self._ratios.setdefault(m, [arb(1)])
        states = self.states
        if len(known) == len(states):
            return known
        factors = [(states.log(k, m) - states.log(k, 0)).exp() for k in range(len(states.vectors))]
        for state in range(len(known), len(states)):
            known.append(known[states.parent[state]] * factors[states.kind[state]])
        return known

    def probabilities(self, theta: int, t: int) -> dict[int, arb]:
        """The law of the state before round t under truth θ, t = 1, 2, …."""
        ratios = self.ratios(theta)
        return {state: weight * ratios[state] for state, weight in self.levels[t - 1].weights.items()}


def begin(problem: Problem, learner: Learner) -> Enumeration:
    """Return a fresh enumeration of a learner, of the kind that its memory needs."""
    if learner.recalls is None:
        return Enumeration(problem, learner)
    from checks.exact.remembering import Remembering

    return Remembering(problem, learner)


@lru_cache(maxsize=8)
def enumeration(problem: Problem, learner: Learner) -> Enumeration:
    """Return the enumeration of a learner on a problem, kept between calls."""
    return begin(problem, learner)
