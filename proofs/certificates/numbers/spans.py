"""Linear rewards over all of ℝ^d at one truth, in integers: a hidden alternative, or each direction as a combination.

Claim: T15.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import lcm

from proofs.certificates.numbers.tables import Row, Table, cleared
from theory.exact.linear import independent_rows, rational_matrix
from theory.instance import Vector
from theory.span.hidden_alternative import nearest
from theory.span.linear_problem import NEAREST, LinearProblem

Combination = tuple[int, Row]
"""What to divide by, and the integer weights of the basis."""


@dataclass(frozen=True)
class LinearTables:
    """Heads and vectors as integers over a unit.

    Attributes
    ----------
    dimension, head_unit : int
        d, and what the heads are multiplied by.
    heads : tuple of Table, shape (C, Y, d)
        h_c(y) times the head unit.
    vector_unit : int
        Of θ and of what is given beside it.
    theta : tuple of int, shape (d,)
        The truth times the vector unit.
    """

    dimension: int
    head_unit: int
    heads: tuple[Table, ...]
    vector_unit: int
    theta: Row


@dataclass(frozen=True)
class Hidden:
    """A hidden alternative λ, times the vector unit."""

    tables: LinearTables
    alternative: Row


@dataclass(frozen=True)
class Spanned:
    """Every difference to a served response as a combination of exposed ones.

    Attributes
    ----------
    tables : LinearTables
        The heads and the truth.
    basis : tuple of (int, int)
        Contexts c and comparators y' whose h_c(π(c)) − h_c(y') are a basis of Exp.
    combinations : tuple of tuple of Combination, shape (C, Y)
        What h_c(π(c)) − h_c(y) is made of.
    """

    tables: LinearTables
    basis: tuple[tuple[int, int], ...]
    combinations: tuple[tuple[Combination, ...], ...]


def span_certificate(problem: LinearProblem) -> Hidden | Spanned:
    """Return what decides whether a linear problem has a hidden alternative at its truth."""
    if not problem.spanning:
        near = nearest(problem) if problem.dimension <= NEAREST else None
        found = near.alternative if near else problem.adversary()
        assert found is not None
        tables, (alternative,) = linear_tables(problem, found.parameter)
        return Hidden(tables, alternative)
    places = [(c, y) for c, y in problem.relevant if problem.kappa[c][problem.policy[c]][y]]
    chosen = independent_rows(problem.exposed_rows)
    basis = tuple(places[i] for i in chosen)
    tables, _ = linear_tables(problem)
    return Spanned(tables, basis, _combinations(problem, [problem.exposed_rows[i] for i in chosen]))


def linear_tables(problem: LinearProblem, *vectors: Vector) -> tuple[LinearTables, list[Row]]:
    """Return heads and truth in integers, and further vectors over the unit of the truth."""
    flat, head_unit = cleared([row for block in problem.heads for row in block])
    size = len(problem.heads[0])
    heads = tuple(tuple(flat[i : i + size]) for i in range(0, len(flat), size))
    (theta, *others), unit = cleared([problem.theta, *vectors])
    return LinearTables(problem.dimension, head_unit, heads, unit, theta), others


def _combinations(problem: LinearProblem, basis: list[Vector]) -> tuple[tuple[Combination, ...], ...]:
    nothing: Combination = (1, (0,) * len(basis))
    rows = [[nothing] * len(block) for block in problem.heads]
    if basis:
        matrix, wanted = rational_matrix(basis), rational_matrix(problem.relevant_rows)
        weights = (matrix * matrix.transpose()).solve(matrix * wanted.transpose()).transpose()
        for (c, y), row in zip(problem.relevant, weights.tolist(), strict=True):
            divisor = lcm(*(int(x.q) for x in row))
            rows[c][y] = divisor, tuple(int(x.p) * (divisor // int(x.q)) for x in row)
    return tuple(map(tuple, rows))
