"""T25 when the contexts in which the two models differ never arrive: nobody has to pay anything."""

from __future__ import annotations

from fractions import Fraction

from checks.refute.drawing.confusing import altered, pair_population
from checks.refute.searching.observation import Dropped, Observation
from checks.refute.searching.setting import Setting, context_name
from theory.exploration.constant import regret_constant
from theory.instance import Instance


def observe(instance: Instance) -> Observation | None:
    """Find a confusing pair, a with unique optima and 0 < C(a) < ∞, and a context in which π_a is best for both."""
    setting = Setting(instance)
    problem = setting.problem
    for pair in altered(setting):
        constant = regret_constant(setting.conditions, pair.a).value if pair.unique else None
        shared = [c for c in problem.deployed if problem.optimal[pair.b, c, setting.policy(pair.a)[c]]]
        if not constant or not shared:
            continue
        where = context_name(problem, shared[0])
        return Observation(
            "liminf R_T(a)/ln T ≥ C(a) for every learner that is consistent at all that hides from a",
            f"when {' with '.join(where)} arrives in every round, the policy of {problem.models[pair.a]} has regret 0 "
            "under both models: it is consistent, and R_T(a) = 0",
            {"left": Fraction(0), "right": constant},
            {"name": f"policy of {problem.models[pair.a]}", "arrivals": [where]},
        )
    return None


DROPPED = Dropped("T25", "H4", pair_population, observe)
