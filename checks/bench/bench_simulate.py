"""How fast the simulator is, as ratios measured in one run.

``python -m checks.bench.bench_simulate`` prints them; ``--json`` for programs. The instance has 16 models, 8 contexts,
4 responses and uniform comparators. Every time is the best of several, interleaved, so that what else the machine
does matters little. MABWiser's LinGreedy, what a library user would pick, is measured per round with as many arms.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import random
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from checks.bench import numpy_loop
from checks.learners import load

from checks.simulate.arrays import Arrays

from checks.simulate.random import streams
from checks.simulate.run import Request, Sample, collect, prepare
from theory.problem import Problem, tabular

MODELS, CONTEXTS, RESPONSES = 16, 8, 4
THETA, HORIZON = 3, 10_000


def instance() -> Problem:
    """Return the instance that is measured: diverse, with rewards drawn from {−2, −1.9, …, 2}."""
    draw = random.Random(1)
    rewards: dict[str, list[list[int | Fraction]]] = {
        f"m{m}": [[Fraction(draw.randint(-20, 20), 10) for _ in range(RESPONSES)] for _ in range(CONTEXTS)]
        for m in range(MODELS)
    }
    return tabular(rewards)


def c_loop(sources: Arrays) -> Callable[[int, int], float]:
    """Compile the C loop and return it as a function of runs and horizon that returns the mean regret."""
    folder = Path(__file__).parent
    with tempfile.TemporaryDirectory() as directory:
        library = Path(directory) / "greedy_loop.so"
        compiler = os.environ.get("CC", "cc")
        options = ["-O3", "-march=native", "-shared", "-fPIC"]
        subprocess.run([compiler, *options, str(folder / "greedy_loop.c"), "-o", str(library)], check=True)
        compiled = ctypes.CDLL(str(library)).greedy
    compiled.restype = None
    rewards = np.array(sources.problem.scaled, dtype=np.float64) / np.array(sources.problem.scale)[:, None]
    gaps = rewards[THETA, :, :, None] - rewards[THETA, :, None, :]
    tables = (
        sources.policy.astype(np.int32),
        1.0 / (1.0 + np.exp(-gaps)),
        sources.ratios,
        np.array([sources.regret(row) for row in sources.policy]),
    )

    def play(runs: int, horizon: int) -> float:
        seeds, regret = streams(1, 0, runs), np.empty(runs)
        pointers = [array.ctypes.data_as(ctypes.c_void_p) for array in (*tables, seeds, regret)]
        compiled(ctypes.c_int64(runs), ctypes.c_int64(horizon), *pointers)
        return float(regret.mean())

    return play


def lin_greedy(rounds: int) -> None:
    """Let MABWiser's LinGreedy choose and learn for some rounds."""
    from mabwiser.mab import MAB, LearningPolicy

    generator = np.random.default_rng(0)
    arms = list(range(RESPONSES))
    bandit = MAB(arms, LearningPolicy.LinGreedy(epsilon=0.0))
    features = np.eye(CONTEXTS)
    bandit.fit(arms, [0.0] * RESPONSES, features[: len(arms)])
    for _ in range(rounds):
        row = features[[generator.integers(CONTEXTS)]]
        arm = bandit.predict(row)
        bandit.partial_fit([arm], [generator.random()], row)


def best(repeats: int, **candidates: Callable[[], Any]) -> dict[str, float]:
    """Return the least time of each candidate, in seconds, over interleaved repeats."""
    times = dict.fromkeys(candidates, float("inf"))
    for _ in range(repeats):
        for name, play in candidates.items():
            start = perf_counter()
            play()
            times[name] = min(times[name], perf_counter() - start)
    return times


def measure(repeats: int = 7) -> dict[str, float]:
    """Return the ratios; larger is better for the simulator."""
    problem = instance()
    rewards = np.array(problem.scaled, dtype=np.float64) / np.array(problem.scale)[:, None]

    def sampler(horizon: int | None, runs: int, jobs: int = 1, patient: bool = True) -> Callable[[], Sample]:
        request = Request(load("greedy"), THETA, horizon, runs)
        sources, plan, ending = prepare(problem, request)
        plan = replace(plan, jumps=patient)
        return lambda: collect(sources, plan, ending, request, jobs)

    in_c = c_loop(prepare(problem, Request(load("greedy"), THETA, HORIZON))[0])
    runs = {"simulate": 1024, "one_by_one": 256, "c": 256, "numpy": 1, "two": 4096, "infinite": 1024, "long": 4}
    times = best(
        repeats,
        simulate=sampler(HORIZON, runs["simulate"]),
        one_by_one=sampler(HORIZON, runs["one_by_one"], patient=False),
        c=lambda: in_c(runs["c"], HORIZON),
        numpy=lambda: numpy_loop.greedy(rewards, THETA, HORIZON, 0),
        one_core=sampler(HORIZON, runs["two"]),
        two_cores=sampler(HORIZON, runs["two"], jobs=2),
        infinite=sampler(None, runs["infinite"]),
        long=sampler(10**6, runs["long"], patient=False),
        long_c=lambda: in_c(runs["long"], 10**6),
        mabwiser=lambda: lin_greedy(300),
    )
    a_run = {name: times[name] / runs[name] for name in ("simulate", "one_by_one", "c", "numpy", "infinite", "long")}
    return {
        "against the C loop, per core": a_run["c"] / a_run["simulate"],
        "against the C loop, one round at a time": a_run["c"] / a_run["one_by_one"],
        "against the NumPy loop": a_run["numpy"] / a_run["simulate"],
        "on two cores against one": times["one_core"] / times["two_cores"],
        "infinite horizon against 10^6 rounds": a_run["long"] / a_run["infinite"],
        "infinite horizon against 10^6 rounds in C": times["long_c"] / runs["long"] / a_run["infinite"],
        "against MABWiser LinGreedy, per round": times["mabwiser"] / 300 / (a_run["simulate"] / HORIZON),
        "microseconds a run of 10^4 rounds": 1e6 * a_run["simulate"],
        "microseconds a run of infinite horizon": 1e6 * a_run["infinite"],
        "nanoseconds a round in C": 1e9 * a_run["c"] / HORIZON,
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=7)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    ratios = measure(arguments.repeats)
    if arguments.json:
        print(json.dumps(ratios, indent=1))
        return
    for name, value in ratios.items():
        print(f"{name:45} {value:12.4g}")


if __name__ == "__main__":
    main()
