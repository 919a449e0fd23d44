"""Leaders followed by margins, and many rounds at once, have the law of the same rounds decided one by one."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction
from math import log, sqrt

import numpy as np
import pytest

from checks.learners import load
from checks.simulate.common.arrays import arrays
from checks.simulate.common.limits import FOREVER
from checks.simulate.common.random import streams
from checks.simulate.loops.jit import CHOOSE, jit
from checks.simulate.loops.leader import deploy, leader
from checks.simulate.plans.adaptive_plan import Deciding
from checks.simulate.plans.plan import Ending, cursor
from theory.problem import Problem, tabular


@jit(CHOOSE)
def anew(ratios, marks, record, t, state, table, matrix, policy):
    """Greedy that decides anew in every round."""
    lead = leader(ratios, marks, record, 0, t)
    if lead >= 0:
        deploy(policy, table, lead)
    return int(lead >= 0)


def random_problem(seed: int, models: int = 6, contexts: int = 3, size: int = 3) -> Problem:
    draw = random.Random(seed)
    return tabular(
        {
            f"m{m}": [[Fraction(draw.randint(-20, 20), 10) for _ in range(size)] for _ in range(contexts)]
            for m in range(models)
        }
    )


def play(
    problem: Problem, horizon: int = 3000, runs: int = 2000, seed: int = 0, fuel: int = 1 << 40, decide=False, near=0
):
    sources = arrays(problem, 1)
    plan = replace(load("greedy").compiled(sources, horizon), near=near)
    if decide:
        plan = Deciding(choose=anew, table=plan.table, matrix=np.zeros((1, 1)), begin=plan.begin)
    models = len(problem.models)
    ending = Ending(horizon, 0.0, np.zeros((2, models)), np.zeros((models, models), dtype=np.int64))
    at = cursor(sources, plan, runs, 3)
    states = streams(seed, 0, runs)
    grid = np.array([10, 100, horizon])
    while not plan.advance(sources, ending, grid, states, at, fuel):
        pass
    return at.regret


def apart(first: np.ndarray, second: np.ndarray) -> float:
    """The largest difference of two empirical distribution functions."""
    points = np.concatenate([first, second])
    steps = [np.searchsorted(np.sort(sample), points, side="right") / len(sample) for sample in (first, second)]
    return float(np.abs(steps[0] - steps[1]).max())


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.slow
def test_many_rounds_at_once_change_nothing(seed: int) -> None:
    problem, runs = random_problem(seed), 4000
    fast, slow = play(problem, runs=runs), play(problem, runs=runs, seed=99, decide=True)
    allowed = 2 * sqrt(log(2 / 1e-13) / (2 * runs))
    for g in range(3):
        assert apart(fast[:, g], slow[:, g]) <= allowed


@pytest.mark.parametrize("seed", range(6))
def test_margins_never_miss_a_change_of_leader(seed: int) -> None:
    """Round by round, the same draws meet the same leaders: the regrets are the same floats."""
    for problem in (random_problem(seed), ties(seed)):
        followed, decided = play(problem, 2000, 100, near=FOREVER), play(problem, 2000, 100, decide=True)
        assert np.allclose(followed, decided, rtol=1e-12, atol=0)


def ties(seed: int) -> Problem:
    draw = random.Random(seed)
    rewards = {f"m{m}": [[Fraction(draw.choice((-1, 0, 1))) for _ in range(3)] for _ in range(2)] for m in range(5)}
    return tabular(rewards)


def test_distance_sees_a_difference() -> None:
    assert apart(np.arange(100.0), np.arange(100.0) + 50) >= 0.5


def test_interrupting_a_block_changes_nothing() -> None:
    problem = random_problem(5)
    whole = play(problem, runs=50)
    for fuel in (1, 7, 1000):
        assert (play(problem, runs=50, fuel=fuel) == whole).all()
    assert (play(problem, runs=50, fuel=3, near=FOREVER) == play(problem, runs=50, near=FOREVER)).all()


def test_a_trap_is_left_at_once() -> None:
    """Without diversity greedy stays where it is, for 10¹² rounds and nothing to draw."""
    trap = tabular({"a": [[1, 0]], "b": [[1, 2]]}, baseline=0)
    assert play(trap, horizon=10**12, runs=3)[:, -1].tolist() == [1e12] * 3


def test_horizon_of_1e12_costs_what_1e6_costs() -> None:
    problem = random_problem(2)
    long, short = play(problem, horizon=10**12, runs=200), play(problem, horizon=10**6, runs=200)
    assert np.abs(long[:, -1] - short[:, -1]).max() < 1e3


def test_lasting_is_safe_and_tight() -> None:
    """The leader stays for the rounds promised even if the rival gains all it can in each of them."""
    import numba

    from checks.simulate.loops.leader import GUARD, lasting

    ask = numba.njit(lambda ratios, reach: lasting(ratios, 0, 0, reach, 0))
    for margin, gain in ((1.0, 0.3), (5.0, 0.01), (0.5, 2.0)):
        rounds, ahead = ask(np.array([[0.0, -margin]]), np.array([[np.inf, 1 / gain]]))
        assert (rounds - 1) * gain <= margin - GUARD < rounds * gain + 1e-9
        assert ahead == margin - GUARD
    assert ask(np.array([[0.0, -1.0]]), np.array([[np.inf, np.inf]])) == (FOREVER, np.inf)
    assert ask(np.array([[0.0, 0.0]]), np.array([[np.inf, 1.0]])) == (1, -GUARD)
