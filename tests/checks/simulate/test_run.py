"""Determinism, grids, refusals and budgets."""

from __future__ import annotations

import json

import numpy as np
import pytest

from checks.learners import NAMES, load
from checks.simulate import run
from checks.simulate.common.blocks import BLOCK
from checks.simulate.run import Request, collect, prepare, rounds_recorded, simulate
from theory.errors import InputError
from theory.problem import tabular

DIVERSE = tabular({"a": [[2, 0], [0, 2]], "b": [[0, 2], [0, 2]], "c": [[2, 0], [3, 0]]})
TRAP = tabular({"a": [[1, 0]], "b": [[1, 2]]}, baseline=0)


@pytest.mark.parametrize("name", NAMES)
def test_same_bytes_at_any_number_of_workers(name: str) -> None:
    request = Request(load(name), 1, 300, 300, seed=4)
    documents = {json.dumps(simulate(DIVERSE, request, jobs)) for jobs in (1, 2, 5)}
    assert len(documents) == 1


def test_infinite_horizon_is_deterministic_too() -> None:
    request = Request(load("greedy"), 1, None, 300, seed=4)
    assert simulate(DIVERSE, request, 1) == simulate(DIVERSE, request, 3)


def test_fuel_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    request = Request(load("thompson"), 1, 200, 100)
    whole = simulate(DIVERSE, request)
    monkeypatch.setattr(run, "_FUEL", 17)
    assert simulate(DIVERSE, request) == whole


def test_more_runs_begin_with_the_same_runs() -> None:
    short, long = (Request(load("greedy"), 1, 50, runs) for runs in (100, 500))
    first = collect(*prepare(DIVERSE, short), short).regret
    assert (collect(*prepare(DIVERSE, long), long).regret[:100] == first).all()


def test_seeds_differ() -> None:
    results = [simulate(DIVERSE, Request(load("greedy"), 1, 50, 500, seed=s))["regret"]["mean"] for s in range(4)]
    assert len(set(results)) == 4


def test_document() -> None:
    result = simulate(DIVERSE, Request(load("greedy"), 1, None, 500))
    assert list(result) == [
        "format", "learner", "truth", "horizon", "runs", "seed", "confidence", "regret", "curve",
    ]  # fmt: skip
    assert result["horizon"] == "inf" and result["truth"] == "b"
    low, high = result["regret"]["interval"]
    assert low <= result["regret"]["mean"] <= high
    assert 0 < result["regret"]["residual"] <= 1e-9
    rounds = [row[0] for row in result["curve"]]
    assert rounds == sorted(set(rounds))
    means = [row[1] for row in result["curve"]]
    assert means == sorted(means) and means[-1] == result["regret"]["mean"]


def test_regret_is_counted_at_every_recorded_round() -> None:
    result = simulate(DIVERSE, Request(load("constant"), 1, 1000, 2))
    for t, mean, low, high in result["curve"]:
        assert mean == pytest.approx(t * 2.0) and low <= 2 * t <= high


def test_grid_ends_with_the_horizon() -> None:
    for horizon in (1, 2, 9, 10, 11, 999, 10**12):
        grid = rounds_recorded(horizon)
        assert grid[-1] == horizon and (np.diff(grid) > 0).all() and len(grid) <= 61


def test_infinite_horizon_needs_diversity() -> None:
    with pytest.raises(InputError, match="finite horizon"):
        simulate(TRAP, Request(load("greedy"), 1, None))
    assert simulate(TRAP, Request(load("greedy"), 0, None, 10))["regret"]["mean"] == 0.0


@pytest.mark.parametrize("name", [name for name in NAMES if name != "greedy"])
def test_infinite_horizon_is_for_greedy(name: str) -> None:
    with pytest.raises(InputError, match="horizon"):
        simulate(DIVERSE, Request(load(name), 1, None))


def test_round_by_round_learners_refuse_what_is_out_of_reach() -> None:
    with pytest.raises(InputError, match="round by round"):
        simulate(DIVERSE, Request(load("thompson"), 1, 10**12))


def test_budget_keeps_what_was_finished() -> None:
    request = Request(load("thompson"), 1, 10**5, 10**6)
    result = simulate(DIVERSE, request, budget=1.0)
    assert result["requested"] == 10**6 and result["runs"] < 10**6 and result["runs"] % BLOCK == 0
    nothing = simulate(DIVERSE, request, budget=1e-9)
    assert nothing["runs"] == 0 and nothing["regret"] is None and nothing["curve"] == []


def test_a_wrong_model_that_waits_behind_a_right_one_does_not_keep_a_run_from_ending() -> None:
    """The leader serves everybody well and tells the wrong model from nothing: T1's sum alone would not shrink."""
    problem = tabular({"leader": [[0, 1, 2, 0]], "truth": [[0, 2, 2, 0]], "waits": [[0, 1, 2, 3]]}, baseline=0)
    result = simulate(problem, Request(load("greedy"), 1, None, 200))
    assert result["runs"] == 200 and result["regret"]["mean"] == 0.0
