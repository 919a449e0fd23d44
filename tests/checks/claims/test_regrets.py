"""Enumerated regret for the checks."""

from __future__ import annotations

import pytest
from flint import arb

from checks.claims.regrets import horizon, learners, regret
from checks.data import FOLDER
from theory.files.instance_file import load
from theory.problem import Problem
from theory.quantities import mean_regret


def problem_of(regime: str) -> Problem:
    return Problem.of(load(FOLDER / "regimes" / f"{regime}.json"))


@pytest.mark.parametrize(("regime", "count"), [("bounded", 5), ("logarithmic", 5), ("linear", 4)])
def test_at_least_four_learners_play_in_every_regime(regime: str, count: int) -> None:
    names = [learner.name for learner in learners(problem_of(regime))]
    assert len(set(names)) == len(names) == count
    assert ("forced-exploration" in names) is (regime != "linear")


def test_the_learner_that_never_learns_pays_the_same_every_round() -> None:
    problem = problem_of("logarithmic")
    stubborn = learners(problem)[-1]
    rounds = horizon(problem)
    for theta in range(len(problem.models)):
        paid = regret(problem, stubborn, rounds)(rounds, theta)
        cost = rounds * mean_regret(problem, 0, theta)
        assert (paid * cost.denominator - arb(cost.numerator)).contains(0)
        assert float(paid.rad()) < 1e-12
