"""What T1 and T2 prove about the regret of greedy, as floats rounded to the safe side."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from checks.exact.residual import residual
from checks.simulate.arrays import Indices, Reals
from checks.simulate.confidence import Level, geometric
from theory.problem import Problem
from theory.quantities import affinity_deficit, mean_regret, policy_of, wrong_models

_UP = 1.0 + 1e-12


def geometric_tails(problem: Problem, theta: int) -> tuple[Level, ...]:
    """Return the levels of greedy's regret under the truth ``theta``; none where a wrong model confirms itself.

    Claim: T2.
    """
    wrong = wrong_models(problem, theta)
    costs = [float(mean_regret(problem, m, theta)) * _UP for m in wrong]
    deficits = [float(affinity_deficit(problem, policy_of(problem, m), m, theta).lower()) / _UP for m in wrong]
    return tuple(geometric(costs, deficits)) if all(deficit > 0.0 for deficit in deficits) else ()


def residual_weights(problem: Problem, theta: int) -> Reals:
    """Return Δ(m, θ)/(1 − ρ(m, θ)) and Δ(m, θ)/J(m, θ), rounded up, 0 outside W(θ), shape (2, M).

    Claim: T1, T1′.

    Raises
    ------
    InputError
        When a wrong model confirms itself, so that nothing bounds the future.
    """
    known = residual(problem, theta)
    weights = np.zeros((2, len(problem.models)))
    weights[:, known.wrong] = known.affine, known.drift
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
