"""Played side by side in NumPy, or run by run in the compiled loop: the same bits."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from checks.learners import load
from checks.picture.regimes import REGIMES, regime
from checks.simulate.common.random import streams
from checks.simulate.plans import mle_plan, vectorised
from checks.simulate.plans.plan import cursor
from checks.simulate.run import Request, collect, prepare, rounds_recorded
from theory.errors import InputError
from theory.problem import Problem, tabular

ROOT = Path(__file__).parents[4]
RUNS = 70


def problems() -> list[Problem]:
    found = [Problem.of(regime(name)) for name in REGIMES]
    for seed in range(6):
        draw = random.Random(seed)
        values = (-1, 0, 1) if seed % 3 else range(-20, 21)
        models, contexts, size = draw.choice([(2, 1, 2), (4, 2, 3), (7, 3, 3)])
        rewards = {
            f"m{m}": [[Fraction(draw.choice(values), 5) for _ in range(size)] for _ in range(contexts)]
            for m in range(models)
        }
        found.append(tabular(rewards, baseline=draw.choice((None, None, 0))))
    return found


def both(problem: Problem, name: str, horizon: int | None) -> tuple[list, list] | None:
    request = Request(load(name), len(problem.models) - 1, horizon, RUNS, seed=3)
    sources, plan, ending = prepare(problem, request)
    grid = rounds_recorded(horizon or 10**12)
    together = cursor(sources, plan, RUNS, len(grid))
    states = np.concatenate([streams(3, 0, 64), streams(3, 1, RUNS - 64)])
    if not vectorised.play(plan, sources, ending, grid, states, together):
        return None
    blocks = [cursor(sources, plan, size, len(grid)) for size in (64, RUNS - 64)]
    for number, at in enumerate(blocks):
        while not plan.advance(sources, ending, grid, streams(3, number, len(at.ended)), at, 1 << 40):
            pass
    fields = ("regret", "residual", "ended")
    return [getattr(together, f) for f in fields], [np.concatenate([getattr(b, f) for b in blocks]) for f in fields]


@pytest.mark.parametrize("name", ["greedy", "pooled", "per-user"])
@pytest.mark.slow
def test_same_bits(name: str) -> None:
    compared = 0
    for problem in problems():
        for horizon in (1, 20, 1500, None):
            try:
                pair = both(problem, name, horizon)
            except InputError:
                continue
            if pair is not None:
                compared += 1
                for one, other in zip(*pair, strict=True):
                    assert (one == other).all(), (problem, horizon)
    assert compared >= 24


def test_a_long_simulation_is_left_to_the_compiled_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectorised, "LITTLE", 10)
    assert both(Problem.of(regime("bounded")), "per-user", 10_000) is None


def test_collect_uses_it_when_nothing_is_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = Problem.of(regime("bounded"))
    request = Request(load("greedy"), 1, 500, 150)
    prepared = prepare(problem, request)
    compiled = collect(*prepared, request)
    monkeypatch.delitem(sys.modules, "checks.simulate.loops.mle_loop", raising=False)
    monkeypatch.setattr(mle_plan.Following, "advance", lambda *_: pytest.fail("compiled"))
    plain = collect(*prepared, request)
    assert (plain.regret == compiled.regret).all() and (plain.residual == compiled.residual).all()


@pytest.mark.parametrize("options", [[], ["--horizon", "inf"]])
def test_a_first_start_compiles_nothing(tmp_path: Path, options: list[str]) -> None:
    """The time of a first start is that of a later one."""
    code = "import sys; from checks.cli import run; print(run(sys.argv[1:]), 'numba' in sys.modules)"
    file = str(ROOT / "checks/data/regimes/bounded.json")
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code, "simulate", file, *options],
        capture_output=True, text=True, check=True, cwd=ROOT, env=environment,
    )  # fmt: skip
    assert done.stdout.splitlines()[-1] == "0 False"


def test_a_lead_lasts_only_beyond_what_sums_may_be_off_by() -> None:
    """A lead of 3 that shrinks by 1/2 a round, of two models that may be twins, and of one that cannot catch up."""
    ratios = np.array([[3.0, 0.0, 2.9], [0.0, 1e-7, -9.0]])
    far = np.array([[np.inf, 2.0, np.inf], [1.0, np.inf, np.inf]])
    rounds, ahead = vectorised._lasting(ratios, np.array([0, 1]), far, np.array([0, 2**44]))
    assert rounds.tolist() == [6, 1] and ahead[0] == 3 - 1e-6 and ahead[1] < -0.9
