"""T25 without consistency: the constant learner pays nothing under a."""

from __future__ import annotations

from fractions import Fraction

from checks.refute.drawing.confusing import altered, pair_population
from checks.refute.searching.observation import Dropped, Observation
from checks.refute.searching.setting import Setting
from theory.exploration.constant import regret_constant
from theory.instance import Instance
from theory.quantities import mean_regret


def observe(instance: Instance) -> Observation | None:
    """Find a confusing pair (a, b), a with unique optima and 0 < C(a) < ∞, for whose a the first response is best."""
    setting = Setting(instance)
    for pair in altered(setting):
        constant = regret_constant(setting.conditions, pair.a).value if pair.unique else None
        if not constant or any(setting.policy(pair.a)):
            continue
        return Observation(
            "liminf R_T(a)/ln T ≥ C(a)",
            "the constant learner has R_T(a) = 0 for all T (and pays for it under b, where it is linear)",
            {
                "left": Fraction(0),
                "right": constant,
                "regret_per_round_b": mean_regret(setting.problem, pair.a, pair.b),
            },
            {"name": "constant"},
        )
    return None


DROPPED = Dropped("T25", "consistency", pair_population, observe)
