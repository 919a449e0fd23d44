"""T26 when two models agree on all that is seen and price explorations differently: the wrong price is paid."""

from __future__ import annotations

from checks.refute.drawing.instance_families import mispriced
from checks.refute.searching.observation import Dropped, Observation
from checks.refute.searching.setting import Setting
from theory.claims.hypotheses import met
from theory.claims.scope import Scope
from theory.exact.enclosure import ball
from theory.exploration.constant import regret_constant
from theory.instance import Instance


def observe(instance: Instance) -> Observation | None:
    """Find a model that is never told from the truth, comes before it, and whose plan costs more than C(θ) under θ.

    The likelihoods of the two are always equal, so that the first is believed whenever the truth would be.
    """
    setting = Setting(instance)
    problem, conditions = setting.problem, setting.conditions
    if problem.truth is None or not met(("H3", "G"), Scope(instance), {}):
        return None
    theta, seen = setting.truth, conditions.views.reshape(-1, len(problem.models))
    for m in range(theta):
        plan, true = regret_constant(conditions, m), regret_constant(conditions, theta).value
        if (seen[:, m] != seen[:, theta]).any() or not plan.exploration or not true:
            continue
        paid = sum((ball(problem.shortfall(theta, *pair)) * n for pair, n in plan.exploration.items()), ball(0))
        if paid > ball(true):
            return Observation(
                "R_T(θ)/ln T → C(θ)",
                f"nothing ever tells {problem.models[m]} from the truth; it comes first, so that its plan is followed, "
                "which costs more under the truth: R_T(θ)/ln T tends to that",
                {"left": paid, "right": true},
                {"name": "tracking"},
            )
    return None


DROPPED = Dropped("T26", "G+", mispriced, observe)
