"""T3 with several best responses: a wrong model that the truth's own policy never tells from the truth."""

from __future__ import annotations

from numpy.random import Generator

from checks.refute.drawing.random_parts import population
from checks.refute.searching.observation import Dropped, Observation
from checks.refute.searching.setting import Setting, greedy
from theory.instance import Instance
from theory.quantities import mean_regret, wrong_models


def candidate(rng: Generator) -> Instance:
    """Draw related models; their rewards are coarse enough for ties."""
    return population(rng)


def observe(instance: Instance) -> Observation | None:
    """Find, although D holds, a model m in W(θ) with m ~ θ along π_θ."""
    if instance.truth is None:
        return None
    setting = Setting(instance)
    problem, theta = setting.problem, setting.truth
    wrong = set(wrong_models(problem, theta)) & set(setting.conditions.alike(problem.policy[theta], theta).tolist())
    if not wrong or not setting.conditions.diversity:
        return None
    m = min(wrong)
    return Observation(
        "ρ_*(m) < 1 for every wrong m, so that the bound on P(m_t ∈ W) tends to 0",
        f"D holds and ρ_*({problem.models[m]}) = 1: serving what is best under the truth never makes "
        f"{problem.models[m]} less likely, and the bound stays above 1",
        {"rho_star": 1, "regret_per_round": mean_regret(problem, m, theta)},
        greedy(),
    )


DROPPED = Dropped("T3", "H3", candidate, observe)
