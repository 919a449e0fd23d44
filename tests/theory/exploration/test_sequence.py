"""The sequence of explorations: quotas, squares and twins."""

from __future__ import annotations

from fractions import Fraction
from math import isqrt

from theory.diversity import Conditions
from theory.exploration.constant import regret_constant
from theory.exploration.sequence import LARGEST, Sequence, sequence, sequences, threshold, twins
from theory.problem import tabular

F = Fraction
TWINS = tabular({"m0": [[0, -5, -1]], "m1": [[0, -1, -1]], "t": [[0, 1, F(7, 10)]]}, baseline=0)


def test_each_pair_gets_at_least_its_lower_quota() -> None:
    shares = (LARGEST, LARGEST // 3, LARGEST // 7)
    walk = Sequence(((0, 1), (0, 2), (1, 1)), shares, ())
    visits = dict.fromkeys(walk.pairs, 0)
    for k in range(500):
        for pair, share in zip(walk.pairs, shares, strict=True):
            assert visits[pair] >= k * share // sum(shares)
        visits[walk[k]] += 1


def test_squares_go_round_the_others_and_count_for_nobody() -> None:
    walk = Sequence(((0, 1),), (LARGEST,), ((1, 1), (2, 1)))
    found = [walk[k] for k in range(40)]
    squares = [n for n in range(1, 41) if isqrt(n) ** 2 == n]
    assert [found[n - 1] for n in squares] == [(1, 1), (2, 1), (1, 1), (2, 1), (1, 1), (2, 1)]
    assert sum(pair == (0, 1) for pair in found) == 40 - len(squares)


def test_twins_that_the_plan_does_not_tell_are_visited() -> None:
    conditions = Conditions(TWINS)
    assert twins(conditions, 0) == (1,) and twins(conditions, 1) == (0,)
    first, second = sequence(conditions, 0), sequence(conditions, 1)
    assert first is not None and second is not None
    assert (first.pairs, first.others) == (((0, 2),), ((0, 1),))
    assert (second.pairs, second.others) == (((0, 1),), ())


def test_copies_are_no_reason_to_explore() -> None:
    problem = tabular({"a": [[0, -1, -2]], "copy": [[0, -1, -2]], "b": [[0, 1, -2]]}, baseline=0)
    found = sequences(problem)
    assert found[0] is not None and found[0].others == () and found[2] is None


def test_shares_follow_the_optimal_plan() -> None:
    problem = tabular({"a": [[0, -1, -2]], "b": [[0, 2, -2]], "d": [[0, -1, 1]]}, baseline=0)
    plan, found = regret_constant(Conditions(problem), 0).exploration, sequences(problem)[0]
    assert found is not None and max(found.shares) == LARGEST
    ratio = float(plan[0, 1]) / float(plan[0, 2])
    assert abs(found.shares[0] / found.shares[1] / ratio - 1) < 1e-8


def test_the_threshold_is_summable() -> None:
    from flint import arb

    assert sum(((-threshold(arb(t))).exp() for t in range(1, 2000)), arb(0)) < 2


def test_equal_shares_take_turns_in_order() -> None:
    walk = Sequence(((0, 1), (0, 2), (1, 1)), (LARGEST, LARGEST, LARGEST), ())
    assert [walk[k] for k in range(7)] == [(0, 1), (0, 2), (1, 1), (0, 1), (0, 2), (1, 1), (0, 1)]


def test_one_pair_serves_every_twin_that_it_tells() -> None:
    """s differs from m in y2 alone, t in y1 and y2: (0, 2) tells both, though t's first pair is (0, 1)."""
    problem = tabular(
        {"m": [[0, -1, -1, -1]], "s": [[0, -1, -2, -1]], "t": [[0, -2, -2, -1]], "h": [[0, -1, -1, 1]]}, baseline=0
    )
    found = sequence(Conditions(problem), 0)
    assert twins(Conditions(problem), 0) == (1, 2)
    assert found is not None and (found.pairs, found.others) == (((0, 3),), ((0, 2),))
