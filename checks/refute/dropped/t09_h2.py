"""T9 with infinitely many models: D holds, but pairs with ever smaller gaps make the regret unbounded."""

from __future__ import annotations

from fractions import Fraction

from numpy.random import Generator

from checks.refute.drawing.random_parts import between, comparators, contexts, responses
from checks.refute.dropped.trichotomy import BOUNDED
from checks.refute.searching.observation import Dropped, Observation
from checks.refute.searching.setting import Setting
from theory.exact.enclosure import ball, certify
from theory.instance import Instance, Rewards


def candidate(rng: Generator) -> Instance:
    """Draw one context, two responses and models with gaps ±g and ±g/2, or ±g twice."""
    gap, names = Fraction(between(rng, 1, 3) * (-1) ** between(rng, 0, 1)), responses(2)
    gaps = [sign * gap / size for size in (1, between(rng, 1, 2)) for sign in (1, -1)]
    table = {f"m{i}": ((Fraction(0), value),) for i, value in enumerate(gaps)}
    return Instance(contexts(rng, 1), names, comparators(rng, names), Rewards(table))


def observe(instance: Instance) -> Observation | None:
    """H2: the class goes on with gaps ±g/2^i.

    Each round has affinity ρ = 1/cosh(g/2) between the models of a pair. By L4 the two regrets together are at least
    g Σ_t (1 − √(1 − ρ^(2t))) ≥ g/(2(1 − ρ²)) = g/(2 tanh²(g/2)) ≥ 2/g in the long run, whoever learns.
    """
    setting = Setting(instance)
    problem = setting.problem
    if problem.shape != (4, 1, 2) or not all(problem.kappa[0][y][1 - y] for y in range(2)):
        return None
    gaps = [problem.gap(m, 0, 1, 0) for m in range(4)]
    if not gaps[0] or gaps != [gaps[0], -gaps[0], gaps[0] / 2, -gaps[0] / 2]:
        return None
    sizes = [abs(gaps[0]), abs(gaps[2])]
    least = [certify(lambda g=g: ball(g) / (4 * ball(g / 2).tanh() ** 2)) for g in sizes]  # type: ignore[misc]
    if not least[0] < least[1]:
        return None
    return Observation(
        BOUNDED,
        "over the class continued with gaps ±g/2^i, D holds and for every learner some model has a regret that reaches "
        "g/(4·tanh²(g/2)) ≥ 1/g: the smaller g, the more",
        {"g": sizes[0], "regret_for_g": least[0], "regret_for_g/2": least[1], "1/g": 1 / sizes[0]},
    )


DROPPED = Dropped("T9", "H2", candidate, observe)
