"""Optimism within a log-likelihood radius."""

from collections.abc import Callable

import pytest

from checks.learners import load
from checks.picture.regimes import regime
from checks.simulate.run import Request, simulate
from theory.problem import Problem, tabular

LOGARITHMIC = Problem.of(regime("logarithmic"))


@pytest.mark.parametrize("theta", range(2))
def test_it_escapes_the_trap(theta: int) -> None:
    """Greedy loses 1/2 a round under b; optimism tries what b promises."""
    assert simulate(LOGARITHMIC, Request(load("greedy"), 1, 20_000, 10))["regret"]["mean"] == 10_000
    assert simulate(LOGARITHMIC, Request(load("optimistic"), theta, 20_000, 200))["regret"]["mean"] < 100


def test_its_first_choice_is_the_largest_promise() -> None:
    """Nothing is known in the first round: of 1 and 5 over the reference, 5 is believed, and it costs 1 under a."""
    problem = tabular({"a": [[0, 1, 0]], "b": [[0, 0, 5]]}, baseline=0)
    assert simulate(problem, Request(load("optimistic"), 0, 1, 4))["regret"]["mean"] == 1.0
    assert simulate(problem, Request(load("optimistic"), 1, 1, 4))["regret"]["mean"] == 0.0


@pytest.mark.parametrize(("gap", "mean"), [(1, lambda mean: mean == 2.0), (2, lambda mean: 2.0 < mean < 3.0)])
def test_the_radius_of_round_two_is_ln_4(gap: int, mean: Callable[[float], bool]) -> None:
    """A lost round sets b back by its gap, 1 or 2: within ln(2 · 2) = 1.39 it is believed again, beyond it is not."""
    problem = tabular({"a": [[0, -gap]], "b": [[0, gap]]}, baseline=0)
    assert mean(simulate(problem, Request(load("optimistic"), 0, 2, 200))["regret"]["mean"])
