"""T27 with ties broken after the context is seen: slates that tell nothing are drawn where the tie costs."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import product

from flint import arb
from numpy.random import Generator

from checks.refute.drawing.random_parts import between, law, population
from checks.refute.dropped.ties import tie_rule
from checks.refute.searching.observation import Dropped, Observation
from checks.refute.searching.setting import Setting
from theory.exact.enclosure import ball
from theory.instance import Instance, Slate
from theory.problem import Problem
from theory.protocol.actions import served, shown
from theory.quantities import wrong_models


def candidate(rng: Generator) -> Instance:
    """Draw two models over two contexts, and slates from cold policies."""
    drawn = population(rng, models=(2, 2), users=(2, 2), rate=0.8)
    rows = tuple(tuple(law(rng, len(drawn.responses))) for _ in drawn.contexts)
    return replace(drawn, comparators=Slate(Fraction(between(rng, 1, 8)), rows))


def observe(instance: Instance) -> Observation | None:
    """Find one model a context whose slates tell so little that the tie costs more than T27 allows."""
    if instance.truth is None or len(instance.model_names) != 2:
        return None
    setting = Setting(instance)
    problem, theta = setting.problem, setting.truth
    if problem.slates is None or wrong_models(problem, theta) != (1 - theta,):
        return None
    bound = ball(setting.right_side("T27", "headline", theta=theta))
    for breaks in product(range(2), repeat=len(problem.deployed)):
        cost = sum(
            (problem.p[c] * problem.shortfall(theta, c, served(problem, c, m)) for c, m in enumerate(breaks)),
            Fraction(0),
        )
        told = sum((ball(problem.p[c]) * telling(problem, c, m) for c, m in enumerate(breaks)), arb(0))
        if ball(cost) / told > bound:
            return Observation(
                "the regret of greedy on slates stays below Δ(m,θ)/(1−ρ(m,θ))",
                "with the tie broken by context both models stay tied until a slate tells them apart, which happens "
                "in a round with a small probability",
                {"regret_per_round": cost, "chance_to_tell": told, "regret_at_least": ball(cost) / told, "T27": bound},
                tie_rule(setting, breaks),
            )
    return None


def telling(problem: Problem, c: int, m: int) -> arb:
    """Enclose the probability that a slate of a model tells the two models apart in a context."""
    slates = shown(problem, c, m)
    apart = (w for w, y, other in slates if problem.gap(0, c, y, other) != problem.gap(1, c, y, other))
    return sum(map(ball, apart), arb(0))


DROPPED = Dropped("T27", "tie-break", candidate, observe)
