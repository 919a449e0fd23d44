"""What T1 and T2 prove about the regret of greedy, as floats rounded to the safe side."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from checks.simulate.arrays import Indices, Reals
from checks.simulate.confidence import Level, geometric
from theory.errors import InputError
from theory.problem import Problem
from theory.quantities import affinity_deficit, mean_regret, policy_of, wrong_models

_UP = 1.0 + 1e-12


def wrong_selections(problem: Problem, theta: int) -> list[tuple[int, float, float]]:
    """Return m, Δ(m, θ) rounded up and 1 − ρ(m, θ) rounded down for every m in W(θ)."""
    return [
        (
            m,
            float(mean_regret(problem, m, theta)) * _UP,
            float(affinity_deficit(problem, policy_of(problem, m), m, theta).lower()) / _UP,
        )
        for m in wrong_models(problem, theta)
    ]


def geometric_tails(problem: Problem, theta: int) -> tuple[Level, ...]:
    """Return the levels of greedy's regret under the truth ``theta``; none where a wrong model confirms itself.

    Claim: T2.
    """
    wrong = wrong_selections(problem, theta)
    if any(deficit <= 0.0 for _, _, deficit in wrong):
        return ()
    return tuple(geometric([cost for _, cost, _ in wrong], [deficit for _, _, deficit in wrong]))


def residual_weights(problem: Problem, theta: int) -> Reals:
    """Return Δ(m, θ)/(1 − ρ(m, θ)) rounded up for every model, 0 outside W(θ), shape (M,).

    Claim: T1.

    Raises
    ------
    InputError
        When a wrong model confirms itself, so that nothing bounds the future.
    """
    weights = np.zeros(len(problem.models))
    for m, cost, deficit in wrong_selections(problem, theta):
        if deficit <= 0.0:
            raise InputError(
                "--horizon",
                f"without user diversity no run ends: nothing tells {problem.models[m]!r} from the truth "
                f"{problem.models[theta]!r} while it is believed; a finite horizon is needed",
            )
        weights[m] = cost / deficit * _UP
    return weights


def tied_models(problem: Problem, theta: int) -> Indices:
    """Decide exactly whether m ~_{π_a} θ, in row a and column m, shape (M, M)."""
    models, _, size = problem.shape
    scaled: NDArray[Any] = problem.scaled
    tied = np.ones((models, models), dtype=np.int64)
    for a in range(models):
        for c in problem.deployed:
            y = int(problem.policy[a, c])
            seen = [other for other in range(size) if problem.kappa[c][y][other] > 0]
            gaps = scaled[:, c, [y]] - scaled[:, c, seen]
            tied[a] &= (gaps == gaps[theta]).all(axis=1)
    return tied
