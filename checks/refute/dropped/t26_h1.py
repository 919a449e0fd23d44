"""T26 with the truth outside the class: nothing hides from the others, and tracking is trapped as greedy is."""

from __future__ import annotations

from dataclasses import replace

from checks.refute.dropped import t01_h1
from checks.refute.searching.observation import Dropped, Observation
from checks.refute.searching.setting import Setting, without_model
from theory.instance import Instance


def observe(instance: Instance) -> Observation | None:
    """Find what T1 finds, with unique optima: over a diverse class tracking is greedy."""
    found = t01_h1.observe(instance)
    if found is None:
        return None
    setting = Setting(instance)
    known = Setting(without_model(instance, setting.problem.models[setting.truth]))
    if not known.conditions.unique_optimum or not setting.conditions.unique_optimum:
        return None
    return replace(
        found,
        claimed="R_T(θ) ≤ C(θ) ln T + O(√ln T)",
        observed=f"over a diverse class tracking is greedy: {found.observed}",
        learner={**(found.learner or {}), "name": "tracking"},
    )


DROPPED = Dropped("T26", "H1", t01_h1.candidate, observe)
