"""What a simulated round costs on slates, as a multiple of one under uniform comparators, measured in one run.

``python -m checks.bench.bench_slate`` prints the ratios: for the regret alone, and with what the drawn responses cost,
which plays the same rounds again. The instance is that of `checks.bench.bench_simulate`; times are processor seconds,
the best of several interleaved repeats, for the same runs and rounds without an early end.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from time import process_time
from typing import Any

from checks.bench.bench_simulate import CONTEXTS, RESPONSES, THETA, best, instance
from checks.learners import load
from checks.simulate.drawn import drawn_regret
from checks.simulate.run import Request, collect, prepare
from theory.problem import Problem, Slates

RUNS, HORIZON, REPEATS = 128, 10_000, 5
LEARNERS = ("greedy", "per-user", "thompson")


def slated(problem: Problem) -> Problem:
    """Return a problem with slates from a uniform reference at β = 1 in the place of its comparators."""
    even = (Fraction(1, RESPONSES),) * RESPONSES
    return replace(problem, slates=Slates(Fraction(1), (even,) * CONTEXTS), kappa=((even,) * RESPONSES,) * CONTEXTS)


def player(problem: Problem, learner: str, charged: bool = False) -> Callable[[], Any]:
    """Return what plays all rounds of all runs of a learner, and again for the drawn responses if they are charged."""
    horizon = HORIZON // 10 if learner == "thompson" else HORIZON
    request = Request(load(learner), THETA, horizon, runs=RUNS)
    sources, plan, ending = prepare(problem, request)
    whole = replace(ending, tolerance=0.0)

    def play() -> None:
        collect(sources, plan, whole, request)
        if charged:
            drawn_regret(sources, plan, whole, request)

    return play


def main() -> None:
    """Measure and print."""
    uniform, slates = instance(), slated(instance())
    for learner in LEARNERS:
        plays = {
            "uniform": player(uniform, learner),
            "slate": player(slates, learner),
            "both": player(slates, learner, charged=True),
        }
        for play in plays.values():
            play()
        seconds = best(REPEATS, process_time, **plays)
        alone, both = (seconds[name] / seconds["uniform"] for name in ("slate", "both"))
        print(f"{learner}: a round on slates costs {alone:.2f} of one under uniform comparators, {both:.2f} with draws")


if __name__ == "__main__":
    from argparse import ArgumentParser

    ArgumentParser(description=__doc__).parse_args()
    main()
