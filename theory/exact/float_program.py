"""HiGHS as the proposer of bases: rows are pushed and popped while a tree is walked, each solve starts from the last.

Nothing it says is believed: `theory.exact.linear_program` recomputes every answer over ℚ.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from theory.exact.linear_program import Row, Whole

Floats = NDArray[np.float64]

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
        self._solver = _simplex(self._size, "off")
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
        table = _unit_rows(rows)
        _add(self._solver, table[:, :-1], table[:, -1])
        self._count += len(rows)

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


def _simplex(size: int, presolve: str) -> Any:
    """Return a simplex solver with so many free variables; presolve decides which of equal optima it finds."""
    import highspy

    solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.silent()
    for name, value in (("threads", 1), ("presolve", presolve), ("solver", "simplex")):
        solver.setOptionValue(name, value)
    for _ in range(size):
        solver.addVar(-highspy.kHighsInf, highspy.kHighsInf)
    return solver


def _unit_rows(rows: Sequence[Row]) -> Floats:
    """Return rows with their bounds, each scaled to length 1: shape (rows, n + 1)."""
    table = np.array([floats((*row.coefficients, row.bound)) for row in rows])
    lengths = np.linalg.norm(table[:, :-1], axis=1)
    lengths[lengths == 0] = 1.0
    return np.asarray(table / lengths[:, None])


def _add(solver: Any, matrix: Floats, bounds: Floats) -> None:
    """Add rows ⟨row, x⟩ ≤ bound to a solver."""
    many, width = matrix.shape
    starts, columns = np.arange(0, many * width, width, dtype=np.int32), np.arange(width, dtype=np.int32)
    low = np.full(many, -np.inf)
    solver.addRows(many, low, bounds, many * width, starts, np.tile(columns, many), matrix.ravel())


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
    from highspy import HighsModelStatus

    terms, size = len(directions), len(rows[0].coefficients)
    owner, sides = np.repeat(np.arange(terms), [len(one) for one in lines]), _unit_rows(rows)
    slopes, values = np.array([line for one in lines for line in one]).reshape(-1, 2).T
    matrix = np.zeros((len(owner) + len(rows), size + terms))
    matrix[: len(owner), :size] = slopes[:, None] * np.array(directions).reshape(terms, size)[owner]
    matrix[np.arange(len(owner)), size + owner] = -1.0
    matrix[len(owner) :, :size] = sides[:, :-1]
    solver = _simplex(size + terms, "on")
    solver.changeColsCost(terms, np.arange(size, size + terms, dtype=np.int32), np.array(weights, dtype=float))
    _add(solver, matrix, np.concatenate([-values, sides[:, -1]]))
    solver.run()
    if solver.getModelStatus() != HighsModelStatus.kOptimal:
        return None
    found = solver.getSolution()
    multipliers = -np.array(found.row_dual[: len(owner)]) / np.array(weights)[owner]
    shares = [[float(x) for x in multipliers[owner == k]] for k in range(terms)]
    return Piecewise(solver.getInfo().objective_function_value, tuple(found.col_value[:size]), shares)
