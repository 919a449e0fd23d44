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


def quadratic_minimum(
    curvature: Sequence[Sequence[float]], slope: Sequence[float], rows: Sequence[Row]
) -> tuple[float, ...]:
    """Return a point near the minimum of ½ xᵀ Q x + ⟨slope, x⟩ over rows, as far as the solver gets.

    Parameters
    ----------
    curvature : matrix of float, shape (n, n)
        Q, positive semidefinite.
    slope : sequence of float, length n
        The linear part.
    rows : sequence of Row
        The inequalities.
    """
    import highspy

    size, many = len(slope), len(rows)
    matrix = np.array([row.coefficients for row in rows], dtype=np.float64).reshape(many, size)
    lengths = np.maximum(np.linalg.norm(matrix, axis=1), 1e-300)
    model = highspy.HighsModel()
    program, hessian = model.lp_, model.hessian_
    program.num_col_, program.num_row_ = size, many
    program.col_cost_ = np.array(slope, dtype=np.float64)
    program.col_lower_, program.col_upper_ = np.full(size, -highspy.kHighsInf), np.full(size, highspy.kHighsInf)
    program.row_lower_ = np.full(many, -highspy.kHighsInf)
    program.row_upper_ = np.array([float(row.bound) for row in rows]) / lengths
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_ = np.arange(0, many * size + 1, size)
    program.a_matrix_.index_ = np.tile(np.arange(size), many)
    program.a_matrix_.value_ = (matrix / lengths[:, None]).ravel()
    hessian.dim_, hessian.format_ = size, highspy.HessianFormat.kTriangular
    lower = [(i, j) for j in range(size) for i in range(j, size)]
    hessian.start_ = np.cumsum([0, *(size - j for j in range(size))])
    hessian.index_ = np.array([i for i, _ in lower])
    hessian.value_ = np.array([curvature[i][j] for i, j in lower], dtype=np.float64)
    solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.silent()
    for name, value in (("threads", 1), ("time_limit", 1.0)):
        solver.setOptionValue(name, value)
    solver.passModel(model)
    solver.run()
    return tuple(x if abs(x) < 1e9 else 0.0 for x in solver.getSolution().col_value) or (0.0,) * size
