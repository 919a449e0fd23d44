"""Bound of T1 on greedy's future regret from a state, and its sharper form, in floats rounded up."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from flint import arb
from numpy.typing import NDArray

from theory.bounds import selection_drift
from theory.comparisons import comparisons
from theory.errors import InputError
from theory.exact.enclosure import ball
from theory.problem import Problem
from theory.protocol.actions import choice
from theory.quantities import mean_regret, own_deficit, wrong_models

ROUNDING = 1 + 2.0**-32
"""Granted to a bound computed in floating point: a few operations on non-negative numbers."""

TINY = 1e-300
"""Granted to a bound for underflow."""


@dataclass(frozen=True)
class Residual:
    """Bounds on the expected future regret of greedy.

    With s = L(m)/L(θ), the expected number of future selections of m is at most √s / (1 − ρ(m, θ)) and at most
    G(s) / J, where G(s) = s for s ≤ 1 and 1 + ln s above.

    Claim: T1.

    Attributes
    ----------
    wrong : list of int
        W(θ).
    affine, drift : array, shape (len(wrong),)
        Upper bounds of Δ(m, θ)/(1 − ρ(m, θ)) and of Δ(m, θ)/J.
    """

    wrong: list[int]
    affine: NDArray[np.float64]
    drift: NDArray[np.float64]

    def regret(self, half_ratios: NDArray[np.float64]) -> NDArray[np.float64]:
        """Bound the future regret of states, from upper bounds of √s, shape (states, M)."""
        root = half_ratios[:, self.wrong]
        with np.errstate(over="ignore", invalid="ignore"):
            concave = np.where(root <= 1, root * root, 1 + 2 * np.log(np.maximum(root, 1)))
            bound = np.minimum(root * self.affine, concave * self.drift).sum(axis=1)
        return np.asarray(np.where(np.isnan(bound), np.inf, bound * ROUNDING + TINY))


def residual(problem: Problem, theta: int) -> Residual:
    """Return the residual under truth ``theta``.

    Raises
    ------
    InputError
        When a model confirms itself against the truth, so that greedy need not be bounded.
    """
    wrong, affine, drift = list(wrong_models(problem, theta)), [], []
    for m in wrong:
        cost, deficit = mean_regret(problem, m, theta), own_deficit(problem, m, theta)
        if deficit.is_zero():
            raise InputError(
                "--horizon",
                f"inf needs user diversity, but {problem.models[m]!r} is never told from the truth "
                f"{problem.models[theta]!r} by its own policy; give a finite horizon",
            )
        affine.append(_above(cost, deficit))
        drift.append(_above(cost, ball(selection_drift(comparisons(problem, choice(problem, m), m, theta)))))
    return Residual(wrong, np.array(affine), np.array(drift))


def _above(cost: Fraction, divisor: arb) -> float:
    return float((ball(cost) / divisor).upper()) * ROUNDING
