"""T9 for a learner that chooses its comparators: D fails and G holds, but its regret is bounded."""

from __future__ import annotations

from dataclasses import replace

from checks.refute.drawing.confusing import pair_population
from checks.refute.dropped import t07_h6
from checks.refute.searching.observation import Dropped, Observation
from checks.refute.searching.setting import Setting
from theory.instance import Instance


def observe(instance: Instance) -> Observation | None:
    """H6: D fails and G holds, but a learner that chooses its comparators is bounded."""
    found = t07_h6.observe(instance)
    conditions = Setting(instance).conditions
    if found is None or not (conditions.unique_optimum and conditions.global_identifiability):
        return None
    return replace(
        found,
        claimed="without D the best worst-case regret is not O(1)",
        observed="D fails, and greedy that chooses its comparators is bounded under both models (T1)",
    )


DROPPED = Dropped("T9", "H6", pair_population, observe)
