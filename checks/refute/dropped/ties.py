"""T2–T4 with ties broken after the context is seen: the mixture of tied policies of T1 that reveals nothing."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import count

from flint import arb
from numpy.random import Generator

from checks.refute.drawing.random_parts import population
from checks.refute.dropped.t01_tie_break import worst_silent_models
from checks.refute.searching.observation import Dropped, Observation
from checks.refute.searching.setting import Setting, context_name, greedy
from theory.bounds import settled_deficit, strong_deficit
from theory.exact.enclosure import ball
from theory.instance import Instance
from theory.quantities import affinity, affinity_deficit, policy_of, policy_regret, wrong_models

_MOST = 200
"""Horizons that are tried."""


def candidate(rng: Generator) -> Instance:
    """Draw two related models over several contexts."""
    return population(rng, models=(2, 2), users=(2, 3))


def _broken(instance: Instance) -> tuple[Setting, list[int]] | None:
    """Return one model a context whose response is silent there, if D holds and together they are wrong."""
    if instance.truth is None or len(instance.model_names) != 2:
        return None
    setting = Setting(instance)
    breaks = worst_silent_models(setting)
    if breaks is None or not setting.conditions.diversity:
        return None
    policy = [int(setting.problem.policy[m, c]) for c, m in enumerate(breaks)]
    return (setting, breaks) if policy_regret(setting.problem, policy, setting.truth) else None


def _ties(setting: Setting, breaks: Sequence[int]) -> dict[str, object]:
    names = setting.problem.models
    return dict(
        greedy(ties=[{"context": context_name(setting.problem, c), "model": names[m]} for c, m in enumerate(breaks)])
    )


def selected_for_ever(instance: Instance) -> Observation | None:
    """T2: the wrong model is followed in its contexts for ever, so that its selections are binomial."""
    found = _broken(instance)
    if found is None:
        return None
    setting, breaks = found
    problem, theta = setting.problem, setting.truth
    m = 1 - theta
    share = sum((problem.p[c] for c, chosen in enumerate(breaks) if chosen == m), Fraction(0))
    if m not in wrong_models(problem, theta) or not share:
        return None
    bound = affinity(problem, m, theta)
    for horizon in range(2, _MOST):
        tail = 1 - (1 - share) ** horizon - horizon * share * (1 - share) ** (horizon - 1)
        if ball(tail) > bound:
            return Observation(
                "P(N_T(m) ≥ 2) ≤ ρ(m,θ) for all T",
                f"with the tie broken by context all models stay tied, and {problem.models[m]} is selected whenever "
                f"a context of its share arrives: N_T is binomial",
                {"T": horizon, "share": share, "left": tail, "rho": bound},
                _ties(setting, breaks),
            )
    return None


def mistaken_for_ever(instance: Instance) -> Observation | None:
    """T3: what is deployed is wrong in every round."""
    found = _broken(instance)
    if found is None or not found[0].conditions.unique_optimum:
        return None
    setting, breaks = found
    problem, theta = setting.problem, setting.truth
    wrong = wrong_models(problem, theta)
    if len(wrong) != 1:
        return None
    rho = 1 - affinity_deficit(problem, policy_of(problem, wrong[0]), wrong[0], theta)
    settled = 1 - settled_deficit(problem, wrong[0], theta)
    for s in range(_MOST):
        bound: arb = rho ** (s // 2) + settled ** ((s + 1) // 2)
        if bound < 1:
            return Observation(
                "P(mistake in round t) ≤ ρ^⌊(t−1)/2⌋ + ρ_*^⌈(t−1)/2⌉",
                "with the tie broken by context all models stay tied, and every round is a mistake",
                {"t": s + 1, "mistake": 1, "rho": rho, "rho_star": settled, "right": bound},
                _ties(setting, breaks),
            )
    return None


def counted_for_ever(instance: Instance) -> Observation | None:
    """T4: the number of mistakes is T."""
    found = _broken(instance)
    if found is None or not found[0].conditions.strong_diversity(found[0].truth):
        return None
    setting, breaks = found
    problem, theta = setting.problem, setting.truth
    if len(wrong_models(problem, theta)) != 1:
        return None
    bound = 1 / strong_deficit(problem, theta)
    horizon = next(t for t in count(1) if ball(t) > bound)
    return Observation(
        "the expected number of mistakes is at most ⌈ln|W|/ln(1/ρ̄)⌉ + 1/(1 − ρ̄), where |W| = 1",
        "with the tie broken by context all models stay tied, and there are T mistakes in T rounds",
        {"T": horizon, "mistakes": horizon, "right": bound},
        _ties(setting, breaks),
    )


DROPPED = (
    Dropped("T2", "tie-break", candidate, selected_for_ever),
    Dropped("T3", "tie-break", candidate, mistaken_for_ever),
    Dropped("T4", "tie-break", candidate, counted_for_ever),
)
