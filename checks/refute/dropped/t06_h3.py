"""T6 when a has a second optimum: deploying it costs nothing under a and is right under b."""

from __future__ import annotations

from fractions import Fraction

from checks.refute.drawing.confusing import pair_population
from checks.refute.dropped.free_rule import tied_pair
from checks.refute.searching.observation import Dropped, Observation
from theory.instance import Instance
from theory.quantities import information_per_regret


def observe(instance: Instance) -> Observation | None:
    """Find a confusing pair with a policy that is optimal under both models: the left side of T6 is 0 for all T."""
    found = tied_pair(instance)
    if found is None:
        return None
    setting, pair, learner = found
    return Observation(
        "R_T(a)/δ_a + R_T(b)/δ_b ≥ p0·Σ(1 − √(1 − exp(−K·R_t(a)))), which is p0 at T = 1, for every learner",
        "the learner has regret 0 under both models for all T",
        {
            "p0": pair.p,
            "delta_a": pair.delta_a,
            "delta_b": pair.delta_b,
            "K": information_per_regret(setting.problem, pair.a, pair.b),
            "left": Fraction(0),
            "right": pair.p,
        },
        learner,
    )


DROPPED = Dropped("T6", "H3", pair_population, observe, ("unique-optimum-of-a",))
