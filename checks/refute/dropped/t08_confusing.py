"""T8 for a pair that is not confusing: greedy is bounded under both models, and so consistent."""

from __future__ import annotations

from checks.refute.drawing.confusing import altered_by, pair_population
from checks.refute.searching.observation import Dropped, Observation
from checks.refute.searching.setting import Setting, greedy
from theory.instance import Instance
from theory.quantities import information_per_regret


def observe(instance: Instance) -> Observation | None:
    """Find D on a class {a, b}, a with unique optima and K > 0, and π_a suboptimal for b."""
    setting = Setting(instance)
    problem = setting.problem
    if len(problem.models) != 2 or not setting.conditions.diversity:
        return None
    for pair in altered_by(setting, 0, 1):
        information = information_per_regret(problem, pair.a, pair.b)
        if not pair.unique or information.is_zero():
            continue
        return Observation(
            "liminf R_T(a)/ln T ≥ 1/K for every learner that is consistent at b",
            "D holds on {a, b}, so that greedy is bounded under both (T1): it is consistent, and R_T(a)/ln T → 0",
            {
                "K": information,
                "right": 1 / information,
                "bound_a": setting.greedy_bound(pair.a),
                "bound_b": setting.greedy_bound(pair.b),
            },
            greedy(),
        )
    return None


DROPPED = Dropped("T8", "confusing", pair_population, observe)
