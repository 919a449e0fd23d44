"""T1 without diversity: greedy confirms itself and its regret is linear (the trap of T10)."""

from __future__ import annotations

from numpy.random import Generator

from checks.refute.drawing.random_parts import population
from checks.refute.searching.observation import Dropped, Observation
from checks.refute.searching.setting import Setting, greedy
from theory.instance import Instance
from theory.quantities import mean_regret


def candidate(rng: Generator) -> Instance:
    """Draw a class of related models with the last one as the truth."""
    return population(rng)


def observe(instance: Instance) -> Observation | None:
    """Find that all models keep equal likelihood along the policy of the first, which is wrong.

    Ties go to the first model, so that greedy deploys its policy for ever: R_T = T·Δ exactly.
    """
    if instance.truth is None:
        return None
    setting = Setting(instance)
    cost = mean_regret(setting.problem, 0, setting.truth)
    if not cost or not setting.frozen(setting.policy(0)):
        return None
    return Observation(
        "the regret of greedy stays below Σ Δ(m,θ)/(1−ρ(m,θ)), whatever T",
        f"{setting.problem.models[0]} is never told from the truth by its own policy: R_T = T·{cost} exactly",
        {"regret_per_round": cost, "rho": 1},
        greedy(),
    )


DROPPED = Dropped("T1", "D", candidate, observe)
