"""T3 with ties broken after the context is seen: every round is a mistake, although optima are unique."""

from __future__ import annotations

from flint import arb

from checks.refute.dropped.ties import MOST, broken, candidate, tie_rule
from checks.refute.searching.observation import Dropped, Observation
from theory.bounds import settled_deficit
from theory.instance import Instance
from theory.quantities import affinity_deficit, policy_of, wrong_models


def observe(instance: Instance) -> Observation | None:
    """T3: what is deployed is wrong in every round."""
    found = broken(instance)
    if found is None or not found[0].conditions.unique_optimum:
        return None
    setting, breaks = found
    problem, theta = setting.problem, setting.truth
    wrong = wrong_models(problem, theta)
    if len(wrong) != 1:
        return None
    rho = 1 - affinity_deficit(problem, policy_of(problem, wrong[0]), wrong[0], theta)
    settled = 1 - settled_deficit(problem, wrong[0], theta)
    for s in range(MOST):
        bound: arb = rho ** (s // 2) + settled ** ((s + 1) // 2)
        if bound < 1:
            return Observation(
                "P(mistake in round t) ≤ ρ^⌊(t−1)/2⌋ + ρ_*^⌈(t−1)/2⌉",
                "with the tie broken by context all models stay tied, and every round is a mistake",
                {"t": s + 1, "mistake": 1, "rho": rho, "rho_star": settled, "right": bound},
                tie_rule(setting, breaks),
            )
    return None


DROPPED = Dropped("T3", "tie-break", candidate, observe)
