"""The loop around scipy that speed is measured against is greedy: it loses what the compiled one loses."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np

from checks.bench.bench_polytope import drawn
from checks.bench.polytope.speed import instance, scipy_loop
from checks.simulate.polytope.play import Request, collect, prepare
from theory.instance import Uniform


def test_both_loops_lose_the_same() -> None:
    """Alarm at seven standard errors: fewer than 1e-9 a run, as far as sums of bounded regrets are normal."""
    theta = (Fraction(1, 2), Fraction(-1, 3))
    request = Request("greedy", 25, 3000, seed=2)
    game = prepare(replace(drawn(2, 2, 3, 5), truth=theta, comparators=Uniform()), request)
    ours = collect(game, request)[0][:, -1]
    theirs = np.array([scipy_loop(game, 25, seed) for seed in range(20)])
    error = (ours.var() / len(ours) + theirs.var(ddof=1) / len(theirs)) ** 0.5
    assert abs(ours.mean() - theirs.mean()) < 7 * error


def test_the_instance_is_what_the_job_says() -> None:
    found = instance(0, uniform=True)
    game = prepare(found, Request("greedy", 10))
    assert game.tables.problem.shape == (8, 4, 4) and isinstance(found.comparators, Uniform)
