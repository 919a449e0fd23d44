"""T26 without global identifiability: every learner is linear on one of two models, `tracking` among them."""

from __future__ import annotations

from dataclasses import replace

from checks.refute.dropped import t09_g
from checks.refute.searching.observation import Dropped, Observation
from theory.instance import Instance


def observe(instance: Instance) -> Observation | None:
    """Find what T9 finds."""
    found = t09_g.observe(instance)
    return None if found is None else replace(found, claimed="one learner has R_T(θ)/ln T → C(θ) < ∞ at every θ")


DROPPED = Dropped("T26", "G", t09_g.candidate, observe)
