"""T9 without each of its hypotheses: D no longer decides whether the best worst-case regret is bounded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import permutations

from numpy.random import Generator

from checks.refute.drawing.confusing import Altered, altered_by, pair_population
from checks.refute.drawing.random_parts import between, comparators, contexts, population, responses
from checks.refute.dropped import t07_h6
from checks.refute.free_rule import tied_pair
from checks.refute.searching.observation import Dropped, Observation, Value
from checks.refute.searching.setting import Setting, context_name, without_model
from checks.refute.shrinking.removals import rescaled
from theory.exact.enclosure import ball, certify
from theory.instance import Explicit, Instance, Rewards
from theory.quantities import information_per_regret

_BOUNDED = "under D the best worst-case regret is O(1)"


def related(rng: Generator) -> Instance:
    """Draw two or three related models, the last one being the truth."""
    return population(rng, models=(2, 3), users=(1, 2))


def several(rng: Generator) -> Instance:
    """Draw a pair of related models over two contexts."""
    return population(rng, models=(2, 2), users=(2, 2))


def _price(setting: Setting, pair: Altered) -> dict[str, Value]:
    """What the lower bound of T7 is made of."""
    information = information_per_regret(setting.problem, pair.a, pair.b)
    return {
        "p0": pair.p,
        "delta_a": pair.delta_a,
        "delta_b": pair.delta_b,
        "K": 0 if information.is_zero() else information,
    }


def unknown_truth(instance: Instance) -> Observation | None:
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
                    _BOUNDED,
                    f"D holds without the truth, which {setting.problem.models[a]} hides: max(R_T(a), R_T(θ)) ≥ "
                    "W(K·p0·δ·T/2)/K for every learner (p0·δ·T where K = 0)",
                    _price(setting, pair),
                )
    return None


def halving_pairs(rng: Generator) -> Instance:
    """Draw one context, two responses and models with gaps ±g and ±g/2, or ±g twice."""
    gap, names = Fraction(between(rng, 1, 3) * (-1) ** between(rng, 0, 1)), responses(2)
    gaps = [sign * gap / size for size in (1, between(rng, 1, 2)) for sign in (1, -1)]
    table = {f"m{i}": ((Fraction(0), value),) for i, value in enumerate(gaps)}
    return Instance(contexts(rng, 1), names, comparators(rng, names), Rewards(table))


def ever_closer(instance: Instance) -> Observation | None:
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
        _BOUNDED,
        "over the class continued with gaps ±g/2^i, D holds and for every learner some model has a regret that reaches "
        "g/(4·tanh²(g/2)) ≥ 1/g: the smaller g, the more",
        {"g": sizes[0], "regret_for_g": least[0], "regret_for_g/2": least[1], "1/g": 1 / sizes[0]},
    )


def free_of_charge(instance: Instance) -> Observation | None:
    """H3: D fails, and yet one policy has no regret under any model."""
    found = tied_pair(instance)
    if found is None:
        return None
    setting, pair, learner = found
    information = information_per_regret(setting.problem, pair.a, pair.b)
    return Observation(
        "without D the best worst-case regret is not O(1)",
        "D fails, and the learner has regret 0 under both models for all T",
        {"p0": pair.p, "delta_b": pair.delta_b, "K": information, "regret": Fraction(0)},
        learner,
    )


def one_context(instance: Instance) -> Observation | None:
    """H4: D holds, but in the one context that arrives it does not."""
    setting = Setting(instance)
    if len(instance.contexts) < 2 or not (setting.conditions.unique_optimum and setting.conditions.diversity):
        return None
    for c, only in arriving(instance):
        alone = Setting(only)
        for a, b in permutations(range(len(alone.problem.models)), 2):
            if alone.alike(alone.policy(a), a, b):
                for pair in altered_by(alone, a, b):
                    where = context_name(setting.problem, c)
                    return Observation(
                        _BOUNDED,
                        f"D holds, but when {' with '.join(where)} arrives in every round, max(R_T(a), R_T(b)) ≥ "
                        "W(K·δ·T/2)/K for every learner (δ·T where K = 0)",
                        _price(alone, pair),
                        {"name": "any", "arrivals": [where]},
                    )
    return None


def arriving(instance: Instance) -> Iterator[tuple[int, Instance]]:
    """Yield, for each context, the instance in which it alone arrives."""
    assert isinstance(instance.models, Rewards)
    for c, context in enumerate(instance.contexts):
        law = instance.comparators
        yield (
            c,
            replace(
                instance,
                contexts=rescaled((context,)),
                models=Rewards({name: (rows[c],) for name, rows in instance.models.table.items()}),
                comparators=Explicit((law.rows[c],)) if isinstance(law, Explicit) else law,
            ),
        )


def coin_flips(instance: Instance) -> Observation | None:
    """H5: D holds, but the answers are coin flips, from which nobody learns anything."""
    setting = Setting(instance)
    if not (setting.conditions.unique_optimum and setting.conditions.diversity):
        return None
    for a, b in permutations(range(len(setting.problem.models)), 2):
        for pair in altered_by(setting, a, b):
            return Observation(
                _BOUNDED,
                "D holds, but the answers are coin flips whatever is compared: max(R_T(a), R_T(b)) ≥ p0·δ·T for every "
                "learner",
                {"p0": pair.p, "delta_a": pair.delta_a, "delta_b": pair.delta_b, "slope": pair.p * pair.delta},
            )
    return None


def well_asked(instance: Instance) -> Observation | None:
    """H6: D fails and G holds, but a learner that chooses its comparators is bounded."""
    found = t07_h6.observe(instance)
    conditions = Setting(instance).conditions
    if found is None or not (conditions.unique_optimum and conditions.global_identifiability):
        return None
    return replace(
        found,
        claimed="without D the best worst-case regret is not O(1)",
        observed="D fails, and greedy that chooses its comparators is bounded under both models (T1)",
    )


DROPPED = (
    Dropped("T9", "H1", related, unknown_truth),
    Dropped("T9", "H2", halving_pairs, ever_closer),
    Dropped("T9", "H3", pair_population, free_of_charge),
    Dropped("T9", "H4", several, one_context),
    Dropped("T9", "H5", several, coin_flips),
    Dropped("T9", "H6", pair_population, well_asked),
)
