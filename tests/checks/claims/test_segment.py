"""Greedy on a segment against the same greedy by a grid of parameters."""

from __future__ import annotations

from fractions import Fraction
from math import exp, log

import pytest

from checks.claims.segment import Segment
from theory.files.instance_file import loads

TEXT = """{"format": "user-diversity/instance/1", "responses": ["y0", "y1"], "comparators": "uniform",
 "contexts": [{"user": "u", "prompt": "p", "probability": 1}], "heads": [[[0], [1]]],
 "parameters": {"lower": [-1], "upper": [2]}, "truth": ["1/2"]}"""


@pytest.mark.parametrize(("won", "lost"), [(1, 1), (1, 0), (0, 1), (2, 2), (5, 2), (2, 5), (9, 1), (3, 2)])
def test_the_leader_lies_where_the_likelihood_is_largest(won: int, lost: int) -> None:
    segment = Segment(loads(TEXT))
    grid = [i / 500 for i in range(-500, 1001)]

    def likelihood(x: float) -> float:
        return -won * log(1 + exp(-x)) - lost * log(1 + exp(x))

    best = max(grid, key=likelihood)
    leader = segment.leader({Fraction(1): (won, lost)})
    assert (leader > 0) == (best > 1e-3) and (leader < 0) == (best < -1e-3)
    assert leader in segment.points or -1 < leader < 2


def test_regret_of_two_rounds_by_hand() -> None:
    """The least parameter is deployed first; what it sees is a win of y0 with chance σ(−1/2)."""
    segment = Segment(loads(TEXT))
    stays = 1 / (1 + exp(0.5))
    assert float(segment.regret(1)) == pytest.approx(0.5)
    assert float(segment.regret(2)) == pytest.approx(0.5 + stays * 0.5)
