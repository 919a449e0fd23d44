"""T19 with several best responses: any two users share one, and yet no response is best for all."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from numpy.random import Generator

from checks.refute.drawing.random_parts import between, frozen, population
from checks.refute.searching.observation import Dropped, Observation
from checks.refute.searching.setting import Setting
from theory.instance import Instance, Rewards
from theory.pooled import pooled_gap, prompts


def candidate(rng: Generator) -> Instance:
    """Draw users of one prompt who like a response or do not."""
    drawn = population(rng, models=(1, 1), users=(2, 4), size=(2, 3))
    likes = [[Fraction(between(rng, 0, 1)) for _ in drawn.responses] for _ in drawn.contexts]
    return replace(drawn, models=Rewards({"m0": frozen(likes)}))


def observe(instance: Instance) -> Observation | None:
    """Find users of one prompt who share a best response two by two, although every pooled policy costs something."""
    if instance.truth is None:
        return None
    setting = Setting(instance)
    problem, theta = setting.problem, setting.truth
    cost = pooled_gap(problem, theta)
    best = problem.optimal[theta]
    pairs = [pair for group in prompts(problem).values() for pair in combinations(group, 2)]
    if not cost or not all((best[c] & best[other]).any() for c, other in pairs):
        return None
    return Observation(
        "a pooled learner pays iff two users who share a prompt differ in their best response",
        "any two users share a best response, but no response is best for all: R_T ≥ c·T for every pooled learner",
        {"c": cost, "users": len(problem.deployed)},
        {"name": "pooled"},
    )


DROPPED = Dropped("T19", "H3", candidate, observe)
