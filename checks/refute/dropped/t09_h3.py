"""T9 when a model has a second optimum: D fails, and yet one policy has no regret under either model."""

from __future__ import annotations

from fractions import Fraction

from checks.refute.drawing.confusing import pair_population
from checks.refute.dropped.free_rule import tied_pair
from checks.refute.searching.observation import Dropped, Observation
from theory.instance import Instance
from theory.quantities import information_per_regret


def observe(instance: Instance) -> Observation | None:
    """H3: D fails, and yet one policy has no regret under any model."""
    found = tied_pair(instance)
    if found is None:
        return None
    setting, pair, learner = found
    information = information_per_regret(setting.problem, pair.a, pair.b)
    return Observation(
        "without D the best worst-case regret is not O(1)",
        "D fails, and the learner has regret 0 under both models for all T",
        {"p0": pair.p, "delta_b": pair.delta_b, "K": information, "regret": Fraction(0)},
        learner,
    )


DROPPED = Dropped("T9", "H3", pair_population, observe)
