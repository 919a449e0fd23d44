"""Linear programs over ℚ: a basis is proposed in floating point, its answer recomputed and checked exactly.

A program maximises ⟨objective, x⟩ over rows ⟨row, x⟩ ≤ bound, all in integers. `HiGHS` proposes the rows that are
active at an optimum (`theory.exact.float_program`); `certified` solves for the point and the multipliers of these rows
over ℚ and checks both. Where that fails the exact dual simplex of this module ends what was begun: it starts from
the proposal if its multipliers are feasible, else from bounds of the variables, which always are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from flint import fmpq, fmpq_mat, fmpz, fmpz_mat

from theory.instance import Vector

Whole = tuple[int, ...]


@dataclass(frozen=True)
class Row:
    """One inequality ⟨coefficients, x⟩ ≤ bound in integers."""

    coefficients: Whole
    bound: int

    @classmethod
    def of(cls, coefficients: Sequence[Fraction], bound: Fraction) -> Row:
        """Clear the denominators of an inequality.

        Examples
        --------
        >>> Row.of((Fraction(1, 2), Fraction(-1)), Fraction(1, 3))
        Row(coefficients=(3, -6), bound=2)
        """
        common = lcm(bound.denominator, *(x.denominator for x in coefficients))
        whole, limit = ([x.numerator * (common // x.denominator) for x in some] for some in (coefficients, (bound,)))
        return cls(tuple(whole), *limit)

    def negated(self) -> Row:
        """Return the inequality the other way round: with both, the row holds with equality."""
        return Row(tuple(-x for x in self.coefficients), -self.bound)


@dataclass(frozen=True)
class Optimum:
    """A point and multipliers of a program that prove each other optimal.

    Attributes
    ----------
    value : Fraction
        ⟨objective, point⟩ = Σ multipliers · bounds.
    point : Vector
        Satisfies every row.
    multipliers : dict of int to Fraction
        Row → a positive weight; the weighted rows sum to the objective.
    """

    value: Fraction
    point: Vector
    multipliers: dict[int, Fraction]


@dataclass(frozen=True)
class Infeasible:
    """Positive weights under which the rows sum to 0 and the bounds to less than 0 (Farkas)."""

    multipliers: dict[int, Fraction]


def solve(objective: Whole, rows: Sequence[Row], start: Sequence[int], proposed: Sequence[int]) -> Optimum | Infeasible:
    """Solve a program exactly.

    Parameters
    ----------
    objective : tuple of int, length n
        What is maximised.
    rows : sequence of Row
        The inequalities; an equality is two.
    start : sequence of int, length n
        Independent rows with which the objective is a combination of weights ≥ 0: for a box, one bound a variable.
    proposed : sequence of int
        The rows a solver found active; anything may stand here.

    Returns
    -------
    Optimum or Infeasible
        With its proof, checked.

    Examples
    --------
    >>> box = [Row((1, 0), 2), Row((-1, 0), 0), Row((0, 1), 2), Row((0, -1), 0), Row((1, 1), 3)]
    >>> found = solve((2, 1), box, (0, 2), (4, 0))
    >>> found.value, found.point, found.multipliers
    (Fraction(5, 1), (Fraction(2, 1), Fraction(1, 1)), {4: Fraction(1, 1), 0: Fraction(1, 1)})
    """
    basis = list(proposed)
    if len(basis) != len(objective) or not _dual_feasible(objective, rows, basis):
        basis = list(start)
    answer = _dual_simplex(objective, rows, basis)
    if isinstance(answer, Optimum):
        assert bounded_by(objective, rows, answer.multipliers) == answer.value
    return answer


def bounded_by(objective: Whole, rows: Sequence[Row], multipliers: dict[int, Fraction]) -> Fraction | None:
    """Return Σ multipliers · bounds if the weighted rows sum to the objective with no negative weight, else None."""
    if any(weight < 0 for weight in multipliers.values()):
        return None
    used = [(weight, rows[i]) for i, weight in multipliers.items()]
    for j, wanted in enumerate(objective):
        if sum((weight * row.coefficients[j] for weight, row in used), Fraction(0)) != wanted:
            return None
    return weighed(rows, multipliers)


def weighed(rows: Sequence[Row], weights: dict[int, Fraction]) -> Fraction:
    """Return Σ weights · bounds."""
    return sum((weight * rows[i].bound for i, weight in weights.items() if rows[i].bound), Fraction(0))


def multipliers(objective: Whole, rows: Sequence[Row], basis: Sequence[int]) -> dict[int, Fraction] | None:
    """Return the weights ≥ 0 with which n rows combine to the objective; None where they do not."""
    if len(basis) != len(objective):
        return None
    try:
        matrix = fmpz_mat([rows[i].coefficients for i in basis]).transpose()
        weights = _fractions(fmpq_mat(matrix).solve(fmpq_mat([[fmpq(x)] for x in objective])))
    except ZeroDivisionError:
        return None
    if any(weight < 0 for weight in weights):
        return None
    return {i: weight for i, weight in zip(basis, weights, strict=True) if weight}


def _dual_feasible(objective: Whole, rows: Sequence[Row], basis: Sequence[int]) -> bool:
    return multipliers(objective, rows, basis) is not None


def _fractions(column: fmpq_mat) -> list[Fraction]:
    return [Fraction(int(x.p), int(x.q)) for (x,) in column.tolist()]


def _dual_simplex(objective: Whole, rows: Sequence[Row], basis: list[int]) -> Optimum | Infeasible:
    """Exchange rows of a dual feasible basis by Bland's rule until its point satisfies every row."""
    target = fmpq_mat([[fmpq(x) for x in objective]])
    while True:
        inverse = fmpq_mat(fmpz_mat([rows[i].coefficients for i in basis])).inv()
        point = inverse * fmpq_mat([[fmpq(rows[i].bound)] for i in basis])
        weights = (target * inverse).tolist()[0]
        entering = _first_broken(rows, point)
        if entering is None:
            value = (target * point)[0, 0]
            kept = {i: Fraction(int(w.p), int(w.q)) for i, w in zip(basis, weights, strict=True) if w}
            return Optimum(Fraction(int(value.p), int(value.q)), tuple(_fractions(point)), kept)
        mix = (fmpq_mat(fmpz_mat([rows[entering].coefficients])) * inverse).tolist()[0]
        ratios = [(w / x, i, place) for place, (w, x, i) in enumerate(zip(weights, mix, basis, strict=True)) if x > 0]
        if not ratios:
            loads = {i: Fraction(int(-x.p), int(x.q)) for i, x in zip(basis, mix, strict=True) if x}
            return Infeasible({entering: Fraction(1), **loads})
        basis[min(ratios)[2]] = entering


def _first_broken(rows: Sequence[Row], point: fmpq_mat) -> int | None:
    """Return the first row that a point breaks."""
    whole, common = point.numer_denom()
    column = [int(x) for (x,) in whole.tolist()]
    scale = int(fmpz(common))
    for i, row in enumerate(rows):
        if sum(map(int.__mul__, row.coefficients, column)) > row.bound * scale:
            return i
    return None
