"""Ties broken after the context is seen: mixtures of tied policies that reveal nothing, so the tie lasts for ever."""

from __future__ import annotations

from collections.abc import Sequence

from numpy.random import Generator

from checks.refute.drawing.random_parts import population
from checks.refute.searching.setting import Setting, context_name, greedy
from theory.instance import Instance
from theory.quantities import policy_regret

MOST = 200
"""Horizons that are tried."""


def candidate(rng: Generator) -> Instance:
    """Draw two related models over several contexts."""
    return population(rng, models=(2, 2), users=(2, 3))


def worst_silent_models(setting: Setting) -> list[int] | None:
    """For each context the model whose response there is silent and costs the truth most; ``None`` if one has none."""
    problem, chosen = setting.problem, []
    for c in problem.deployed:
        silent = [m for m in range(len(problem.models)) if setting.silent(c, int(problem.policy[m, c]))]
        if not silent:
            return None
        chosen.append(max(silent, key=lambda m, c=c: problem.shortfall(setting.truth, c, int(problem.policy[m, c]))))  # type: ignore[misc]
    return chosen


def broken(instance: Instance) -> tuple[Setting, list[int]] | None:
    """Return one model a context whose response is silent there, if D holds and together they are wrong."""
    if instance.truth is None or len(instance.model_names) != 2:
        return None
    setting = Setting(instance)
    breaks = worst_silent_models(setting)
    if breaks is None or not setting.conditions.diversity:
        return None
    policy = [int(setting.problem.policy[m, c]) for c, m in enumerate(breaks)]
    return (setting, breaks) if policy_regret(setting.problem, policy, setting.truth) else None


def tie_rule(setting: Setting, breaks: Sequence[int]) -> dict[str, object]:
    """Describe greedy whose ties go to one model a context."""
    names = setting.problem.models
    return dict(
        greedy(ties=[{"context": context_name(setting.problem, c), "model": names[m]} for c, m in enumerate(breaks)])
    )
