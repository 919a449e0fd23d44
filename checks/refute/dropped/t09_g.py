"""T9 without global identifiability: every learner is linear on one of two models."""

from __future__ import annotations

from dataclasses import replace

from numpy.random import Generator

from checks.refute.drawing.confusing import altered, pair_population
from checks.refute.drawing.random_parts import pointing
from checks.refute.searching.observation import Dropped, Observation
from checks.refute.searching.setting import Setting
from theory.instance import Instance
from theory.quantities import information_per_regret


def candidate(rng: Generator) -> Instance:
    """Draw a pair of related models under an explicit comparator table; some comparisons are never made."""
    drawn = pair_population(rng)
    return replace(drawn, comparators=pointing(rng, len(drawn.contexts), len(drawn.responses)))


def observe(instance: Instance) -> Observation | None:
    """Find, with unique optima, a confusing pair on which K = 0: nothing that can be deployed tells b from a."""
    setting = Setting(instance)
    if not setting.conditions.unique_optimum or setting.conditions.global_identifiability:
        return None
    for pair in altered(setting):
        if information_per_regret(setting.problem, pair.a, pair.b).is_zero():
            return Observation(
                "the best worst-case regret grows at most like ln T",
                "K = 0: max(R_T(a), R_T(b)) ≥ p0·δ·T for every learner (T7)",
                {
                    "p0": pair.p,
                    "delta_a": pair.delta_a,
                    "delta_b": pair.delta_b,
                    "K": 0,
                    "slope": pair.p * pair.delta,
                },
            )
    return None


DROPPED = Dropped("T9", "G", candidate, observe)
