"""T26 with infinitely many models: nothing hides, tracking is greedy, and greedy never gets past the crowd."""

from __future__ import annotations

from dataclasses import replace

from checks.refute.dropped import t01_h2
from checks.refute.dropped.infinite_class import candidate
from checks.refute.searching.observation import Dropped, Observation
from checks.refute.searching.setting import Setting
from theory.instance import Instance


def observe(instance: Instance) -> Observation | None:
    """Find what T1 finds, with unique optima."""
    found = t01_h2.observe(instance)
    if found is None or not Setting(instance).conditions.unique_optimum:
        return None
    return replace(
        found,
        claimed="R_T(θ) is bounded where nothing hides from θ",
        learner={**(found.learner or {}), "name": "tracking"},
    )


DROPPED = Dropped("T26", "H2", candidate, observe)
