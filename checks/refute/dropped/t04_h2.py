"""T4 with infinitely many models: greedy is wrong in every round, although SD holds."""

from __future__ import annotations

from checks.refute.dropped.infinite_class import CONTINUED, ENDLESS, PAIRS, candidate, crowded, prefix
from checks.refute.searching.observation import Dropped, Observation
from checks.refute.searching.setting import greedy
from theory.bounds import strong_deficit
from theory.instance import Instance


def observe(instance: Instance) -> Observation | None:
    """T4: with strong diversity at the truth, greedy over the continued class is wrong in every round."""
    crowd = crowded(instance)
    if crowd is None or not crowd.setting.conditions.strong_diversity(crowd.setting.truth):
        return None
    parts = [prefix(instance, pairs) for pairs in range(1, PAIRS + 1)]
    return Observation(
        "the expected number of mistakes is at most ⌈ln|W|/ln(1/ρ̄)⌉ + 1/(1 − ρ̄)",
        f"{ENDLESS}, each model is told from the truth by each policy, but ρ̄ = 1: T mistakes in T rounds",
        {
            "mistakes_per_round": 1,
            **{f"1-rhobar_for_{part.truth}_wrong": strong_deficit(part.problem, part.truth) for part in parts},
        },
        greedy(**{"class": CONTINUED}),
    )


DROPPED = Dropped("T4", "H2", candidate, observe)
