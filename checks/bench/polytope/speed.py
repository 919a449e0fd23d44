"""How fast greedy plays on a polytope: rounds a second on one core, and against a loop around scipy.optimize.minimize.

``python -m checks.bench.polytope.speed`` prints both, measured in one run; ``--record`` keeps one line. The class is a
cube of dimension 4, with 8 contexts and 4 responses. The other loop is given what it needs to be quick: counts instead
of a growing list of comparisons, derivatives, the model of the round before to start from, and one thread, since more
would only wait for each other.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from time import process_time

import numpy as np

from checks.bench.bench_polytope import drawn
from checks.runtime.job_figures import Figure, record
from checks.simulate.polytope.play import Game, Request, collect, prepare
from theory.instance import Instance, Uniform

DIMENSION, CONTEXTS, RESPONSES = 4, 8, 4
JOB = "How fast greedy plays on a polytope, measured in one run"
COMMAND = "python -m checks.bench.polytope.speed --record"


def instance(seed: int, uniform: bool) -> Instance:
    """Return the class that is measured, with a truth drawn inside, comparators uniform or a baseline."""
    generator = np.random.default_rng(seed)
    theta = tuple(Fraction(int(x), 100) for x in generator.integers(-90, 91, DIMENSION))
    found = replace(drawn(DIMENSION, CONTEXTS, RESPONSES, seed), truth=theta)
    return replace(found, comparators=Uniform()) if uniform else found


def scipy_loop(game: Game, horizon: int, seed: int) -> float:
    """Return the regret of one run of greedy, the likeliest model found by ``scipy.optimize.minimize`` every round."""
    from scipy.optimize import minimize

    problem, generator = game.tables.problem, np.random.default_rng(seed)
    heads, theta = np.array(problem.heads, dtype=float), np.array(game.tables.theta, dtype=float)
    kappa, p = np.array(problem.kappa, dtype=float), np.array(problem.p, dtype=float)
    gaps = heads[:, :, None, :] - heads[:, None, :, :]
    flat, counts = gaps.reshape(-1, len(theta)), np.zeros(gaps.shape[:3])
    model, regret = np.zeros(len(theta)), 0.0
    bounds = [(-1.0, 1.0)] * len(theta)

    def loss(m: np.ndarray) -> tuple[float, np.ndarray]:
        """Return minus the log-likelihood and its derivative: counts[c, y, z] is how often y won against z."""
        odds, seen = np.exp(-(flat @ m)), counts.ravel()
        return float((seen * np.log1p(odds)).sum()), -(seen * odds / (1.0 + odds)) @ flat

    for _ in range(horizon):
        model = minimize(loss, model, jac=True, method="L-BFGS-B", bounds=bounds).x
        c = generator.choice(len(p), p=p)
        y = int(np.argmax(heads[c] @ model))
        z = generator.choice(heads.shape[1], p=kappa[c, y])
        wins = generator.random() < 1.0 / (1.0 + np.exp(-gaps[c, y, z] @ theta))
        counts[(c, y, z) if wins else (c, z, y)] += 1.0
        regret += float((heads[c] @ theta).max() - heads[c, y] @ theta)
    return regret


def seconds(repeats: int, *plays: Callable[[], object]) -> list[float]:
    """Return the least processor seconds of each play, over interleaved repeats."""
    times = [float("inf")] * len(plays)
    for _ in range(repeats):
        for i, play in enumerate(plays):
            start = process_time()
            play()
            times[i] = min(times[i], process_time() - start)
    return times


def measured(repeats: int, seed: int, uniform: bool, rounds: int = 100_000, slow: int = 300) -> dict[str, float]:
    """Return rounds a second, and how many times as many they are as those of the other loop."""
    request = Request("greedy", rounds, 1, seed)
    game = prepare(instance(seed, uniform), request)
    collect(game, replace(request, horizon=10))
    ours, theirs = seconds(repeats, lambda: collect(game, request), lambda: scipy_loop(game, slow, seed))
    return {"rounds a second": rounds / ours, "times the loop": (theirs / slow) / (ours / rounds)}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--record", action="store_true", help="keep the figures for the documentation")
    chosen = parser.parse_args()
    if os.environ.get("OPENBLAS_NUM_THREADS") != "1":
        words = [sys.executable, "-m", "checks.bench.polytope.speed", *sys.argv[1:]]
        os.execve(sys.executable, words, {**os.environ, "OPENBLAS_NUM_THREADS": "1"})
    parts = []
    for name, uniform in (("baseline", False), ("uniform comparators", True)):
        found = measured(chosen.repeats, chosen.seed, uniform)
        speed, ratio = found["rounds a second"], found["times the loop"]
        parts.append(f"{name}: {speed:,.0f} rounds a second on one core, {ratio:,.0f} times the loop")
        print(parts[-1])
    if chosen.record:
        figure = (
            f"dimension {DIMENSION}, {CONTEXTS} contexts, {RESPONSES} responses; {'; '.join(parts)} of scipy.optimize"
        )
        record("play", Figure(JOB, COMMAND, figure))


if __name__ == "__main__":
    main()
