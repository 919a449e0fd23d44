"""Covering linear programs with coefficients known as balls: the least cost, between two certified points.

The least Σ cost·n over n ≥ 0 with Σ gain_b·n ≥ target_b for every b, gains not negative, equals the largest
Σ λ_b target_b over λ ≥ 0 with Σ λ_b gain_b ≤ cost. So every feasible λ bounds it from below and every feasible n
from above, and both are made feasible in ball arithmetic, whatever the solver said. Floats are only asked for
corrections: iterative refinement (Gleixner, Steffy and Wolter 2016) on exact residuals.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from flint import arb, arb_mat, ctx

from theory.errors import OutOfReachError
from theory.exact.enclosure import Number, ball

PRECISION = 192
"""Working precision, in bits."""

_ENOUGH = arb(2) ** -72
"""Duality gap, relative to the cost, at which refinement ends."""

_DUST = arb(2) ** -56
"""Parts of a plan that are smaller, relative to the largest, are none."""

_CLOSE = arb(2) ** -40
_ROUNDS = 12
_ZOOM = 24


@dataclass(frozen=True)
class Cover:
    """Two feasible points and the bounds they prove.

    Attributes
    ----------
    plan : list of arb
        n, one entry a column; exactly 0 outside its support.
    multipliers : list of arb
        λ, one entry a row.
    low, high : arb
        What λ proves from below, and what n costs at most.
    """

    plan: list[arb]
    multipliers: list[arb]
    low: arb
    high: arb

    @property
    def value(self) -> arb:
        """Enclose the least cost."""
        with ctx.workprec(PRECISION):
            return self.low.union(self.high)


def cover(gains: Sequence[Sequence[arb]], costs: Sequence[Number], targets: Sequence[Number]) -> Cover:
    """Enclose the least cost of meeting all targets.

    Parameters
    ----------
    gains : sequence of sequence of arb, shape (rows, columns)
        Not negative; in every row some entry is certainly positive.
    costs : sequence of Number
        Positive.
    targets : sequence of Number
        Not negative.

    Raises
    ------
    OutOfReachError
        When the solver finds no solution.

    Examples
    --------
    >>> cover([[arb(1), arb(2)], [arb(3), arb(2)]], [arb(1), arb(1)], [arb(1), arb(1)]).value.str(5, radius=False)
    '0.50000'
    """
    with ctx.workprec(PRECISION):
        prices = [ball(cost) for cost in costs]
        rates = [[gain / price for gain, price in zip(row, prices, strict=True)] for row in gains]
        best = [_largest(row) for row in rates]
        needs = [ball(target) / most for target, most in zip(targets, best, strict=True)]
        unit = _largest(needs).mid()
        if not unit > 0:
            return _nothing(len(prices), len(needs))
        matrix = arb_mat([[rate / most for rate in row] for row, most in zip(rates, best, strict=True)])
        spent, weights = _solved(matrix, [need / unit for need in needs])
        return Cover(
            [x * unit / price if not x.is_zero() else arb(0) for x, price in zip(spent, prices, strict=True)],
            [u / most for u, most in zip(weights, best, strict=True)],
            sum((u * need for u, need in zip(weights, needs, strict=True)), arb(0)).lower(),
            (sum(spent, arb(0)) * unit).upper(),
        )


def _nothing(columns: int, rows: int) -> Cover:
    return Cover([arb(0)] * columns, [arb(0)] * rows, arb(0), arb(0))


def _largest(row: Sequence[arb]) -> arb:
    best = arb(0)
    for value in row:
        best = best.max(value)
    return best


def _solved(matrix: arb_mat, needs: list[arb]) -> tuple[list[arb], list[arb]]:
    """Return a feasible plan and feasible multipliers of min Σ x, matrix x ≥ needs, every row's largest entry 1."""
    if matrix.nrows() == 1:
        return _feasible(matrix, needs, [arb(0)] * matrix.ncols(), [arb(1)])
    middle = arb_mat([[matrix[i, j].mid() for j in range(matrix.ncols())] for i in range(matrix.nrows())])
    goals, found = [need.mid() for need in needs], ([arb(0)] * matrix.ncols(), [arb(0)] * len(needs))
    for found in _refined(middle, goals):
        plan, weights = _feasible(middle, goals, *found)
        low = sum((w * goal for w, goal in zip(weights, goals, strict=True)), arb(0))
        high = sum(plan, arb(0))
        if high - low <= _ENOUGH * high:
            break
    return _feasible(matrix, needs, *found)


def _refined(matrix: arb_mat, needs: list[arb]) -> Iterator[tuple[list[arb], list[arb]]]:
    """Yield better and better solutions of an exact program, its residuals corrected in floating point while it can."""
    rows, columns = matrix.nrows(), matrix.ncols()
    unit = [[arb(-(i == k)) for k in range(rows)] for i in range(rows)]
    entries = [[matrix[i, j] for j in range(columns)] + unit[i] for i in range(rows)]
    whole, goal = arb_mat(entries), arb_mat([[need] for need in needs])
    price = arb_mat([[arb(int(j < columns))] for j in range(columns + rows)])
    floats = np.array([[float(entry) for entry in row] for row in entries])
    v, y = arb_mat(columns + rows, 1), arb_mat(rows, 1)
    for n in range(_ROUNDS):
        scale = arb(2) ** (_ZOOM * n)
        short, reduced = _middles(goal - whole * v), _middles(price - whole.transpose() * y)
        try:
            step, turn = _correction(
                floats, *([entry * scale for entry in one] for one in (short, reduced, _middles(v)))
            )
        except OutOfReachError:
            if n == 0:
                raise
            return
        v, y = _moved(v, step, scale), _moved(y, turn, scale)
        yield [v[j, 0] for j in range(columns)], [y[i, 0] for i in range(rows)]


def _middles(column: arb_mat) -> list[arb]:
    return [column[i, 0].mid() for i in range(column.nrows())]


def _moved(point: arb_mat, step: Any, scale: arb) -> arb_mat:
    return arb_mat([[(point[i, 0] + arb(float(step[i])) / scale).mid()] for i in range(point.nrows())])


def _correction(matrix: Any, short: list[arb], reduced: list[arb], point: list[arb]) -> tuple[Any, Any]:
    """Solve min reduced·z, matrix z = short, z ≥ −point, in floating point; return z and the multipliers."""
    import highspy

    goal, price, least = (np.array([float(entry) for entry in one]) for one in (short, reduced, point))
    columns, rows = np.nonzero(matrix.T)
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = len(price), len(goal)
    program.col_cost_, program.col_lower_ = price, -least
    program.col_upper_ = np.full(len(price), highspy.kHighsInf)
    program.row_lower_ = program.row_upper_ = goal
    program.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    program.a_matrix_.start_ = np.searchsorted(columns, np.arange(len(price) + 1)).astype(np.int32)
    program.a_matrix_.index_, program.a_matrix_.value_ = rows.astype(np.int32), matrix[rows, columns]
    solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.silent()
    solver.passModel(program)
    solver.run()
    status = solver.getModelStatus()
    if status != highspy.HighsModelStatus.kOptimal:
        raise OutOfReachError(f"a linear program that floats cannot carry: {solver.modelStatusToString(status)}")
    solution = solver.getSolution()
    return solution.col_value, solution.row_dual


def _feasible(matrix: arb_mat, needs: list[arb], x: list[arb], u: list[arb]) -> tuple[list[arb], list[arb]]:
    """Make a plan and multipliers feasible: exact numbers, verified in balls."""
    return _covering(matrix, needs, x), _packing(matrix, u)


def _covering(matrix: arb_mat, needs: list[arb], x: list[arb]) -> list[arb]:
    least = _largest(x) * _DUST
    plan = [value if value > least else arb(0) for value in x]
    for i, need in enumerate(needs):
        met = sum((matrix[i, j] * plan[j] for j in range(len(plan)) if not plan[j].is_zero()), arb(0))
        if not met >= need * (1 - _CLOSE):
            best = max(range(len(plan)), key=lambda j, i=i: float(matrix[i, j]))  # type: ignore[misc]
            plan[best] = (plan[best] + (need - met) * (1 + _CLOSE)).upper()
    factor = arb(0)
    for i, need in enumerate(needs):
        met = sum((matrix[i, j] * plan[j] for j in range(len(plan)) if not plan[j].is_zero()), arb(0))
        factor = factor.max(need / met) if not need.is_zero() else factor
    return [(value * factor.upper()).upper() if not value.is_zero() else value for value in plan]


def _packing(matrix: arb_mat, u: list[arb]) -> list[arb]:
    weights = [value if value > 0 else arb(0) for value in u]
    used = _largest([(matrix.transpose() * arb_mat([[w] for w in weights]))[j, 0] for j in range(matrix.ncols())])
    return [(w / used.upper()).lower() for w in weights] if used > 0 else weights
