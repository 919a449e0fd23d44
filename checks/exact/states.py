"""States of the enumeration: histories with equal likelihood ratios, numbered.

An outcome is a context, a deployed response, a comparator and a winner. All it says about the models is its vector of
gaps (winner over loser), one entry a model; outcomes with the same vector are one class, and a vector whose entries
are all equal carries no information. Histories that leave all likelihood ratios equal are one state: nothing that a
learner decides from likelihoods can tell them apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

import numpy as np
from flint import arb
from numpy.typing import NDArray

from checks.exact.likelihood import MAX_ROUNDS, Likelihoods
from checks.exact.statistic import increments
from checks.learner_protocol import Rows
from checks.learners import uniform
from theory.exact.enclosure import Mass, Number, ball
from theory.preference import log_sigmoid
from theory.problem import Problem
from theory.protocol.actions import choice, count, shown

ROOT = 0
"""The state in which nothing was seen."""

_SLACK = 2.0**-48
"""Relative error, per term, granted to a sum of logarithms in floating point: sixteen times what it can be."""

_FLOOR = 1e-290
"""Absolute error, per term, granted for logarithms below the range of floating point."""


@dataclass(frozen=True)
class Moves:
    """What one round of a policy does to a state, under the law of the reference model.

    Attributes
    ----------
    steps : tuple of (int, int, arb)
        An outcome class, what it adds to the statistic, and its probability.
    stay : arb or None
        The probability of an outcome without information, if there is one.
    """

    steps: tuple[tuple[int, int, arb], ...]
    stay: arb | None


def exposures(
    problem: Problem, rows: Rows, contexts: tuple[int, ...] | None = None
) -> Iterator[tuple[Mass, int, int, int]]:
    """Yield p_c π(y | c) κ(y' | c, y) with c, y and y', wherever it is positive; all contexts unless some are given.

    Under slates rows are laws of models, and the weight is that of y and y' in a slate of theirs.
    """
    for c in problem.deployed if contexts is None else contexts:
        for action, chosen in enumerate(rows[c]):
            if chosen:
                for mass, y, other in shown(problem, c, action):
                    yield problem.p[c] * chosen * mass, c, y, other


def plus(total: Number, mass: Mass) -> Number:
    """Add a probability, exactly as long as all are rational."""
    exact = isinstance(total, Fraction) and isinstance(mass, Fraction)
    return total + mass if exact else ball(total) + ball(mass)  # type: ignore[operator]


class States:
    """The states reached so far, numbered in order of appearance, a parent before its children.

    Parameters
    ----------
    problem : Problem
        A finite problem.
    reference : int
        The model under whose law outcomes are given their probabilities.

    Attributes
    ----------
    vectors : list of tuple of int
        The gaps of each informative outcome class, in multiples of 1/`scale`.
    statistics : list of int
        The sufficient statistic of each state, see `checks.exact.statistic`.
    parent, kind : list of int
        The state it was first reached from, and the outcome class that led there.
    leaders : list of int
        The maximum-likelihood model of each state, the lowest index on ties.

    Examples
    --------
    >>> from theory.problem import tabular
    >>> states = States(tabular({"a": [[0, 1]], "b": [[1, 0]]}))
    >>> moves = states.moves(states.policy(0))
    >>> children = [states.reach(ROOT, kind, step) for kind, step, _ in moves.steps]
    >>> states.settle()
    >>> [states.leaders[child] for child in children]
    [0, 1]
    """

    def __init__(self, problem: Problem, reference: int = 0) -> None:
        self.problem, self.reference = problem, reference
        self.scale = lcm(*(problem.scale[c] for c in problem.deployed))
        self._classes: dict[tuple[int, ...], int] = {}
        for _, c, y, other in exposures(problem, uniform.rows(problem)):
            self._register(self._gaps(c, y, other))
        self.vectors = list(self._classes)
        self.likelihoods = Likelihoods(self.vectors, len(problem.models), self.scale)
        self._increments = increments(self.vectors)
        self._logs = np.array([[float(self.log(k, m)) for m in self._models] for k in range(len(self.vectors))])
        self._sums = np.zeros((64, len(problem.models)))
        self.statistics, self.parent, self.kind, self.leaders = [0], [ROOT], [0], [0]
        self._found = {0: ROOT}
        self._rows: dict[Rows, Rows] = {}
        self._shared: set[int] = set()
        self._moves: dict[tuple[int, tuple[int, ...] | None], Moves] = {}
        self._policies: dict[int, Rows] = {}

    @property
    def _models(self) -> range:
        return range(len(self.problem.models))

    def _gaps(self, c: int, y: int, other: int) -> tuple[int, ...]:
        factor, scaled = self.scale // self.problem.scale[c], self.problem.scaled[:, c]
        return tuple((int(row[y]) - int(row[other])) * factor for row in scaled)

    def _register(self, vector: tuple[int, ...]) -> None:
        if len(set(vector)) > 1:
            for signed in (vector, tuple(-gap for gap in vector)):
                self._classes.setdefault(signed, len(self._classes))

    def log(self, kind: int, m: int) -> arb:
        """Enclose the log-likelihood that model m gives to an outcome class."""
        return log_sigmoid(Fraction(self.vectors[kind][m], self.scale))

    def __len__(self) -> int:
        return len(self.statistics)

    def shared(self, rows: Rows) -> Rows:
        """Return the one object that stands for all equal rows."""
        if id(rows) not in self._shared:
            rows = self._rows.setdefault(rows, rows)
            self._shared.add(id(rows))
        return rows

    def policy(self, m: int) -> Rows:
        """π_m as 0/1 rows, shared."""
        if m not in self._policies:
            width = range(count(self.problem))
            rows = tuple(tuple(Fraction(int(a == best)) for a in width) for best in choice(self.problem, m))
            self._policies[m] = self.shared(rows)
        return self._policies[m]

    def moves(self, rows: Rows, contexts: tuple[int, ...] | None = None) -> Moves:
        """Return the moves of one round of a policy, given as shared rows, in some contexts or in all."""
        known = self._moves.get((id(rows), contexts))
        if known is None:
            known = self._moves[id(rows), contexts] = self._compute_moves(rows, contexts)
        return known

    def _compute_moves(self, rows: Rows, contexts: tuple[int, ...] | None) -> Moves:
        masses: dict[int, Number] = {}
        stay: Number = Fraction(0)
        for mass, c, y, other in exposures(self.problem, rows, contexts):
            vector = self._gaps(c, y, other)
            if vector not in self._classes:
                stay = plus(stay, mass)
                continue
            for signed in (vector, tuple(-gap for gap in vector)):
                kind = self._classes[signed]
                masses[kind] = plus(masses.get(kind, Fraction(0)), mass)
        steps = (
            (kind, self._increments[kind], ball(mass) * self.log(kind, self.reference).exp())
            for kind, mass in masses.items()
        )
        return Moves(tuple(steps), None if stay == 0 else ball(stay))

    def reach(self, state: int, kind: int, step: int) -> int:
        """Return the state after one more outcome of a class; `settle` must follow before it is used."""
        statistic = self.statistics[state] + step
        child = self._found.setdefault(statistic, len(self.statistics))
        if child == len(self.statistics):
            self.statistics.append(statistic)
            self.parent.append(state)
            self.kind.append(kind)
        return child

    def counts(self, state: int) -> Counter[int]:
        """Return the outcome classes of one history that leads to a state."""
        found: Counter[int] = Counter()
        while state != ROOT:
            found[self.kind[state]] += 1
            state = self.parent[state]
        return found

    def forget(self, size: int) -> None:
        """Drop the states that were reached after there were ``size`` of them and never settled."""
        for statistic in self.statistics[size:]:
            del self._found[statistic]
        for column in (self.statistics, self.parent, self.kind):
            del column[size:]

    def settle(self) -> None:
        """Find the leaders of the states reached since the last time.

        Sums of logarithms in floating point decide where they are further apart than their errors can be;
        everything closer is decided exactly.
        """
        first, size = len(self.leaders), len(self.statistics)
        if size > len(self._sums):
            self._sums = np.concatenate([self._sums, np.zeros((size, self._sums.shape[1]))])
        while first < size:
            last = first
            while last < size and self.parent[last] < first:
                last += 1
            block = slice(first, last)
            self._sums[block] = self._sums[self.parent[block]] + self._logs[self.kind[block]]
            self._decide(first, self._sums[block])
            first = last

    def half_ratios(self, states: list[int], theta: int) -> NDArray[np.float64]:
        """Return upper bounds of √(L(m)/L(θ)), shape (states, M)."""
        sums = self._sums[states]
        true = sums[:, [theta]]
        with np.errstate(invalid="ignore", over="ignore"):
            error = MAX_ROUNDS * (_SLACK * (np.abs(sums) + np.abs(true)) + 2 * _FLOOR)
            bound = np.exp((sums - true) / 2 + error)
        return np.asarray(np.where(np.isnan(bound), np.inf, bound))

    def _decide(self, first: int, sums: NDArray[np.float64]) -> None:
        with np.errstate(invalid="ignore"):
            error = MAX_ROUNDS * (_SLACK * np.abs(sums) + _FLOOR)
            best = sums.argmax(axis=1)
            floor = (sums - error).max(axis=1, keepdims=True)
            rivals = ~(sums + error < floor)
        certain = rivals.sum(axis=1) == 1
        self.leaders.extend(best.tolist())
        for i in (~certain).nonzero()[0]:
            among = rivals[i].nonzero()[0].tolist()
            self.leaders[first + i] = self.likelihoods.best(self.counts(first + i), among)[0]
