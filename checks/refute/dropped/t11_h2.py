"""T11 with infinitely many models: the most likely model on exploration data is always wrong, although G holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from numpy.random import Generator

from checks.refute.drawing.random_parts import pointing
from checks.refute.dropped.infinite_class import CONTINUED, ENDLESS, Comparison, candidate, crowded
from checks.refute.searching.observation import Dropped, Observation
from theory.instance import Instance
from theory.problem import Problem
from theory.quantities import uniform_affinity_deficit


def everywhere(problem: Problem, m: int) -> Iterator[Comparison]:
    """Yield the comparisons that exploration exposes."""
    for c in problem.deployed:
        for y, row in enumerate(problem.kappa[c]):
            yield from ((c, y, other) for other, mass in enumerate(row) if mass)


def pointing_crowd(rng: Generator) -> Instance:
    """Draw a crowd under an explicit comparator table; some comparisons are never made."""
    drawn = candidate(rng)
    return replace(drawn, comparators=pointing(rng, len(drawn.contexts), len(drawn.responses)))


def observe(instance: Instance) -> Observation | None:
    """T11: with G, the model that is most likely on exploration data is wrong in every round."""
    crowd = crowded(instance, everywhere)
    if crowd is None or not crowd.setting.conditions.global_identifiability:
        return None
    return Observation(
        "for some rate s, R_T ≤ Δ_U·(s·ln T + 1) + (π²/6)·Σ Δ(m,θ)",
        f"{ENDLESS}, G holds, no s is enough, and R_T ≥ {crowd.cost}·(T − s·ln T − 1) for each s",
        {
            "regret_per_round": crowd.cost,
            **crowd.ends("1-rho_U", uniform_affinity_deficit),
        },
        {"name": "forced-exploration", "class": CONTINUED},
    )


DROPPED = Dropped("T11", "H2", pointing_crowd, observe)
