"""T1 with ties broken after the context is seen: a mixture of tied policies that reveals nothing."""

from __future__ import annotations

from numpy.random import Generator

from checks.refute.drawing.random_parts import population
from checks.refute.searching.observation import Dropped, Observation
from checks.refute.searching.setting import Setting, context_name, greedy
from theory.instance import Instance
from theory.quantities import policy_regret


def candidate(rng: Generator) -> Instance:
    """Draw two or three related models over several contexts."""
    return population(rng, models=(2, 3), users=(2, 3))


def observe(instance: Instance) -> Observation | None:
    """Find, although D holds, one model a context whose response reveals nothing there and is wrong somewhere.

    All models stay tied for ever, so that the tie may be broken that way in every round.
    """
    if instance.truth is None:
        return None
    setting = Setting(instance)
    problem = setting.problem
    breaks = worst_silent_models(setting)
    if breaks is None or not setting.conditions.diversity:
        return None
    policy = [int(problem.policy[m, c]) for c, m in enumerate(breaks)]
    cost = policy_regret(problem, policy, setting.truth)
    if not cost:
        return None
    return Observation(
        "greedy has bounded regret in whatever way ties between models of maximal likelihood are broken",
        f"D holds, but with the tie broken by context all models stay tied for ever: R_T = T·{cost} exactly",
        {"regret_per_round": cost},
        greedy(ties=[{"context": context_name(problem, c), "model": problem.models[m]} for c, m in enumerate(breaks)]),
    )


def worst_silent_models(setting: Setting) -> list[int] | None:
    """For each context the model whose response there is silent and costs the truth most; ``None`` if one has none."""
    problem, chosen = setting.problem, []
    for c in problem.deployed:
        silent = [m for m in range(len(problem.models)) if setting.silent(c, int(problem.policy[m, c]))]
        if not silent:
            return None
        chosen.append(max(silent, key=lambda m, c=c: problem.shortfall(setting.truth, c, int(problem.policy[m, c]))))  # type: ignore[misc]
    return chosen


DROPPED = Dropped("T1", "tie-break", candidate, observe)
