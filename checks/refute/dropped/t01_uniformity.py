"""T1 with diversity at the truth only: greedy is linear however ties are broken (T21)."""

from __future__ import annotations

from flint import arb
from numpy.random import Generator

from checks.refute.drawing.random_parts import population
from checks.refute.searching.observation import Dropped, Observation
from checks.refute.searching.setting import Setting, greedy
from theory.exact.enclosure import ball, certify
from theory.instance import Instance
from theory.preference import sigmoid
from theory.problem import Problem
from theory.quantities import mean_regret, policy_of


def candidate(rng: Generator) -> Instance:
    """Draw two related models."""
    return population(rng, models=(2, 2))


def observe(instance: Instance) -> Observation | None:
    """Find a self-confirming a that θ's own policy tells from θ.

    While a is deployed nothing changes. Once θ is deployed, one round favours a with probability q, and then a leads
    strictly and for ever. Whenever ties first go to θ, R_T ≥ q Δ (T − 1).
    """
    if instance.truth is None or len(instance.model_names) != 2:
        return None
    setting = Setting(instance)
    problem, theta = setting.problem, setting.truth
    a = 1 - theta
    cost = mean_regret(problem, a, theta)
    if not cost or not setting.frozen(setting.policy(a)) or setting.frozen(setting.policy(theta)):
        return None
    if not setting.conditions.pointwise_diversity(theta):
        return None
    chance = misleading_chance(problem, a, theta)
    return Observation(
        "diversity at the truth keeps the regret of greedy bounded",
        "D holds at the truth, yet R_T ≥ q·Δ·(T − 1) however ties are broken",
        {"regret_per_round": cost, "q": chance, "slope": chance * ball(cost)},
        greedy(ties="any"),
    )


def misleading_chance(problem: Problem, a: int, theta: int) -> arb:
    """Enclose the probability, under θ, that one round of π_θ makes a likelier than θ."""
    policy = policy_of(problem, theta)
    terms = []
    for c in problem.deployed:
        for y, mass in enumerate(problem.kappa[c][policy[c]]):
            believed, true = problem.gap(a, c, policy[c], y), problem.gap(theta, c, policy[c], y)
            if mass and believed != true:
                terms.append((problem.p[c] * mass, true if believed > true else -true))
    return certify(lambda: sum((ball(mass) * sigmoid(gap) for mass, gap in terms), arb(0)))


DROPPED = Dropped("T1", "uniformity", candidate, observe)
