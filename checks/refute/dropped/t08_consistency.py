"""T8 without consistency: the constant learner pays nothing under a."""

from __future__ import annotations

from fractions import Fraction

from checks.refute.drawing.confusing import altered, pair_population
from checks.refute.searching.observation import Dropped, Observation
from checks.refute.searching.setting import Setting
from theory.instance import Instance
from theory.quantities import information_per_regret, mean_regret


def observe(instance: Instance) -> Observation | None:
    """Find a confusing pair (a, b), a with unique optima and K > 0, for whose a the first response is always best."""
    setting = Setting(instance)
    problem = setting.problem
    for pair in altered(setting):
        if not pair.unique or any(setting.policy(pair.a)):
            continue
        information = information_per_regret(problem, pair.a, pair.b)
        if information.is_zero():
            continue
        return Observation(
            "liminf R_T(a)/ln T ≥ 1/K",
            "the constant learner has R_T(a) = 0 for all T (and pays for it under b, where it is linear)",
            {
                "K": information,
                "left": Fraction(0),
                "right": 1 / information,
                "regret_per_round_b": mean_regret(problem, pair.a, pair.b),
            },
            {"name": "constant"},
        )
    return None


DROPPED = Dropped("T8", "consistency", pair_population, observe)
