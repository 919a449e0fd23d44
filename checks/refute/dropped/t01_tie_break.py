"""T1 with ties broken after the context is seen: the regret of greedy is linear, although D holds."""

from __future__ import annotations

from numpy.random import Generator

from checks.refute.drawing.random_parts import population
from checks.refute.dropped.ties import worst_silent_models
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


DROPPED = Dropped("T1", "tie-break", candidate, observe)
