"""What T1 and T2 prove about the regret of a maximum-likelihood learner, as floats rounded to the safe side."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from checks.simulate.arrays import Indices, Reals
from checks.simulate.confidence import Level, geometric
from theory.problem import Problem
from theory.quantities import affinity_deficit, mean_regret, policy_of, wrong_models

_UP = 1.0 + 1e-12


@dataclass(frozen=True, eq=False)
class Future:
    """Weights of the residual and tails of the regret, for one truth θ.

    Attributes
    ----------
    weights : float array, shape (M,)
        Δ(m, θ)/(1 − ρ(m, θ)), 0 for right models.
    tied : int array, shape (M, M)
        Whether m ~_{π_a} θ, in row a and column m.
    levels : tuple of Level
        From the geometric tail; empty if there is none.
    stuck : int or None
        A wrong model with ρ = 1, for which nothing is proven.
    """

    weights: Reals
    tied: Indices
    levels: tuple[Level, ...]
    stuck: int | None


def future(problem: Problem, theta: int) -> Future:
    """Return what is proven of greedy under the truth ``theta``.

    Claim: T1, T2.
    """
    wrong = wrong_models(problem, theta)
    costs = [float(mean_regret(problem, m, theta)) * _UP for m in wrong]
    deficits = [
        float(affinity_deficit(problem, policy_of(problem, m), m, theta).lower()) * (2.0 - _UP) for m in wrong
    ]
    stuck = next((m for m, deficit in zip(wrong, deficits, strict=True) if deficit <= 0.0), None)
    weights = np.zeros(len(problem.models))
    if stuck is None:
        for m, cost, deficit in zip(wrong, costs, deficits, strict=True):
            weights[m] = cost / deficit * _UP
    levels = tuple(geometric(costs, deficits)) if stuck is None else ()
    return Future(weights, _tied(problem, theta), levels, stuck)


def _tied(problem: Problem, theta: int) -> Indices:
    """Decide exactly which models agree with θ on everything a policy exposes."""
    models, _, size = problem.shape
    tied = np.ones((models, models), dtype=np.int64)
    for a in range(models):
        for c in problem.deployed:
            y = int(problem.policy[a, c])
            seen = [other for other in range(size) if problem.kappa[c][y][other] > 0]
            gaps = problem.scaled[:, c, [y]] - problem.scaled[:, c, seen]
            tied[a] &= (gaps == gaps[theta]).all(axis=1)
    return tied
