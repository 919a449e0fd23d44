"""Exact linear programs against SciPy's, from any proposal, with proofs that are checked."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from numpy.random import default_rng
from scipy.optimize import linprog

from theory.exact.float_program import Proposer, piecewise_minimum
from theory.exact.linear_program import Infeasible, Optimum, Row, Whole, bounded_by, multipliers, solve


def drawn(seed: int) -> tuple[Whole, list[Row], list[int]]:
    """An objective, a box with further rows, and the bounds that start the search; degenerate boxes included."""
    rng = default_rng(seed)
    size = int(rng.integers(1, 7))
    rows = []
    for j in range(size):
        unit = tuple(int(i == j) for i in range(size))
        low = int(rng.integers(-4, 2))
        rows += [Row(unit, low + int(rng.integers(0, 5))), Row(tuple(-x for x in unit), -low)]
    objective = tuple(int(x) for x in rng.integers(-3, 4, size))
    start = [2 * j + (x < 0) for j, x in enumerate(objective)]
    for _ in range(int(rng.integers(0, 20))):
        rows.append(Row(tuple(int(x) for x in rng.integers(-3, 4, size)), int(rng.integers(-2, 6))))
    return objective, rows, start


@pytest.mark.parametrize("seed", range(60))
def test_any_proposal_leads_to_the_same_proved_answer(seed: int) -> None:
    objective, rows, start = drawn(seed)
    proposer = Proposer(objective, rows[:2])
    proposer.push(rows[2:])
    proposed, alone = solve(objective, rows, start, proposer.propose().active), solve(objective, rows, start, ())
    floats = linprog(
        [-x for x in objective], [row.coefficients for row in rows], [row.bound for row in rows], bounds=(None, None)
    )
    for found in (proposed, alone):
        if isinstance(found, Infeasible):
            value = bounded_by((0,) * len(objective), rows, found.multipliers)
            assert floats.status == 2 and value is not None and value < 0
            continue
        assert isinstance(found, Optimum)
        assert floats.status == 0 and abs(float(found.value) + floats.fun) < 1e-7
        assert bounded_by(objective, rows, found.multipliers) == found.value
        for row in rows:
            assert sum(a * x for a, x in zip(row.coefficients, found.point, strict=True)) <= row.bound


def test_weights_that_prove_nothing() -> None:
    box = [Row((1, 0), 2), Row((-1, 0), 0), Row((0, 1), 2), Row((0, -1), 0)]
    assert bounded_by((1, 1), box, {0: Fraction(1), 2: Fraction(1)}) == 4
    assert bounded_by((1, 1), box, {0: Fraction(1)}) is None
    assert bounded_by((-1, 0), box, {0: Fraction(-1)}) is None
    assert multipliers((1, 1), box, (0, 3)) is None and multipliers((1, 1), box, (0, 1)) is None
    assert multipliers((1, 1), box, (0,)) is None


def test_rows_come_and_go() -> None:
    box = [Row((1,), 3), Row((-1,), 0)]
    proposer = Proposer((1,), box)
    proposer.push([Row((2,), 3)])
    assert proposer.propose().point == pytest.approx((1.5,))
    proposer.pop(1)
    assert proposer.propose().point == pytest.approx((3,))
    proposer.aim((-1,))
    assert proposer.propose().point == pytest.approx((0,))


def test_a_sum_of_largest_lines_near_its_minimum() -> None:
    """|x − 1| + 2 |y − 4| with y ≤ 2: the second term has its one active line in full, the first a share of each."""
    lines = [[(1.0, -1.0), (-1.0, 1.0)], [(1.0, -4.0), (-1.0, 4.0)]]
    found = piecewise_minimum([[1, 0], [0, 1]], [1, 2], lines, [Row((1, 0), 5), Row((0, 1), 2)])
    assert found is not None
    assert np.allclose(found.point, (1, 2)) and found.value == pytest.approx(4)
    assert np.allclose(found.shares, [[0.5, 0.5], [0, 1]])
    assert piecewise_minimum([[1, 0]], [1], [[(0.0, 0.0)]], [Row((1, 0), -1), Row((-1, 0), 0)]) is None
