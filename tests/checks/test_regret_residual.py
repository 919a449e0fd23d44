import random
from fractions import Fraction

import numpy as np
import pytest
from flint import ctx

from checks.exact.expectations import expected_regret, expected_selections
from checks.learners import load
from checks.regret_residual import residual
from theory.bounds import selection_drift
from theory.comparisons import comparisons
from theory.errors import InputError
from theory.exact.enclosure import ball
from theory.problem import tabular
from theory.quantities import affinity_deficit, mean_regret, policy_of

F = Fraction
PROBLEM = tabular({"a": [[0, 1], [1, 0]], "b": [[1, 0], [1, F(1, 2)]], "c": [[F(1, 3), 0], [0, 1]]})


@pytest.mark.parametrize("theta", range(3))
def test_residual_at_the_start_bounds_every_finite_regret(theta: int) -> None:
    future = residual(PROBLEM, theta)
    bound = future.regret(np.ones((1, 3)))[0]
    assert expected_regret(PROBLEM, theta, load("greedy"), 12)[-1] < bound
    selected = expected_selections(PROBLEM, theta, 12)
    for m, affine, drift in zip(future.wrong, future.affine, future.drift, strict=True):
        cost = float(mean_regret(PROBLEM, m, theta))
        assert selected[m] * cost < min(affine, drift)


def test_residual_vanishes_with_the_ratio_and_grows_with_it() -> None:
    future = residual(PROBLEM, 0)
    bounds = [future.regret(np.full((1, 3), root))[0] for root in (1e-9, 0.1, 0.9, 1.0, 1.1, 30.0, 1e200)]
    assert bounds == sorted(bounds) and bounds[0] < 1e-8 and np.isfinite(bounds).all()


def test_residual_from_a_state_bounds_what_follows() -> None:
    """R_T − R_t ≤ E[residual at t], with t = 4 and T = 12."""
    from checks.exact.enumerate import enumeration

    curve = expected_regret(PROBLEM, 1, load("greedy"), 12)
    known, future = enumeration(PROBLEM, load("greedy")), residual(PROBLEM, 1)
    law = known.probabilities(1, 5)
    regrets = future.regret(known.states.half_ratios(list(law), 1))
    bound = sum(float(mass.mid()) * regret for mass, regret in zip(law.values(), regrets, strict=True))
    assert 0 < float((curve[12] - curve[4]).mid()) < bound < future.regret(np.ones((1, 3)))[0]


def test_a_self_confirming_model_is_refused() -> None:
    trap = tabular({"a": [[0, -1]], "b": [[0, 1]]}, baseline=0)
    with pytest.raises(InputError, match="'a' is never told from the truth 'b'"):
        residual(trap, 1)
    assert residual(trap, 0).wrong == [1]


@pytest.mark.parametrize("precision", [53, 400])
@pytest.mark.parametrize("seed", range(6))
def test_the_factors_of_the_residual_are_rounded_up(seed: int, precision: int) -> None:
    """Also where they are computed with more digits than a float holds, so that the last step rounds."""
    draw = random.Random(seed)
    rewards = {f"m{m}": [[F(draw.randint(-9, 9), 7) for _ in range(3)] for _ in range(2)] for m in range(5)}
    problem = tabular(rewards)
    with ctx.workprec(precision):
        future = residual(problem, 0)
    with ctx.workprec(500):
        for m, affine, drift in zip(future.wrong, future.affine, future.drift, strict=True):
            policy, cost = policy_of(problem, m), ball(mean_regret(problem, m, 0))
            told = affinity_deficit(problem, policy, m, 0)
            assert cost / told < ball(F(affine))
            assert cost / ball(selection_drift(comparisons(problem, policy, m, 0))) < ball(F(drift))
