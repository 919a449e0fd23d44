"""T3, T4, T11 and T12 with infinitely many models: the crowd around the truth is never refuted, by any data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from numpy.random import Generator

from checks.refute.drawing.random_parts import between, pointing
from checks.refute.dropped import t01_h2
from checks.refute.dropped.t01_h2 import CONTINUED, Comparison, crowded
from checks.refute.searching.observation import Dropped, Observation
from checks.refute.searching.setting import greedy
from theory.bounds import strong_deficit
from theory.instance import Context, Instance, Training
from theory.problem import Problem
from theory.quantities import affinity, offline_affinity, uniform_affinity_deficit

_ENDLESS = "over the class continued with gaps g ± s/2^i"


def never_right(instance: Instance) -> Observation | None:
    """T3: with unique optima and D, greedy over the continued class is wrong in every round."""
    crowd = crowded(instance)
    if crowd is None or not (crowd.setting.conditions.diversity and crowd.setting.conditions.unique_optimum):
        return None
    return Observation(
        "P(m_t ∈ W) tends to 0 exponentially fast",
        f"{_ENDLESS}, D holds and P(m_t ∈ W) = 1 for all t",
        {
            "mistake": 1,
            **crowd.ends("rho", affinity),
        },
        greedy(**{"class": CONTINUED}),
    )


def mistakes_in_every_round(instance: Instance) -> Observation | None:
    """T4: with strong diversity at the truth, greedy over the continued class is wrong in every round."""
    crowd = crowded(instance)
    if crowd is None or not crowd.setting.conditions.strong_diversity(crowd.setting.truth):
        return None
    parts = [t01_h2.prefix(instance, pairs) for pairs in range(1, t01_h2.PAIRS + 1)]
    return Observation(
        "the expected number of mistakes is at most ⌈ln|W|/ln(1/ρ̄)⌉ + 1/(1 − ρ̄)",
        f"{_ENDLESS}, each model is told from the truth by each policy, but ρ̄ = 1: T mistakes in T rounds",
        {
            "mistakes_per_round": 1,
            **{
                f"1-rhobar_for_{len(part.models) - 1}_wrong": strong_deficit(part, len(part.models) - 1)
                for part in parts
            },
        },
        greedy(**{"class": CONTINUED}),
    )


def everywhere(problem: Problem, m: int) -> Iterator[Comparison]:
    """Yield the comparisons that exploration exposes."""
    for c in problem.deployed:
        for y, row in enumerate(problem.kappa[c]):
            yield from ((c, y, other) for other, mass in enumerate(row) if mass)


def pointing_crowd(rng: Generator) -> Instance:
    """Draw a crowd under an explicit comparator table; some comparisons are never made."""
    drawn = t01_h2.candidate(rng)
    return replace(drawn, comparators=pointing(rng, len(drawn.contexts), len(drawn.responses)))


def exploration_in_vain(instance: Instance) -> Observation | None:
    """T11: with G, the model that is most likely on exploration data is wrong in every round."""
    crowd = crowded(instance, everywhere)
    if crowd is None or not crowd.setting.conditions.global_identifiability:
        return None
    return Observation(
        "for some rate s, R_T ≤ Δ_U·(s·ln T + 1) + (π²/6)·Σ Δ(m,θ)",
        f"{_ENDLESS}, G holds, no s is enough, and R_T ≥ {crowd.cost}·(T − s·ln T − 1) for each s",
        {
            "regret_per_round": crowd.cost,
            **crowd.ends("1-rho_U", uniform_affinity_deficit),
        },
        {"name": "forced-exploration", "class": CONTINUED},
    )


def trained_crowd(rng: Generator) -> Instance:
    """Draw a crowd of two contexts with training in one of them."""
    drawn = t01_h2.candidate(rng)
    place = between(rng, 0, len(drawn.contexts) - 1)
    chosen = drawn.contexts[place]
    trained = Training((Context(chosen.user, chosen.prompt, Fraction(1)),), None)
    return replace(drawn, training=trained)


def collected(problem: Problem, m: int) -> Iterator[Comparison]:
    """Yield the comparisons that training exposes."""
    assert problem.q is not None and problem.beta is not None
    for c, mass in enumerate(problem.q):
        for y, behaviour in enumerate(problem.beta[c]):
            if mass * behaviour:
                yield from ((c, y, other) for other, chance in enumerate(problem.kappa[c][y]) if chance)


def data_in_vain(instance: Instance) -> Observation | None:
    """T12: with D_off, the most likely model is wrong whatever the data."""
    if instance.training is None:
        return None
    crowd = crowded(instance, collected)
    if crowd is None or crowd.setting.conditions.offline_confusion is not None:
        return None
    return Observation(
        "E SubOpt ≤ Σ Δ(m,θ)·ρ_off(m,θ)^n, which tends to 0",
        f"{_ENDLESS}, D_off holds and E SubOpt = {crowd.cost} for every n",
        {
            "suboptimality": crowd.cost,
            **crowd.ends("rho_off", offline_affinity),
        },
        {"name": "maximum likelihood", "class": CONTINUED},
    )


DROPPED = (
    Dropped("T3", "H2", t01_h2.candidate, never_right),
    Dropped("T4", "H2", t01_h2.candidate, mistakes_in_every_round),
    Dropped("T11", "H2", pointing_crowd, exploration_in_vain),
    Dropped("T12", "H2", trained_crowd, data_in_vain),
)
