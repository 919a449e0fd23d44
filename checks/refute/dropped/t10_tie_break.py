"""T10 with ties to the hidden alternative: greedy starts with the right policy."""

from __future__ import annotations

from checks.refute.drawing.confusing import pair_population
from checks.refute.searching.observation import Dropped, Observation
from checks.refute.searching.setting import Setting, greedy
from theory.instance import Instance
from theory.quantities import mean_regret


def observe(instance: Instance) -> Observation | None:
    """T10 with ties to the hidden alternative: the first model is the truth, and greedy starts with its policy."""
    setting = Setting(instance)
    problem = setting.problem
    if len(problem.models) != 2 or not setting.alike(setting.policy(1), 1, 0):
        return None
    cost = mean_regret(problem, 1, 0)
    if not cost:
        return None
    names = problem.models
    return Observation(
        f"R_T({names[0]}) = T·Δ({names[1]}, {names[0]})",
        f"the tie goes to {names[0]}, whose own policy is deployed first: R_1 = 0",
        {"T": 1, "left": 0, "right": cost},
        greedy(ties=f"to {names[0]}"),
    )


DROPPED = Dropped("T10", "tie-break", pair_population, observe)
