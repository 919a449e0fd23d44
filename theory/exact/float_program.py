"""HiGHS as the proposer of bases: rows are pushed and popped while a tree is walked, each solve starts from the last.

Nothing it says is believed: `theory.exact.linear_program` recomputes every answer over ℚ.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np

from theory.exact.linear_program import Row, Whole

_BITS = 480
"""Longest integers that are passed on as they are: their squares are floats, too."""


def floats(whole: Sequence[int]) -> list[float]:
    """Return integers as floats in their proportions, however long they are.

    Examples
    --------
    >>> floats((1, -2)), floats((10**400, 5 * 10**399))[0] < float("inf")
    ([1.0, -2.0], True)
    """
    shift = max(0, max((abs(x).bit_length() for x in whole), default=0) - _BITS)
    return [float(x >> shift) for x in whole]


@dataclass(frozen=True)
class Proposal:
    """What the solver ended in.

    Attributes
    ----------
    active : tuple of int
        The rows it holds with equality: n of them at a vertex.
    point : tuple of float
        Its point.
    """

    active: tuple[int, ...]
    point: tuple[float, ...]


class Proposer:
    """A growing and shrinking linear program in floating point: free variables and rows ⟨row, x⟩ ≤ bound.

    Parameters
    ----------
    objective : tuple of int, length n
        What is maximised.
    rows : sequence of Row
        Rows that stay.
    """

    def __init__(self, objective: Whole, rows: Sequence[Row]) -> None:
        """Build the program."""
        import highspy

        self._size = len(objective)
        self._solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        self._solver.silent()
        for name, value in (("threads", 1), ("presolve", "off"), ("solver", "simplex")):
            self._solver.setOptionValue(name, value)
        self._infinity = highspy.kHighsInf
        for _ in objective:
            self._solver.addVar(-self._infinity, self._infinity)
        self._solver.changeObjectiveSense(highspy.ObjSense.kMaximize)
        self.aim(objective)
        self._count = 0
        self.push(rows)

    def aim(self, objective: Whole) -> None:
        """Change what is maximised."""
        scaled = floats(objective)
        length = sqrt(sum(x * x for x in scaled)) or 1.0
        columns = np.arange(self._size, dtype=np.int32)
        self._solver.changeColsCost(self._size, columns, np.array([x / length for x in scaled]))

    def push(self, rows: Sequence[Row]) -> None:
        """Add rows, each scaled to length 1."""
        if not rows:
            return
        table = np.array([floats((*row.coefficients, row.bound)) for row in rows])
        matrix, bounds = table[:, :-1], table[:, -1]
        lengths = np.linalg.norm(matrix, axis=1)
        lengths[lengths == 0] = 1.0
        many, width = matrix.shape
        self._solver.addRows(
            many,
            np.full(many, -self._infinity),
            bounds / lengths,
            many * width,
            np.arange(0, many * width, width, dtype=np.int32),
            np.tile(np.arange(width, dtype=np.int32), many),
            (matrix / lengths[:, None]).ravel(),
        )
        self._count += many

    def pop(self, many: int) -> None:
        """Remove the rows that were added last."""
        if many:
            self._solver.deleteRows(many, np.arange(self._count - many, self._count, dtype=np.int32))
            self._count -= many

    def propose(self) -> Proposal:
        """Solve, and return the basis and the point the solver ends in."""
        self._solver.run()
        held = np.ones(self._count, dtype=bool)
        basic = np.asarray(self._solver.getBasicVariables()[1])
        held[-1 - basic[basic < 0]] = False
        return Proposal(tuple(np.flatnonzero(held).tolist()), tuple(self._solver.getSolution().col_value))


@dataclass(frozen=True)
class Piecewise:
    """What the solver found for a sum of largest lines.

    Attributes
    ----------
    value : float
        The sum there.
    point : tuple of float
        Its point.
    shares : list of list of float
        For each term the weights of its lines, which sum to about 1.
    """

    value: float
    point: tuple[float, ...]
    shares: list[list[float]]


def piecewise_minimum(
    directions: Sequence[Sequence[float]],
    weights: Sequence[float],
    lines: Sequence[Sequence[tuple[float, float]]],
    rows: Sequence[Row],
) -> Piecewise | None:
    """Return a point near the minimum of Σ weight · max over (s, v) of (v + s ⟨direction, x⟩) over rows.

    Parameters
    ----------
    directions : sequence, shape (terms, n)
        One a term.
    weights : sequence of float
        Positive, one a term.
    lines : sequence of sequences of (s, v)
        One list a term.
    rows : sequence of Row
        The inequalities.

    Returns
    -------
    Piecewise or None
        None where the solver finds no point.
    """
    from scipy.optimize import linprog

    terms, size = len(directions), len(rows[0].coefficients)
    table = np.array([floats((*row.coefficients, row.bound)) for row in rows])
    lengths = np.linalg.norm(table[:, :-1], axis=1)
    lengths[lengths == 0] = 1.0
    table /= lengths[:, None]
    owner = np.repeat(np.arange(terms), [len(one) for one in lines])
    slopes, values = np.array([line for one in lines for line in one]).reshape(-1, 2).T
    epigraph = np.zeros((len(owner), terms))
    epigraph[np.arange(len(owner)), owner] = -1.0
    tilted = slopes[:, None] * np.array(directions).reshape(terms, size)[owner]
    matrix = np.block([[tilted, epigraph], [table[:, :-1], np.zeros((len(rows), terms))]])
    found = linprog(
        np.concatenate([np.zeros(size), weights]), A_ub=matrix, b_ub=np.concatenate([-values, table[:, -1]]),
        bounds=(None, None), method="highs-ds",
    )  # fmt: skip
    if found.status != 0:
        return None
    multipliers = -found.ineqlin.marginals[: len(owner)] / np.array(weights)[owner]
    shares = [[float(x) for x in multipliers[owner == k]] for k in range(terms)]
    return Piecewise(float(found.fun), tuple(float(x) for x in found.x[:size]), shares)
