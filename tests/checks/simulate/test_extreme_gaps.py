"""Likelihoods that floats do not tell apart are told apart, by every learner and in every loop."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from checks.bench.robustness.extreme_gaps import CONFIDENCE, Play, disagreement, draw
from checks.exact.expectations import expected_regret
from checks.exact.likelihood import Likelihoods
from checks.learners import NAMES, load
from checks.simulate.common.arrays import arrays
from checks.simulate.common.digits import Digits
from checks.simulate.common.random import streams
from checks.simulate.plans.plan import cursor
from checks.simulate.plans.tie_breaks import rows_ahead
from checks.simulate.run import Request, collect, prepare, simulate
from theory.errors import OutOfReachError
from theory.exact.enclosure import bounds
from theory.files.instance_file import loads
from theory.problem import Problem, tabular

GAPS = {
    "format": "user-diversity/instance/1",
    "contexts": [{"user": user, "prompt": "x", "probability": "1/2"} for user in "uv"],
    "responses": ["b", "y"],
    "comparators": {"baseline": "b"},
    "rewards": {"m0": [[0, 50], [0, -1]], "m1": [[0, 700], [0, 1]], "truth": [[0, 1], [0, 1]]},
    "truth": "truth",
}


def fifty_and_seven_hundred() -> Problem:
    return Problem.of(loads(json.dumps(GAPS)))


def test_gaps_of_50_and_700_are_not_a_tie() -> None:
    problem = fifty_and_seven_hundred()
    low, high = bounds(expected_regret(problem, 2, load("greedy"), 4)[4])
    found = simulate(problem, Request(load("greedy"), 2, 4, 20_000, confidence=CONFIDENCE))["regret"]["interval"]
    assert float(low) == pytest.approx(1.00462, abs=1e-5)
    assert found[0] <= high and low <= found[1]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.slow
def test_every_learner_agrees_with_an_enumeration(name: str) -> None:
    assert [line for seed in range(10) if (line := disagreement(seed, name, 2000))] == []


def test_the_comparison_would_see_a_tie_that_is_none() -> None:
    """Planted: the same instance with both large gaps equal is far from what is expected."""
    problem = fifty_and_seven_hundred()
    tied = tabular({"m0": [[0, 50], [0, -1]], "m1": [[0, 50], [0, 1]], "truth": [[0, 1], [0, 1]]}, baseline=0)
    expected = Play(problem, 2, "greedy").regret(4)
    low, _ = simulate(tied, Request(load("greedy"), 2, 4, 20_000, confidence=CONFIDENCE))["regret"]["interval"]
    assert expected < low


@pytest.mark.parametrize("seed", range(6))
def test_both_ways_of_playing_meet_the_same_leaders(seed: int) -> None:
    """Side by side and run by run: the same bits, also where counting begins in the middle of a run."""
    problem, theta, _ = draw(seed)
    request = Request(load("greedy"), theta, 40, 64, seed=1, tolerance=0.0)
    sources, plan, ending = prepare(problem, request)
    grid, together = np.array([1, 5, 40]), cursor(sources, plan, 64, 3)
    assert plan.together(sources, ending, grid, streams(1, 0, 64), together)
    sources = replace(sources, digits=Digits(sources.digits.gaps))
    alone, states = cursor(sources, plan, 64, 3), streams(1, 0, 64)
    while not plan.advance(sources, ending, grid, states, alone, 7):
        pass
    assert np.allclose(together.regret, alone.regret, rtol=1e-12, atol=0)


def test_counting_from_the_start_changes_nothing() -> None:
    problem = fifty_and_seven_hundred()
    request = Request(load("per-user"), 2, 300, 500)
    results = []
    for columns in (None, 0, 40):
        sources, plan, ending = prepare(problem, request)
        if columns is not None:
            sources.digits.refine(columns)
        results.append(collect(sources, plan, ending, request).regret)
    assert (results[0] == results[1]).all() and (results[0] == results[2]).all()


def test_digits_order_as_ball_arithmetic_does() -> None:
    chance = random.Random(5)
    decided = 0
    for seed in range(30):
        problem, theta, _ = draw(seed)
        sources = arrays(problem, theta)
        models, classes = len(problem.models), np.arange(len(sources.ratios))
        seen = np.array([[chance.choice((0, 0, 1, 2)) for _ in classes] for _ in range(4)])
        judge = Likelihoods(*_classes(problem))
        sources.digits.refine(0)
        for row in seen:
            counts = dict(enumerate(row.tolist()))
            for m in range(1, models):
                exact = judge.compare(judge.form(m, counts), judge.form(0, counts))
                if exact:
                    assert rows_ahead(sources, row[None, :], classes, m, np.array([0]))[0] == exact
                    decided += 1
    assert decided > 100


def _classes(problem: Problem) -> tuple[list[tuple[int, ...]], int, int]:
    models, contexts, size = problem.shape
    unit = int(np.lcm.reduce(np.array(problem.scale, dtype=object)))
    vectors = [
        tuple(int(problem.gap(m, c, y, other) * (1 if z else -1) * unit) for m in range(models))
        for c in range(contexts)
        for y in range(size)
        for other in range(size)
        for z in (0, 1)
    ]
    return vectors, models, unit


def test_digits_are_rounded_down() -> None:
    from math import log

    digits = Digits([Fraction(0), Fraction(-3), Fraction(40)])
    digits.refine(0)
    whole = [sum(int(d) << (16 * (8 - i)) for i, d in enumerate(row)) for row in digits.table]
    assert whole[0] / 2**128 == pytest.approx(log(2), rel=1e-15)
    assert whole[1] / 2**128 == pytest.approx(3.048587351573742, rel=1e-15)
    assert whole[2] / 2**128 == pytest.approx(4.248354255291589e-18, rel=1e-15)
    with pytest.raises(OutOfReachError, match="do not tell apart"):
        digits.refine(10_000)
