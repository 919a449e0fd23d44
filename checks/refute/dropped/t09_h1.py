"""T9 with the truth outside the class: D holds on the class, but a model is confused with the truth."""

from __future__ import annotations

from numpy.random import Generator

from checks.refute.drawing.confusing import altered_by
from checks.refute.drawing.random_parts import population
from checks.refute.dropped.trichotomy import BOUNDED, price
from checks.refute.searching.observation import Dropped, Observation
from checks.refute.searching.setting import Setting, without_model
from theory.instance import Instance


def candidate(rng: Generator) -> Instance:
    """Draw two or three related models, the last one being the truth."""
    return population(rng, models=(2, 3), users=(1, 2))


def observe(instance: Instance) -> Observation | None:
    """H1: D holds on the class, but one of its models is confused with a truth that is none of them."""
    if instance.truth is None or len(instance.model_names) < 2:
        return None
    setting = Setting(instance)
    rest = Setting(without_model(instance, setting.problem.models[setting.truth]))
    if not rest.conditions.diversity or not setting.conditions.unique_optimum:
        return None
    for a in range(len(setting.problem.models)):
        if a != setting.truth and setting.alike(setting.policy(a), a, setting.truth):
            for pair in altered_by(setting, a, setting.truth):
                return Observation(
                    BOUNDED,
                    f"D holds without the truth, which {setting.problem.models[a]} hides: max(R_T(a), R_T(θ)) ≥ "
                    "W(K·p0·δ·T/2)/K for every learner (p0·δ·T where K = 0)",
                    price(setting, pair),
                )
    return None


DROPPED = Dropped("T9", "H1", candidate, observe)
