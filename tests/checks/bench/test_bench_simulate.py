"""The benchmark measures what it says: its loops play the same game."""

from __future__ import annotations

import shutil
from math import sqrt

import numpy as np
import pytest

from checks.bench import bench_simulate
from checks.bench.bench_simulate import HORIZON, LONG, THETA, best, c_loop, instance, line, sampler
from checks.bench.peers import numpy_loop
from checks.learners import load
from checks.simulate.run import Request, prepare, simulate

pytestmark = pytest.mark.slow


@pytest.mark.skipif(shutil.which("cc") is None, reason="no C compiler")
def test_the_c_loop_plays_the_same_game() -> None:
    """Means of 2,000 runs, each regret below 400: they differ by more than this with probability below 1e-12."""
    problem, runs = instance(), 2000
    in_c = c_loop(prepare(problem, Request(load("greedy"), THETA, 500))[0])(runs, 500)
    ours = sampler(problem, 500, runs, every=True)().regret[:, -1]
    assert abs(in_c - ours.mean()) <= 10.5 * ours.std() / sqrt(runs) < 0.3 * ours.mean()


def test_the_numpy_loop_plays_the_same_game() -> None:
    problem = instance()
    rewards = np.array(problem.scaled, dtype=np.float64) / np.array(problem.scale)[:, None]
    theirs = np.array([numpy_loop.greedy(rewards, THETA, 300, seed) for seed in range(40)])
    ours = sampler(problem, 300, 2000, every=True)().regret[:, -1]
    assert abs(theirs.mean() - ours.mean()) <= 8 * max(theirs.std(), ours.std()) / sqrt(40)


def test_every_round_is_played() -> None:
    """None is skipped or drawn at once, and none ends early; the mean agrees with runs that T1 ends."""
    every, ended = (sampler(instance(), HORIZON, 64, every=flag)() for flag in (True, False))
    assert (every.ended == HORIZON).all() and (ended.ended < HORIZON).all()
    assert (every.residual == 0).all() and (ended.residual > 0).all()
    assert np.allclose(every.regret[:, -1], ended.regret[:, -1])


def test_the_least_time_is_kept() -> None:
    ticks = iter(range(100))
    spent = {"a": [3, 1, 2], "b": [5, 6, 4]}

    def tick(name: str) -> None:
        for _ in range(spent[name].pop(0) - 1):
            next(ticks)

    assert best(3, lambda: next(ticks), a=lambda: tick("a"), b=lambda: tick("b")) == {"a": 1, "b": 4}


def test_the_line_names_every_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    found: dict[str, float] = {}

    class Figures(dict):
        def __missing__(self, name: str) -> float:
            found[name] = len(found) + 0.5
            return found[name]

    shown = line(Figures())
    assert all(f"{value:.3g}" in shown for value in found.values()) and len(found) == 8
    assert bench_simulate.JOB


def test_infinite_horizon_agrees_with_a_million_rounds() -> None:
    problem, confidence = instance(), 1 - 1e-12
    limits = [
        simulate(problem, Request(load("greedy"), THETA, horizon, runs, seed, confidence, tolerance))["regret"][
            "interval"
        ]
        for horizon, runs, seed, tolerance in ((None, 4000, 1, 1e-9), (LONG, 40, 2, 0.0))
    ]
    assert max(low for low, _ in limits) <= min(high for _, high in limits)
