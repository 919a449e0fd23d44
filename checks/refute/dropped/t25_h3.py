"""T25 when a has a second optimum: a learner consistent at b pays nothing under a."""

from __future__ import annotations

from fractions import Fraction

from checks.refute.drawing.confusing import pair_population
from checks.refute.drawing.instance_families import hiding, tied
from checks.refute.dropped.free_rule import tied_pair
from checks.refute.searching.observation import Dropped, Observation
from theory.exploration.constant import regret_constant
from theory.instance import Instance


def observe(instance: Instance) -> Observation | None:
    """Find a confusing pair with a policy that is optimal under both models, and 0 < C(a) < ∞ although it is free."""
    found = tied_pair(instance)
    if found is None:
        return None
    setting, pair, learner = found
    constant = regret_constant(setting.conditions, pair.a).value
    if not constant:
        return None
    return Observation(
        "liminf R_T(a)/ln T ≥ C(a) for every learner that is consistent at all that hides from a",
        "the learner has regret 0 under b, so it is consistent there, and regret 0 under a",
        {"left": Fraction(0), "right": constant},
        learner,
    )


DROPPED = Dropped("T25", "H3", hiding(tied(pair_population)), observe, ("unique-optimum-of-a",))
