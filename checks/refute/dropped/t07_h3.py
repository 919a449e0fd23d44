"""T7 when a has a second optimum: no logarithm is paid."""

from __future__ import annotations

from fractions import Fraction

from checks.refute.drawing.confusing import pair_population
from checks.refute.dropped.free_rule import tied_pair
from checks.refute.searching.observation import Dropped, Observation
from theory.instance import Instance
from theory.quantities import information_per_regret


def observe(instance: Instance) -> Observation | None:
    """Find a confusing pair with a policy that is optimal under both models: the larger regret is 0."""
    found = tied_pair(instance)
    if found is None:
        return None
    setting, pair, learner = found
    return Observation(
        "max(R_T(a), R_T(b)) ≥ W(K·p0·δ·T/2)/K > 0 for every learner (p0·δ·T where K = 0)",
        "the learner has regret 0 under both models for all T",
        {
            "p0": pair.p,
            "delta": pair.delta,
            "K": information_per_regret(setting.problem, pair.a, pair.b),
            "left": Fraction(0),
        },
        learner,
    )


DROPPED = Dropped("T7", "H3", pair_population, observe, ("unique-optimum-of-a",))
