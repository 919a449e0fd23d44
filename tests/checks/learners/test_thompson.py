"""Thompson sampling."""

from checks.learners import load
from checks.picture.regimes import regime
from checks.simulate.run import Request, simulate
from theory.problem import Problem


def test_with_two_equal_models_each_is_served_half_of_the_time() -> None:
    """No feedback tells them apart: responses are only compared with themselves."""
    blind = Problem.of(regime("linear"))
    result = simulate(blind, Request(load("thompson"), 1, 100, 2000, confidence=1 - 1e-12))
    low, high = result["regret"]["interval"]
    assert 20.0 < low <= 25.0 <= high < 30.0
