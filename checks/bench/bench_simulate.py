"""How fast the simulator is and how little it needs, as ratios measured in one run.

``python -m checks.bench.bench_simulate`` prints them; ``--json`` for programs, ``--record`` keeps one line. The
instance has 16 models, 8 contexts, 4 responses and uniform comparators. Every time is the best of several,
interleaved, so that what else the machine does matters little: processor seconds, but for the ratio of two cores to
one. MABWiser's LinGreedy, what a library user would pick, is measured per round with as many arms.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from importlib import resources
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import numpy as np

from checks.bench.peers import numpy_loop
from checks.learners import load
from checks.runtime.job_figures import Figure, record
from checks.runtime.memory import peak_of_command
from checks.simulate.common.arrays import Arrays
from checks.simulate.common.limits import FOREVER
from checks.simulate.common.random import streams
from checks.simulate.plans.mle_plan import Following
from checks.simulate.run import Request, collect, prepare
from theory.problem import Problem, tabular

MODELS, CONTEXTS, RESPONSES = 16, 8, 4
THETA, HORIZON, LONG = 3, 10_000, 10**6
SMALL = str(resources.files("checks.data") / "regimes" / "bounded.json")
JOB = "How fast the simulator is, as ratios measured in one run"


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
    folder = Path(__file__).parent / "peers"
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


def best(repeats: int, clock: Callable[[], float], **candidates: Callable[[], Any]) -> dict[str, float]:
    """Return the least time of each candidate, in seconds, over interleaved repeats."""
    times = dict.fromkeys(candidates, float("inf"))
    for _ in range(repeats):
        for name, play in candidates.items():
            start = clock()
            play()
            times[name] = min(times[name], clock() - start)
    return times


def sampler(problem: Problem, horizon: int | None, runs: int, jobs: int = 1, every: bool = False) -> Callable[[], Any]:
    """Return what plays greedy; ``every`` round by itself, none skipped because its policy is certain or T1 ends it."""
    request = Request(load("greedy"), THETA, horizon, runs, tolerance=0.0 if every else 1e-9)
    sources, plan, ending = prepare(problem, request)
    if every:
        assert isinstance(plan, Following)
        plan = replace(plan, near=FOREVER, reach=np.where(np.isinf(plan.reach), plan.reach, 1e-9))
    return lambda: collect(sources, plan, ending, request, jobs)


def speed(repeats: int) -> dict[str, float]:
    """Return how much faster the simulator is than each loop, per core."""
    problem = instance()
    rewards = np.array(problem.scaled, dtype=np.float64) / np.array(problem.scale)[:, None]
    in_c = c_loop(prepare(problem, Request(load("greedy"), THETA, HORIZON))[0])
    runs = {"every": 256, "finite": 2048, "infinite": 2048, "c": 256, "numpy": 1, "long": 4, "long_c": 4}
    times = best(
        repeats,
        process_time,
        every=sampler(problem, HORIZON, runs["every"], every=True),
        finite=sampler(problem, HORIZON, runs["finite"]),
        infinite=sampler(problem, None, runs["infinite"]),
        c=lambda: in_c(runs["c"], HORIZON),
        numpy=lambda: numpy_loop.greedy(rewards, THETA, HORIZON, 0),
        long=sampler(problem, LONG, runs["long"], every=True),
        long_c=lambda: in_c(runs["long_c"], LONG),
        mabwiser=lambda: lin_greedy(300),
    )
    a_run = {name: times[name] / runs[name] for name in runs}
    return {
        "10^4 rounds, every one played, against the C loop": a_run["c"] / a_run["every"],
        "10^4 rounds, every one played, against the NumPy loop": a_run["numpy"] / a_run["every"],
        "10^4 rounds, ended by T1, against the C loop": a_run["c"] / a_run["finite"],
        "infinite horizon against 10^6 rounds of the C loop": a_run["long_c"] / a_run["infinite"],
        "infinite horizon against 10^6 rounds, every one played": a_run["long"] / a_run["infinite"],
        "a round played against a round of MABWiser LinGreedy": times["mabwiser"] / 300 / (a_run["every"] / HORIZON),
        "nanoseconds a round played": 1e9 * a_run["every"] / HORIZON,
        "nanoseconds a round of the C loop": 1e9 * a_run["c"] / HORIZON,
        "microseconds a run of infinite horizon": 1e6 * a_run["infinite"],
    }


def cores(repeats: int) -> dict[str, float]:
    """Return how much faster two cores are than one, by the clock on the wall, and what they spend more."""
    one, two = (sampler(instance(), HORIZON, 2048, jobs, every=True) for jobs in (1, 2))
    wall, spent = (best(repeats, clock, one=one, two=two) for clock in (perf_counter, process_time))
    return {
        "two cores against one": wall["one"] / wall["two"],
        "processor time of two cores against one": spent["two"] / spent["one"],
    }


def memory() -> dict[str, float]:
    """Return how the peak of memory grows when the horizon grows a thousand times."""
    with tempfile.TemporaryDirectory() as cache:
        options = ("--learner", "thompson", "--runs", "10", "--horizon")
        _started(cache, *options, "10")
        line, environment = ("simulate", SMALL, *options), {**os.environ, "NUMBA_CACHE_DIR": cache}
        short, long = (peak_of_command((*line, horizon), environment) for horizon in ("1e3", "1e6"))
    return {"peak memory of 10^6 rounds against 10^3": long / short}


def start_up(repeats: int) -> dict[str, float]:
    """Return seconds until ``simulate`` of a small instance has printed: processor and wall, first and later starts."""
    found: dict[str, float] = {}
    for learner in ("greedy", "thompson"):
        with tempfile.TemporaryDirectory() as cache:
            for start in ("first", "later"):
                starts = [_started(cache, "--learner", learner) for _ in range(repeats if start == "later" else 1)]
                found[f"seconds of the {start} start, {learner}, processor"] = min(row[0] for row in starts)
                found[f"seconds of the {start} start, {learner}, wall"] = min(row[1] for row in starts)
    return found


def _started(cache: str, *options: str) -> tuple[float, float]:
    """Return processor seconds and wall seconds of ``simulate`` on a small instance."""
    begun = perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "checks", "simulate", SMALL, *options],
        stdout=subprocess.DEVNULL, env={**os.environ, "NUMBA_CACHE_DIR": cache},
    )  # fmt: skip
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError("simulate failed")
    return used.ru_utime + used.ru_stime, perf_counter() - begun


def line(found: dict[str, float]) -> str:
    """Return the measured figures in one line."""
    names = (
        "10^4 rounds, every one played, against the C loop",
        "10^4 rounds, every one played, against the NumPy loop",
        "two cores against one",
        "10^4 rounds, ended by T1, against the C loop",
        "infinite horizon against 10^6 rounds of the C loop",
        "peak memory of 10^6 rounds against 10^3",
        "seconds of the first start, greedy, processor",
        "seconds of the later start, greedy, processor",
    )
    c, loop, cores, ended, infinite, memory, first, later = (f"{found[name]:.3g}" for name in names)
    return (
        f"10⁴ rounds, every one played: {c} of the C loop per core, {loop} times the NumPy loop, {cores} times itself "
        f"on two cores; ended by T1: {ended} times the C loop; infinite horizon: {infinite} times faster than 10⁶ "
        f"rounds in C; memory of 10⁶ rounds: {memory} of that of 10³; first start {first} s, later {later} s of "
        "processor time"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=7)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--record", action="store_true", help="keep the figures for the README")
    arguments = parser.parse_args()
    found = {**speed(arguments.repeats), **cores(arguments.repeats), **memory(), **start_up(3)}
    if arguments.record:
        record("simulate", Figure(JOB, "python -m checks.bench.bench_simulate --record", line(found)))
    if arguments.json:
        print(json.dumps(found, indent=1))
        return
    for name, value in found.items():
        print(f"{name:60} {value:12.4g}")


if __name__ == "__main__":
    main()
