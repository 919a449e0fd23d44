"""Optimism within a log-likelihood radius."""

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
