"""A polytope of rewards and a truth as arrays for the compiled loop, and what its learners need beside them.

Coordinates are divided by the largest absolute value that the bounds allow, so that the class lies in the unit cube
around 0. Comparisons are counted by head difference, up to sign.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import inf
from typing import Any

import numpy as np

from checks.simulate.common.arrays import Indices, Reals
from checks.simulate.common.random import spelt
from theory.errors import InputError
from theory.exact.linear import dot
from theory.instance import Vector
from theory.polytope.continuous import ContinuousClass
from theory.polytope.hull import Hull, extreme
from theory.preference import sigmoid

PULL = 1e-9
"""How strongly the likeliest model is drawn to m_0, relative to the longest squared head difference."""

TIE = 1e-6
"""Responses are tied whose values differ by less than this, relative to the largest gap the bounds allow."""

LARGEST = 1000.0
"""The largest gap the bounds may allow, and ratio of lengths of head differences: beyond it the pull would be felt."""


@dataclass(frozen=True, eq=False)
class Tables:
    """A class with its truth, as arrays.

    Attributes
    ----------
    problem : ContinuousClass
        With a truth.

    Raises
    ------
    InputError
        When there is no truth, no model in the class, or gaps too large or too different to be precise.
    """

    problem: ContinuousClass

    def __post_init__(self) -> None:
        """Refuse a class without a truth."""
        if self.problem.theta is None:
            raise InputError("truth", "is needed to play on a polytope")

    @property
    def theta(self) -> Vector:
        """The truth."""
        assert self.problem.theta is not None
        return self.problem.theta

    @cached_property
    def hull(self) -> Hull:
        """Models that span Θ; the centre m_0 is their mean."""
        return Hull.of(self.problem.region)

    @cached_property
    def scale(self) -> Vector:
        """The largest |m_i| that the bounds allow; 1 where it is 0."""
        size = self.problem.shape[2]
        axes = [tuple(int(i == j) for j in range(size)) for i in range(size)]
        ends = [
            max(abs(extreme(self.problem.region, tuple(s * x for x in axis)).value) for s in (1, -1)) for axis in axes
        ]
        return tuple(end or Fraction(1) for end in ends)

    def scaled(self, row: Vector) -> Vector:
        """Return a row so that its product with scaled coordinates is what it was."""
        return tuple(x * s for x, s in zip(row, self.scale, strict=True))

    def shrunk(self, model: Vector) -> Reals:
        """Return a model in scaled coordinates."""
        return np.array([float(x / s) for x, s in zip(model, self.scale, strict=True)])

    @cached_property
    def directions(self) -> dict[Vector, int]:
        """The head differences that are not zero, up to sign, in order of appearance."""
        found: dict[Vector, int] = {}
        for c, block in enumerate(self.problem.contrasts):
            for y, row in enumerate(block):
                for z, direction in enumerate(row):
                    if any(direction) and self.problem.kappa[c][y][z]:
                        found.setdefault(unsigned(direction)[0], len(found))
        return found

    @cached_property
    def polytope(self) -> tuple[Any, ...]:
        """Unit normals with bounds, directions, m_0, and (pull, most steps, tie)."""
        size = self.problem.shape[2]
        normals, bounds = [], []
        for normal, bound in zip(self.problem.region.normals, self.problem.region.bounds, strict=True):
            if any(normal):
                row = np.array([float(x) for x in self.scaled(normal)])
                normals.append(row / np.linalg.norm(row))
                bounds.append(float(bound) / np.linalg.norm(row))
        rows = np.array([[float(x) for x in self.scaled(row)] for row in self.directions]).reshape(-1, size)
        lengths = (rows**2).sum(axis=1)
        largest = float(np.abs(rows).sum(axis=1).max(initial=0.0)) or 1.0
        if largest > LARGEST:
            raise InputError("parameters", f"gaps up to {largest:.3g} are possible; play is precise up to {LARGEST:g}")
        if len(rows) and lengths.max() > LARGEST**2 * lengths.min():
            raise InputError("heads", f"play is precise where head differences vary in length by at most {LARGEST:g}")
        numbers = PULL * float(lengths.max(initial=0.0) or 1.0), 200.0 + 4.0 * largest, TIE * largest
        return np.array(normals), np.array(bounds), rows, self.shrunk(self.hull.centre), numbers

    @cached_property
    def deal(self) -> tuple[Any, ...]:
        """Alias tables of the contexts, and of the outcomes of each response in each context under the truth.

        Outcome 2k is a win of the first response of direction k over the second, 2k + 1 a loss; the last tells nothing.
        """
        laws = [self._outcomes(c, y) for c in range(self.problem.shape[0]) for y in range(self.problem.shape[1])]
        law = np.array([float(mass) for mass in self.problem.p])
        bits = min(53, 64 - max(len(law), *(len(masses) for _, masses in laws)).bit_length())
        levels, names = zip(*(spelt(masses, codes, bits) for codes, masses in laws), strict=True)
        start = np.cumsum([0, *(len(codes) for codes, _ in laws)])
        return (
            np.uint64(bits),
            *spelt(law, np.arange(len(law)), bits),
            start,
            np.concatenate(levels),
            np.concatenate(names),
        )

    def _outcomes(self, c: int, y: int) -> tuple[Indices, Reals]:
        """Return the codes of what a response can lead to, with their probabilities."""
        masses: dict[int, float] = {}
        for z, share in enumerate(self.problem.kappa[c][y]):
            direction = self.problem.contrast(c, y, z)
            told = any(direction)
            wins = float(sigmoid(dot(direction, self.theta)).mid()) if told else 1.0
            form, turned = unsigned(direction)
            for lost, chance in ((0, wins), (1, 1.0 - wins)) if told else ((0, 1.0),):
                if not share:
                    continue
                code = 2 * self.directions[form] + (lost ^ turned) if told else 2 * len(self.directions)
                masses[code] = masses.get(code, 0.0) + float(share) * chance
        return np.array(list(masses)), np.array(list(masses.values()))

    @cached_property
    def shortfall(self) -> Reals:
        """The expected regret of every response in every context, and last of a uniformly random one; (C, Y + 1)."""
        rows = []
        for rewards in self.problem.rewards(self.theta):
            lost = [max(rewards) - reward for reward in rewards]
            rows.append([float(x) for x in (*lost, sum(lost, Fraction(0)) / len(lost))])
        return np.array(rows)

    @property
    def worst(self) -> float:
        """Δ_max, the expected regret of a round of the worst policy."""
        return float((np.array([float(mass) for mass in self.problem.p]) * self.shortfall.max(axis=1)).sum())

    def served(self, references: Any = None, strict: Vector | None = None) -> tuple[Any, ...]:
        """Law, shortfalls, heads, ranks of tied responses, and the most Θ promises.

        Parameters
        ----------
        references : sequence of int, optional
            The response of each context that promises are measured against.
        strict : Vector, optional
            The model that breaks ties; the lowest index does without one.
        """
        contexts, responses, _ = self.problem.shape
        law = np.array([float(mass) for mass in self.problem.p])
        heads, caps = [], np.full((contexts, responses), inf)
        for c in range(contexts):
            for y in range(responses):
                head = self.problem.contrast(c, y, 0 if references is None else references[c])
                heads.append([float(x) for x in self.scaled(head)])
                if references is not None:
                    caps[c, y] = float(self.problem.gap_range(head)[1])
        return law, self.shortfall, np.array(heads), self._ranks(strict), caps

    def _ranks(self, strict: Vector | None) -> Indices:
        contexts, responses, _ = self.problem.shape
        if strict is None:
            return np.tile(np.arange(responses), (contexts, 1))
        ranks = np.empty((contexts, responses), dtype=np.int64)
        for c, rewards in enumerate(self.problem.rewards(strict)):
            order = sorted(range(responses), key=lambda y: (-rewards[y], y))
            ranks[c, order] = np.arange(responses)
        return ranks

    def references(self) -> list[int]:
        """Return the response that each context's responses are most often compared against, the first on ties."""
        size = range(self.problem.shape[1])
        return [max(size, key=lambda z: (sum(row[z] for row in table), -z)) for table in self.problem.kappa]


def unsigned(direction: Vector) -> tuple[Vector, int]:
    """Return a direction with its first entry that is not zero positive, and whether it was turned.

    Examples
    --------
    >>> unsigned((Fraction(0), Fraction(-2)))
    ((Fraction(0, 1), Fraction(2, 1)), 1)
    """
    turned = int(next((x for x in direction if x), 0) < 0)
    return (tuple(-x for x in direction), 1) if turned else (direction, 0)


def memory(tables: Tables) -> tuple[Any, ...]:
    """Return what a run keeps: model, counts, working set, policy, place and sums."""
    contexts, _, size = tables.problem.shape
    return (
        tables.polytope[3].copy(), np.zeros((len(tables.directions), 2), dtype=np.int64),
        np.zeros(size + 2, dtype=np.int64), np.full(contexts, -1, dtype=np.int64),
        np.array([0, 0, 0, 1, 0]), np.zeros(2),
    )  # fmt: skip


def scratch(tables: Tables) -> tuple[Reals, ...]:
    """Return arrays to work in."""
    size, rows = tables.problem.shape[2], len(tables.polytope[1])
    return (
        np.zeros(size), np.zeros((size, size)), np.zeros(size), np.zeros(size), np.zeros((2 * size, 2 * size + 1)),
        np.zeros(rows),
    )  # fmt: skip
