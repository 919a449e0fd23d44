"""T8 when a has a second optimum: a learner consistent at b pays nothing under a."""

from __future__ import annotations

from fractions import Fraction

from checks.refute.drawing.confusing import pair_population
from checks.refute.dropped.free_rule import tied_pair
from checks.refute.searching.observation import Dropped, Observation
from theory.instance import Instance
from theory.quantities import information_per_regret


def observe(instance: Instance) -> Observation | None:
    """Find a confusing pair, K > 0, with a policy that is optimal under both models."""
    found = tied_pair(instance)
    if found is None:
        return None
    setting, pair, learner = found
    information = information_per_regret(setting.problem, pair.a, pair.b)
    if information.is_zero():
        return None
    return Observation(
        "liminf R_T(a)/ln T ≥ 1/K for every learner that is consistent at b",
        "the learner has regret 0 under b, so it is consistent there, and regret 0 under a",
        {"K": information, "left": Fraction(0), "right": 1 / information},
        learner,
    )


DROPPED = Dropped("T8", "H3", pair_population, observe, ("unique-optimum-of-a",))
