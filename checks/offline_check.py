"""The offline part of an examined instance: what the training data tell apart, and how many samples T12 asks for."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from theory.bounds import samples_for
from theory.diversity import Conditions
from theory.enclosure import decimal_pair
from theory.quantities import mean_regret, offline_deficit, wrong_models

EPSILONS = ("0.1", "0.01", "0.001")
"""The suboptimalities for which a sample size is reported."""


def document(conditions: Conditions, truths: Sequence[int]) -> dict[str, Any]:
    """Return the ``offline`` object of the check document for a finite class.

    Claim: T12.
    """
    problem = conditions.problem
    examined = {}
    for theta in truths:
        terms = [
            (problem.models[m], mean_regret(problem, m, theta), offline_deficit(problem, m, theta))
            for m in wrong_models(problem, theta)
        ]
        wrong = {
            name: {"regret_per_round": str(regret), "rho": decimal_pair(1 - deficit)} for name, regret, deficit in terms
        }
        weights = [(regret, deficit) for _, regret, deficit in terms]
        samples = {epsilon: samples_for(weights, Fraction(epsilon)) for epsilon in EPSILONS}
        examined[problem.models[theta]] = {"wrong": wrong, "samples_for": samples}
    return {"diversity": conditions.offline_confusion is None, "truths": examined}
