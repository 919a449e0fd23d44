"""T12 without offline diversity: the maximum-likelihood policy never improves."""

from __future__ import annotations

from checks.refute.drawing.offline import trained_population
from checks.refute.searching.observation import Dropped, Observation
from checks.refute.searching.setting import Setting
from theory.instance import Instance
from theory.quantities import mean_regret, offline_deficit


def observe(instance: Instance) -> Observation | None:
    """Find that the data have the same law under every model, and that the first is wrong.

    All likelihoods stay equal, the tie goes to the first model, and its suboptimality is what is paid for every n.
    """
    if instance.truth is None or instance.training is None:
        return None
    setting = Setting(instance)
    problem, theta = setting.problem, setting.truth
    cost = mean_regret(problem, 0, theta)
    others = (m for m in range(1, len(problem.models)))
    if not cost or not all(offline_deficit(problem, m, 0).is_zero() for m in others):
        return None
    return Observation(
        "E SubOpt ≤ Σ Δ(m,θ)·ρ_off(m,θ)^n, which tends to 0",
        f"the data say nothing: E SubOpt = {cost} for every n",
        {"suboptimality": cost, "rho_off": 1},
        {"name": "maximum likelihood", "ties": "the first model"},
    )


DROPPED = Dropped("T12", "D_off", trained_population, observe)
