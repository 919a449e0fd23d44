"""Slates against the referee: `check`, every history of `exact`, simulated runs, and a table of the same law."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from referee import drawing, slates
from referee.comparing import alike
from referee.reading import read

from checks.exact.document import document, enclosed
from checks.exact.enumerate import Limit
from checks.instance.check import check
from checks.learners import load
from checks.simulate.run import Request, simulate
from theory.errors import InputError
from theory.files.instance_file import loads
from theory.files.writing import dumps
from theory.instance import Explicit, Instance, Slate
from theory.problem import Problem

INSTANCES = 200
HISTORIES = 400
CERTAIN = 1 - 1e-11
"""Confidence of a simulated interval; all of them together fail less than once in 10⁹ runs of the suite."""


def exact(instance: Instance, learner: str, theta: int, horizon: int) -> dict[str, Any]:
    problem = Problem.of(instance)
    answer = enclosed(problem, theta, load(learner), horizon, 1.0, Limit())
    return document(answer, learner, problem.models[theta], horizon)


@pytest.mark.slow
def test_every_field_of_check_agrees_on_two_hundred_instances() -> None:
    for seed in range(INSTANCES):
        text = drawing.text(slates.instance(Random(f"slate {seed}"), most=3, models=4, wide=3))
        assert slates.faults_of_check(check(loads(text)), read(text)) == [], text


@pytest.mark.slow
def test_every_history_is_counted() -> None:
    horizons = set()
    for seed in range(60):
        rng = Random(f"slate history {seed}")
        text = drawing.text(slates.instance(rng, most=2, models=3, wide=3))
        world = read(text)
        learner = ("greedy", "greedy", "greedy", "uniform", "constant")[seed % 5]
        branches = 2 * len(world.contexts) * len(world.responses) ** 2
        branches *= len(world.names) if learner == "uniform" else 1
        horizon = max(t for t in range(1, 5) if t <= 2 or branches ** (t - 1) <= HISTORIES)
        theta = rng.randrange(len(world.names))
        found = exact(loads(text), learner, theta, horizon)
        assert slates.faults_of_exact(found, world, learner, theta, horizon) == [], text
        horizons.add(horizon)
    assert max(horizons) >= 3


@pytest.mark.parametrize("learner", ["greedy", "forced-exploration", "uniform", "constant"])
def test_simulated_runs_agree_with_exact(learner: str) -> None:
    for seed in range(4):
        text = drawing.text(slates.instance(Random(f"slate runs {seed}"), most=2, models=3, wide=3))
        problem = Problem.of(loads(text))
        theta = seed % len(problem.models)
        found = exact(loads(text), learner, theta, 5)
        result = simulate(problem, Request(load(learner), theta, 5, runs=3000, seed=seed, confidence=CERTAIN))
        for key in ("regret", "drawn_regret"):
            low, high = map(float, found[key])
            least, most = result[key]["interval"]
            assert least <= high + 1e-9 and low <= most + 1e-9, (key, text)


def test_tracking_is_greedy_where_every_response_may_be_drawn() -> None:
    tracked = 0
    for seed in range(8):
        instance = loads(drawing.text(slates.instance(Random(f"slate tracking {seed}"), most=2, models=3, wide=3)))
        if check(instance)["conditions"]["unique_optimum"]:
            curves = [exact(instance, learner, 0, 3)["curve"] for learner in ("greedy", "tracking")]
            assert alike(*curves)
            tracked += 1
    assert tracked >= 2


def two_responses(seed: int) -> tuple[Instance, Instance]:
    """Return slates at β = 0 with a uniform reference over two responses, and the table of the same law."""
    rng = Random(f"same law {seed}")
    text = drawing.text(slates.instance(rng, most=2, models=3, wide=2))
    slate = replace(loads(text), comparators=Slate(Fraction(0)), training=None)
    half = (Fraction(1, 2), Fraction(1, 2))
    return slate, replace(slate, comparators=Explicit(((half, half),) * len(slate.contexts)))


@pytest.mark.parametrize("seed", range(12))
def test_without_tilt_two_responses_are_a_table(seed: int) -> None:
    slate, table = two_responses(seed)
    mine, other = check(slate), check(table)
    for row in mine["truths"].values():
        row.pop("drawn_regret_per_round")
    assert alike(mine, other)
    for theta in range(len(slate.model_names)):
        one, two = (exact(instance, "greedy", theta, 4) for instance in (slate, table))
        one.pop("drawn_regret")
        assert alike(one, two)
        requests = Request(load("greedy"), theta, 50, runs=200, seed=seed)
        runs, same = (simulate(Problem.of(instance), requests)["regret"] for instance in (slate, table))
        assert runs["interval"][0] <= same["interval"][1] and same["interval"][0] <= runs["interval"][1]


def test_a_slate_is_written_back_to_the_identical_meaning() -> None:
    for seed in range(20):
        instance = loads(drawing.text(slates.instance(Random(f"written {seed}"))))
        assert loads(dumps(instance)) == instance


def one_user(seed: int) -> Problem:
    """Return slates of one user with a prompt or two, every model with one best response."""
    for number in range(1000):
        instance = loads(drawing.text(slates.instance(Random(f"one user {seed} {number}"), most=2, models=3, wide=3)))
        users = {context.user for context in instance.contexts}
        if len(users) == 1 and len(instance.model_names) > 1 and check(instance)["conditions"]["unique_optimum"]:
            return Problem.of(instance)
    raise AssertionError


def test_per_user_is_greedy_where_there_is_one_user() -> None:
    for seed in range(3):
        problem = one_user(seed)
        mine, other = (simulate(problem, Request(load(name), 0, 40, runs=100)) for name in ("per-user", "greedy"))
        assert [row[:2] for row in mine["curve"]] == [row[:2] for row in other["curve"]]
        assert mine["drawn_regret"]["mean"] == other["drawn_regret"]["mean"]


def test_other_learners_select_models_too() -> None:
    problem = one_user(0)
    worst = sum(
        float(problem.p[c]) * max(float(problem.shortfall(0, c, y)) for y in range(len(problem.responses)))
        for c in problem.deployed
    )
    for name in ("thompson", "optimistic"):
        result = simulate(problem, Request(load(name), 0, 60, runs=50))
        assert 0 <= result["regret"]["mean"] <= 60 * worst
        assert 0 < result["drawn_regret"]["mean"] <= 60 * worst


def test_a_learner_that_serves_responses_is_refused() -> None:
    problem = one_user(0)
    with pytest.raises(InputError, match="pooled serves a response, but under slates a model is selected"):
        simulate(problem, Request(load("pooled"), 0, 10))
    with pytest.raises(InputError, match="pooled"):
        enclosed(problem, 0, load("pooled"), 3, 1.0, Limit())
