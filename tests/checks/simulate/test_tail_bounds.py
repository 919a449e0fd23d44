"""What is taken as proven about regret is true of the runs."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from checks.learners import NAMES, load
from checks.picture.regimes import REGIMES, regime
from checks.simulate.residual_bounds import mistakes
from checks.simulate.run import Request, collect, prepare
from checks.simulate.tail_bounds import knowledge
from theory.instance import Context, Instance, Rewards, Uniform
from theory.problem import Problem
from theory.quantities import affinity_deficit, mean_regret, policy_of


def two_users() -> Problem:
    """Each user reveals what matters to them."""
    third = Fraction(1, 3)
    rewards = {"m": ((Fraction(1), Fraction(0)), (Fraction(0), Fraction(1))), "n": ((Fraction(0), Fraction(1)),) * 2}
    return Problem.of(
        Instance(
            contexts=(Context("ann", "x", third), Context("bob", "x", 1 - third)),
            responses=("r", "s"),
            comparators=Uniform(),
            models=Rewards({**rewards, "o": ((Fraction(2), Fraction(0)), (Fraction(3), Fraction(0)))}),
        )
    )


PROBLEMS = [Problem.of(regime(name)) for name in REGIMES] + [two_users()]


@pytest.mark.parametrize("name", NAMES)
def test_no_run_leaves_the_range(name: str) -> None:
    for problem in PROBLEMS:
        for theta in range(len(problem.models)):
            request = Request(load(name), theta, 500, 200)
            try:
                sources, plan, ending = prepare(problem, request)
            except ValueError as error:
                assert "global identifiability" in str(error)
                continue
            known = knowledge(sources, plan)
            sample = collect(sources, plan, ending, request)
            for g, t in enumerate(sample.grid):
                at_most = [level.size for level in known(int(t)).levels if level.tail == 0.0]
                assert (sample.regret[:, g] >= known(int(t)).floor * (1 - 1e-9)).all()
                assert (sample.regret[:, g] <= known(int(t)).floor + min(at_most) * (1 + 1e-9) + 1e-9).all()


@pytest.mark.parametrize("name", ["greedy", "per-user"])
def test_tails_are_heavier_than_those_of_the_runs(name: str) -> None:
    """The mean excess over every level is below its tail, but for a chance of about 1e-12 a level (one-sided)."""
    request = Request(load(name), 0, 1000, 4000)
    sources, plan, ending = prepare(two_users(), request)
    last = collect(sources, plan, ending, request).regret[:, -1]
    known = knowledge(sources, plan)(1000)
    finite = [level for level in known.levels if 0.0 < level.tail < np.inf]
    assert len(finite) >= 5
    for level in finite:
        excess = np.maximum(last - known.floor - level.size, 0.0)
        assert excess.mean() - 7 * excess.std() / 4000**0.5 <= level.tail


def test_mistakes_of_everybody_are_those_of_greedy() -> None:
    problem = two_users()
    levels, rest = mistakes(problem, 0, range(2))
    assert rest == 0.0
    wrong = [m for m in (1, 2) if mean_regret(problem, m, 0)]
    deficits = [float(affinity_deficit(problem, policy_of(problem, m), m, 0)) for m in wrong]
    largest = levels[0].tail
    assert largest <= sum(float(mean_regret(problem, m, 0)) / d for m, d in zip(wrong, deficits, strict=True))


def test_a_model_that_confirms_itself_has_no_tail() -> None:
    problem = Problem.of(regime("logarithmic"))
    _, rest = mistakes(problem, 1, range(len(problem.contexts)))
    assert rest == pytest.approx(float(mean_regret(problem, 0, 1)))
