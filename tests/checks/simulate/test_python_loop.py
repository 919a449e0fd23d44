"""Learners that are not compiled: the loop agrees with the enumeration and with the compiled greedy."""

from __future__ import annotations

import pytest

from checks.exact.expectations import expected_regret
from checks.learners import load
from checks.learners.own import as_learner
from checks.simulate.python_loop import MOST_STEPS, simulate
from checks.simulate.run import Request
from tests.checks.learners.test_own import Copy
from theory.errors import InputError
from theory.problem import tabular

PROBLEM = tabular({"a": [[0, 1], [2, 0]], "b": [[1, 0], [2, 0]], "c": [[0, 1], [0, 3]]})
SURE = 1 - 1e-11


@pytest.mark.parametrize("theta", range(3))
def test_the_interval_holds_the_enumerated_regret(theta: int) -> None:
    found = simulate(PROBLEM, Request(as_learner(Copy), theta, 5, 400, 7, SURE))
    exact = expected_regret(PROBLEM, theta, load("greedy"), 5)
    for t, mean, low, high in found["curve"]:
        assert low <= float(exact[t]) <= high and low <= mean <= high


def test_the_same_seed_gives_the_same_document_and_another_does_not() -> None:
    def play(seed: int) -> object:
        return simulate(PROBLEM, Request(as_learner(Copy), 0, 20, 10, seed))["curve"]

    assert play(1) == play(1) != play(2)


def test_a_learner_without_memory_forgets() -> None:
    found = simulate(PROBLEM, Request(load("uniform"), 0, 4, 3))
    assert found["regret"]["mean"] == pytest.approx(4 * (0.5 * 0.5 + 0.5 * 1.0))


@pytest.mark.parametrize("horizon", [None, MOST_STEPS])
def test_horizons_out_of_reach_are_refused(horizon: int | None) -> None:
    with pytest.raises(InputError):
        simulate(PROBLEM, Request(as_learner(Copy), 0, horizon, 2))
