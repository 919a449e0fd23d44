"""The leaders of the compiled loop where floats see no difference."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from checks.learners import load
from checks.simulate.common.digits import Digits
from checks.simulate.common.random import streams
from checks.simulate.plans.plan import cursor
from checks.simulate.run import Request, prepare
from theory.problem import tabular


@pytest.mark.parametrize("gaps", [(50, 700), (300, 700)])
def test_the_compiled_loop_follows_the_more_likely_model(gaps: tuple[int, int]) -> None:
    """Side by side and run by run: after a win of y the larger gap leads, and asks for y in the other context too."""
    small, large = gaps
    rewards = {"a": [[0, small], [0, -1]], "b": [[0, large], [0, 1]], "truth": [[0, 1], [0, 1]]}
    request = Request(load("greedy"), 2, 6, 256, seed=1, tolerance=0.0)
    sources, plan, ending = prepare(tabular(rewards, baseline=0), request)
    grid, together = np.array([1, 3, 6]), cursor(sources, plan, 256, 3)
    assert plan.together(sources, ending, grid, streams(1, 0, 256), together)
    sources = replace(sources, digits=Digits(sources.digits.gaps))
    alone, states = cursor(sources, plan, 256, 3), streams(1, 0, 256)
    while not plan.advance(sources, ending, grid, states, alone, 1 << 20):
        pass
    assert np.allclose(together.regret, alone.regret, rtol=1e-12, atol=0)
