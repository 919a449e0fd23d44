"""T1 when one context arrives in every round: the context that would tell the models apart never comes."""

from __future__ import annotations

from numpy.random import Generator

from checks.refute.drawing.random_parts import population
from checks.refute.searching.observation import Dropped, Observation
from checks.refute.searching.setting import Setting, context_name, greedy
from theory.instance import Instance


def candidate(rng: Generator) -> Instance:
    """Draw related models over several contexts."""
    return population(rng, users=(2, 3))


def observe(instance: Instance) -> Observation | None:
    """Find, although D holds, a context where the first model's response is silent and wrong: let it always arrive."""
    if instance.truth is None:
        return None
    setting = Setting(instance)
    problem, theta = setting.problem, setting.truth
    first = setting.policy(0)
    stuck = [c for c in problem.deployed if setting.silent(c, first[c]) and problem.shortfall(theta, c, first[c])]
    if not stuck or not setting.conditions.diversity:
        return None
    bound = setting.greedy_bound(theta)
    cost = problem.shortfall(theta, stuck[0], first[stuck[0]])
    where = context_name(problem, stuck[0])
    return Observation(
        "the regret of greedy stays below Σ Δ(m,θ)/(1−ρ(m,θ)) under D",
        f"D holds, but when {' with '.join(where)} arrives in every round, R_T = T·{cost} exactly",
        {"regret_per_round": cost, "T1": bound},
        greedy(arrivals=[where]),
    )


DROPPED = Dropped("T1", "H4", candidate, observe)
