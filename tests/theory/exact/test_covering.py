"""Covering programs against vertex enumeration, and where floats alone would not do."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from random import Random

import pytest
from flint import arb, ctx, fmpq, fmpq_mat

from theory.exact.covering import cover

F = Fraction


def vertices(gains: list[list[F]], costs: list[F], targets: list[F]) -> F:
    """The largest Σ λ target over the vertices of {λ ≥ 0, Σ λ gain ≤ cost}, in rationals."""
    rows, columns = len(gains), len(costs)
    planes = [([gains[i][j] for i in range(rows)], costs[j]) for j in range(columns)]
    planes += [([F(int(i == k)) for i in range(rows)], F(0)) for k in range(rows)]
    best = F(0)
    for chosen in combinations(planes, rows):
        matrix = fmpq_mat([[fmpq(x.numerator, x.denominator) for x in left] for left, _ in chosen])
        right = fmpq_mat([[fmpq(x.numerator, x.denominator)] for _, x in chosen])
        if matrix.det() == 0:
            continue
        point = [F(int(x.p), int(x.q)) for x in matrix.solve(right).entries()]
        if min(point) < 0 or any(
            sum(a * x for a, x in zip(left, point, strict=True)) > most for left, most in planes[:columns]
        ):
            continue
        best = max(best, sum((x * target for x, target in zip(point, targets, strict=True)), F(0)))
    return best


def ball(x: F) -> arb:
    return arb(fmpq(x.numerator, x.denominator))


def enclosed(gains: list[list[F]], costs: list[F], targets: list[F]) -> None:
    with ctx.workprec(192):
        found = cover([[ball(x) for x in row] for row in gains], costs, targets)
        true = ball(vertices(gains, costs, targets))
        assert not found.low > true and not found.high < true
        assert found.high - found.low <= found.high * arb(10) ** -18


@pytest.mark.parametrize("seed", range(40))
def test_random_programs(seed: int) -> None:
    rng = Random(seed)
    rows, columns = rng.randint(1, 3), rng.randint(1, 5)
    gains = [[F(rng.randint(0, 4), rng.randint(1, 5)) for _ in range(columns)] for _ in range(rows)]
    for row in gains:
        row[rng.randrange(columns)] += 1
    enclosed(gains, [F(rng.randint(1, 9), 2) for _ in range(columns)], [F(rng.randint(1, 3)) for _ in range(rows)])


@pytest.mark.parametrize("tiny", [F(1, 10**10), F(1, 10**30), F(1, 10**200)])
def test_programs_that_floats_cannot_tell_apart(tiny: F) -> None:
    enclosed([[F(1), 1 + tiny], [F(1), F(1)]], [F(1), 1 + tiny / 2], [F(1), F(1)])
    enclosed([[F(1), F(1, 2)], [tiny, tiny * 3]], [F(1), F(2)], [F(1), F(1)])
    enclosed([[F(1), F(0)], [F(0), F(1)]], [F(1), tiny], [F(1), F(1)])
    enclosed([[F(1), F(0)], [F(0), F(1)]], [F(1), F(1)], [F(1), tiny])


def test_a_target_that_is_met_already_costs_nothing() -> None:
    found = cover([[arb(1), arb(2)], [arb(1), arb(1)]], [F(1), F(1)], [F(0), F(0)])
    assert found.value.is_zero() and all(n.is_zero() for n in found.plan)
    enclosed([[F(1), F(2)], [F(5), F(1)]], [F(1), F(1)], [F(1), F(0)])


def test_balls_that_are_wide_stay_enclosed() -> None:
    found = cover([[arb(1, 0.01)]], [F(1)], [arb(3, 0.1)])
    assert found.low <= 2.88 and found.high >= 3.13
