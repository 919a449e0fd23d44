"""T9 with another link: D holds, but the answers are coin flips, from which nobody learns anything."""

from __future__ import annotations

from itertools import permutations

from checks.refute.drawing.confusing import altered_by
from checks.refute.dropped.trichotomy import BOUNDED, several
from checks.refute.searching.observation import Dropped, Observation
from checks.refute.searching.setting import Setting
from theory.instance import Instance


def observe(instance: Instance) -> Observation | None:
    """H5: D holds, but the answers are coin flips, from which nobody learns anything."""
    setting = Setting(instance)
    if not (setting.conditions.unique_optimum and setting.conditions.diversity):
        return None
    for a, b in permutations(range(len(setting.problem.models)), 2):
        for pair in altered_by(setting, a, b):
            return Observation(
                BOUNDED,
                "D holds, but the answers are coin flips whatever is compared: max(R_T(a), R_T(b)) ≥ p0·δ·T for every "
                "learner",
                {"p0": pair.p, "delta_a": pair.delta_a, "delta_b": pair.delta_b, "slope": pair.p * pair.delta},
            )
    return None


DROPPED = Dropped("T9", "H5", several, observe)
