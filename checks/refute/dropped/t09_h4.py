"""T9 when one context arrives in every round: D holds, but not in that context."""

from __future__ import annotations

from itertools import permutations

from checks.refute.drawing.confusing import altered_by
from checks.refute.dropped.trichotomy import BOUNDED, arriving, price, several
from checks.refute.searching.observation import Dropped, Observation
from checks.refute.searching.setting import Setting, context_name
from theory.instance import Instance


def observe(instance: Instance) -> Observation | None:
    """H4: D holds, but in the one context that arrives it does not."""
    setting = Setting(instance)
    if len(instance.contexts) < 2 or not (setting.conditions.unique_optimum and setting.conditions.diversity):
        return None
    for c, only in arriving(instance):
        alone = Setting(only)
        for a, b in permutations(range(len(alone.problem.models)), 2):
            if alone.alike(alone.policy(a), a, b):
                for pair in altered_by(alone, a, b):
                    where = context_name(setting.problem, c)
                    return Observation(
                        BOUNDED,
                        f"D holds, but when {' with '.join(where)} arrives in every round, max(R_T(a), R_T(b)) ≥ "
                        "W(K·δ·T/2)/K for every learner (δ·T where K = 0)",
                        price(alone, pair),
                        {"name": "any", "arrivals": [where]},
                    )
    return None


DROPPED = Dropped("T9", "H4", several, observe)
