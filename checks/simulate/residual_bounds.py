"""Bounds of T1 and T2 on the regret of greedy, as floats rounded to the safe side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from checks.regret_residual import residual
from checks.simulate.common.arrays import Indices, Reals
from checks.simulate.common.confidence import Level, geometric
from theory.problem import Problem
from theory.quantities import mean_regret, own_deficit, wrong_models

_UP = 1.0 + 1e-12


def mistakes(problem: Problem, theta: int, contexts: Sequence[int]) -> tuple[list[Level], float]:
    """Return what is proven of the regret in some contexts while the leader on the feedback from there is followed.

    Each wrong model that its own policy tells from the truth leads in n + 1 rounds with probability at most ρⁿ, where ρ
    is its affinity to the truth in one round of all contexts of which only these are seen.

    Claim: T2.

    Returns
    -------
    list of Level
        Of the regret from those wrong models.
    float
        What a round costs at most under any other wrong model.
    """
    law = tuple(p if c in contexts else Fraction(0) for c, p in enumerate(problem.p))
    part = replace(problem, p=law)
    costs, deficits, rest = [], [], 0.0
    for m in wrong_models(part, theta):
        cost = float(mean_regret(part, m, theta)) * _UP
        deficit = float(own_deficit(part, m, theta).lower()) / _UP
        if deficit > 0.0:
            costs.append(cost)
            deficits.append(deficit)
        else:
            rest = max(rest, cost)
    return geometric(costs, deficits), rest


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
