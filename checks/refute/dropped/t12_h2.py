"""T12 with infinitely many models: the most likely model is wrong whatever the offline data, although D_off holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from numpy.random import Generator

from checks.refute.drawing.random_parts import between
from checks.refute.dropped.infinite_class import CONTINUED, ENDLESS, Comparison, candidate, crowded
from checks.refute.searching.observation import Dropped, Observation
from theory.instance import Context, Instance, Training
from theory.problem import Problem
from theory.quantities import offline_affinity


def trained_crowd(rng: Generator) -> Instance:
    """Draw a crowd of two contexts with training in one of them."""
    drawn = candidate(rng)
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


def observe(instance: Instance) -> Observation | None:
    """T12: with D_off, the most likely model is wrong whatever the data."""
    if instance.training is None:
        return None
    crowd = crowded(instance, collected)
    if crowd is None or crowd.setting.conditions.offline_confusion is not None:
        return None
    return Observation(
        "E SubOpt ≤ Σ Δ(m,θ)·ρ_off(m,θ)^n, which tends to 0",
        f"{ENDLESS}, D_off holds and E SubOpt = {crowd.cost} for every n",
        {
            "suboptimality": crowd.cost,
            **crowd.ends("rho_off", offline_affinity),
        },
        {"name": "maximum likelihood", "class": CONTINUED},
    )


DROPPED = Dropped("T12", "H2", trained_crowd, observe)
