"""T3 without diversity: with unique optima, greedy stays at a wrong model for ever."""

from __future__ import annotations

from dataclasses import replace

from checks.refute.dropped import t01_d
from checks.refute.searching.observation import Dropped, Observation
from checks.refute.searching.setting import Setting
from theory.instance import Instance


def observe(instance: Instance) -> Observation | None:
    """T3 without D: with unique optima, greedy stays at a wrong model for ever."""
    found = t01_d.observe(instance)
    if found is None or not Setting(instance).conditions.unique_optimum:
        return None
    return replace(
        found,
        claimed="P(m_t ∈ W) tends to 0 exponentially fast",
        observed="the first model is never told from the truth by its own policy: P(m_t ∈ W) = 1 for all t",
        values={"mistake": 1, "rho": 1},
    )


DROPPED = Dropped("T3", "D", t01_d.candidate, observe)
