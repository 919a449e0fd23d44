"""A finite instance in integers: what its certificate holds, and what the kernel computes with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm

from theory.problem import Law, Problem

Row = tuple[int, ...]
Table = tuple[Row, ...]


@dataclass(frozen=True)
class Tables:
    """The deployed contexts, their comparators and the rewards of every model, as integers over a unit.

    Attributes
    ----------
    others : int
        The number of responses but one.
    weights : tuple of int, shape (C,)
        p_c is a weight over the sum of all.
    comparator_unit, reward_unit : int
        Positive.
    comparators : tuple of Table, shape (C, Y, Y)
        κ(y' | c, y) times the comparator unit, by context, deployed response and comparator.
    rewards : tuple of Table, shape (M, C, Y)
        r_m(c, y) times the reward unit; empty where the class is not finite.
    """

    others: int
    weights: Row
    comparator_unit: int
    comparators: tuple[Table, ...]
    reward_unit: int = 1
    rewards: tuple[Table, ...] = ()

    @cached_property
    def served(self) -> tuple[Row, ...]:
        """π_m(c), shape (M, C): the first best response."""
        return tuple(tuple(row.index(max(row)) for row in model) for model in self.rewards)

    @property
    def total(self) -> int:
        """The sum of the weights."""
        return sum(self.weights)


def population(masses: Law, kappa: Sequence[Sequence[Law]]) -> Tables:
    """Return the tables of a population alone: a law of contexts and the law of comparators of each.

    Examples
    --------
    >>> half = Fraction(1, 2)
    >>> population((Fraction(1, 3), Fraction(2, 3)), [[(half, half), (half, half)]] * 2).weights
    (1, 2)
    """
    weights, _ = cleared([masses])
    flat, unit = cleared([row for table in kappa for row in table])
    size = len(kappa[0])
    comparators = tuple(tuple(flat[i : i + size]) for i in range(0, len(flat), size))
    return Tables(size - 1, weights[0], unit, comparators)


def of_problem(problem: Problem) -> Tables:
    """Return the tables of a finite problem; contexts that are met in training only are left out."""
    on = problem.deployed
    bare = population(tuple(problem.p[c] for c in on), [problem.kappa[c] for c in on])
    unit = lcm(*(problem.scale[c] for c in on))
    rewards = tuple(
        tuple(tuple(int(x) * (unit // problem.scale[c]) for x in problem.scaled[m, c]) for c in on)
        for m in range(len(problem.models))
    )
    return Tables(bare.others, bare.weights, bare.comparator_unit, bare.comparators, unit, rewards)


def cleared(rows: Sequence[Sequence[Fraction]]) -> tuple[list[Row], int]:
    """Return rows of fractions as integers over their common denominator.

    Examples
    --------
    >>> cleared([[Fraction(1, 2), Fraction(1)], [Fraction(-1, 3), Fraction(0)]])
    ([(3, 6), (-2, 0)], 6)
    """
    unit = lcm(*{x.denominator for row in rows for x in row})
    return [tuple(x.numerator * (unit // x.denominator) for x in row) for row in rows], unit
