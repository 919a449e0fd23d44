"""What the learners that cannot be enumerated are known to do."""

from __future__ import annotations

from fractions import Fraction

import pytest

from checks.learners import load
from checks.picture.regimes import regime
from checks.simulate.run import Request, simulate
from theory.instance import Context, Instance, Rewards, Uniform
from theory.problem import Problem, tabular

LOGARITHMIC = Problem.of(regime("logarithmic"))
CONFIDENCE = 1 - 1e-12


def limits(problem: Problem, name: str, theta: int, horizon: int, runs: int = 2000) -> list[float]:
    result = simulate(problem, Request(load(name), theta, horizon, runs, confidence=CONFIDENCE))
    interval: list[float] = result["regret"]["interval"]
    return interval


@pytest.mark.parametrize("theta", range(2))
def test_optimistic_escapes_the_trap(theta: int) -> None:
    """Greedy loses 1/2 a round under b; optimism tries what b promises."""
    assert simulate(LOGARITHMIC, Request(load("greedy"), 1, 20_000, 10))["regret"]["mean"] == 10_000
    assert simulate(LOGARITHMIC, Request(load("optimistic"), theta, 20_000, 200))["regret"]["mean"] < 100


def test_thompson_with_two_equal_models_serves_each_half_of_the_time() -> None:
    """No feedback tells them apart: responses are only compared with themselves."""
    blind = Problem.of(regime("linear"))
    low, high = limits(blind, "thompson", 1, 100)
    assert low <= 25.0 <= high
    assert low > 20.0 and high < 30.0


def test_sharing_helps() -> None:
    """What one user reveals serves all: per-user learning pays once for each of them."""
    rewards = {"a": [[1, 0]] * 6, "b": [[0, 1]] * 6}
    shared = limits(tabular(rewards), "greedy", 1, 2000)
    alone = limits(tabular(rewards), "per-user", 1, 2000, runs=20_000)
    assert shared[1] < alone[0]


def test_one_user_has_nothing_to_share() -> None:
    problem = tabular({"a": [[1, 0, 2]], "b": [[0, 1, 1]], "c": [[2, 1, 0]]})
    results = [simulate(problem, Request(load(name), 1, 300, 500))["curve"] for name in ("greedy", "per-user")]
    assert [row[1] for row in results[0]] == [row[1] for row in results[1]]


def test_pooled_pays_for_ignoring_the_user() -> None:
    """Both users share the prompt and want different responses; one of them is always let down."""
    half = Fraction(1, 2)
    instance = Instance(
        contexts=(Context("ann", "x", half), Context("bob", "x", half)),
        responses=("r", "s"),
        comparators=Uniform(),
        models=Rewards({"m": ((Fraction(0), Fraction(1)), (Fraction(2), Fraction(0)))}),
    )
    result = simulate(Problem.of(instance), Request(load("pooled"), 0, 1000, 5))
    assert result["regret"]["mean"] == 500.0
