"""T5 without full support of the comparators: a policy along which a wrong model looks like the truth."""

from __future__ import annotations

from checks.refute.drawing.instance_families import small_population
from checks.refute.searching.observation import Dropped, Observation
from checks.refute.searching.setting import Setting
from theory.instance import Instance
from theory.quantities import mean_regret, policy_of, wrong_models


def observe(instance: Instance) -> Observation | None:
    """T5 without full support: a policy along which a wrong model looks like the truth."""
    if instance.truth is None:
        return None
    setting = Setting(instance)
    problem, theta = setting.problem, setting.truth
    for g in range(len(problem.models)):
        for m in wrong_models(problem, theta):
            if setting.alike(policy_of(problem, g), m, theta):
                return Observation(
                    "ρ_{π_g}(m, θ) < 1 for all g ∈ Θ and m ∈ W(θ)",
                    f"the policy of {problem.models[g]} never tells {problem.models[m]} from the truth",
                    {"rho": 1, "regret_per_round": mean_regret(problem, m, theta)},
                )
    return None


DROPPED = Dropped("T5", "full-support", small_population, observe)
