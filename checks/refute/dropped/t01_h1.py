"""T1 with the truth outside the class: greedy is linear, although one model has the right policy."""

from __future__ import annotations

from fractions import Fraction

from numpy.random import Generator

from checks.refute.drawing.random_parts import population
from checks.refute.misspecified.lock_in import trap
from checks.refute.searching.observation import Dropped, Observation
from checks.refute.searching.setting import Setting, greedy, without_model
from theory.comparisons import comparisons
from theory.exact.enclosure import ball
from theory.instance import Instance
from theory.quantities import affinity_deficit, mean_regret


def candidate(rng: Generator) -> Instance:
    """Draw three related models, the last one being the truth that the learner does not have."""
    return population(rng, models=(3, 3))


def observe(instance: Instance) -> Observation | None:
    """Find a diverse class {a, g}, g with the right policy, and feedback that favours a along π_a.

    a is not even hidden: ρ(a, θ) < 1, so that the right side of T1 is finite.
    """
    if instance.truth is None or len(instance.model_names) != 3:
        return None
    setting = Setting(instance)
    problem, truth = setting.problem, setting.truth
    a, g = (m for m in range(3) if m != truth)
    cost, policy = mean_regret(problem, a, truth), setting.policy(a)
    if not cost or mean_regret(problem, g, truth) or setting.alike(policy, a, truth):
        return None
    if not Setting(without_model(instance, problem.models[truth])).conditions.diversity:
        return None
    found = trap(comparisons(problem, policy, a, truth), comparisons(problem, policy, g, truth), lambda gap: gap)
    if found is None:
        return None
    return Observation(
        "the regret of greedy over a diverse class stays below Δ(a,θ)/(1−ρ(a,θ))",
        f"the class holds {problem.models[g]}, whose policy is right for the truth, yet greedy starts at "
        f"{problem.models[a]} and stays there for ever with probability q or more: R_T ≥ q·Δ·T",
        {
            "regret_per_round": cost,
            "lambda": Fraction(found.power),
            "q": found.chance,
            "slope": found.chance * ball(cost),
            "T1": ball(cost) / affinity_deficit(problem, policy, a, truth),
        },
        greedy(**{"class": [problem.models[a], problem.models[g]]}),
    )


DROPPED = Dropped("T1", "H1", candidate, observe)
