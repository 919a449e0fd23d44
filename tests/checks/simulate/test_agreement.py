"""`simulate` agrees with `exact`, learner by learner, ties included."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from checks.exact.expectations import expected_regret
from checks.exact.horizon import infinite_regret
from checks.learners import NAMES, load
from checks.simulate import run
from checks.simulate.common.arrays import Arrays
from checks.simulate.run import Request, simulate
from theory.errors import OutOfReachError
from theory.exact.enclosure import bounds
from theory.problem import Problem, tabular

pytestmark = pytest.mark.slow

CONFIDENCE = 1 - 1e-13
HORIZON = 10
ENUMERATED = [name for name in NAMES if load(name).plan is not None]


def tied(seed: int) -> Problem:
    """Few distinct rewards, so that likelihoods, responses and whole models coincide."""
    draw = random.Random(seed)
    models, contexts, size = draw.choice([(2, 1, 2), (3, 2, 2), (4, 2, 2), (3, 2, 3)])
    rewards = {
        f"m{m}": [[Fraction(draw.choice((-1, 0, 1, 2)), 1) for _ in range(size)] for _ in range(contexts)]
        for m in range(models)
    }
    return tabular(rewards, baseline=draw.choice((None, 0)))


SYMMETRIC = tabular({"a": [[1, 0], [0, 1]], "b": [[0, 1], [1, 0]], "c": [[1, 0], [0, 1]]})
"""a and c are one model; a and b are mirror images, tied whenever wins and losses balance."""


def agree(problem: Problem, name: str, theta: int, runs: int = 4000) -> None:
    exact = expected_regret(problem, theta, load(name), HORIZON)
    result = simulate(problem, Request(load(name), theta, HORIZON, runs, seed=5, confidence=CONFIDENCE))
    for t, mean, low, high in result["curve"]:
        below, above = bounds(exact[t])
        assert low <= above and below <= high, (name, theta, t, mean)


@pytest.mark.parametrize("name", ENUMERATED)
@pytest.mark.parametrize("seed", range(8))
def test_agrees_with_enumeration(name: str, seed: int) -> None:
    problem = tied(seed)
    for theta in range(len(problem.models)):
        try:
            agree(problem, name, theta)
        except ValueError as error:
            assert "global identifiability" in str(error) or (name == "tracking" and "unique optimum" in str(error))


@pytest.mark.parametrize("theta", range(3))
@pytest.mark.slow
def test_ties_go_to_the_lowest_index(theta: int) -> None:
    agree(SYMMETRIC, "greedy", theta, runs=100_000)


def test_infinite_horizon_agrees_with_enumeration() -> None:
    problem = tabular({"a": [[2, 0], [0, 2]], "b": [[0, 2], [0, 2]]})
    for theta in range(2):
        exact = infinite_regret(problem, theta, 1e-3)
        result = simulate(problem, Request(load("greedy"), theta, None, 20_000, confidence=CONFIDENCE))
        low, high = result["regret"]["interval"]
        assert low <= bounds(exact.high)[1] and bounds(exact.low)[0] <= high
        assert result["regret"]["residual"] <= 1e-9


def test_ties_broken_by_rounding_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: fingerprints that never agree; no number of digits tells equal likelihoods apart; nothing guesses."""
    honest = run.arrays

    def careless(problem: Problem, theta: int) -> Arrays:
        sources = honest(problem, theta)
        marks = np.random.default_rng(0).integers(0, 2**63, sources.prints.shape, dtype=np.uint64)
        return replace(sources, prints=marks)

    monkeypatch.setattr(run, "arrays", careless)
    with pytest.raises(OutOfReachError, match="do not tell apart"):
        agree(SYMMETRIC, "greedy", 0, runs=1000)
