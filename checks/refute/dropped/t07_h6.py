"""T7 for a learner that chooses its comparators: greedy that always asks the telling comparison is bounded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from flint import arb

from checks.refute.drawing.confusing import Altered, altered, pair_population
from checks.refute.misspecified.misspecification import telling_comparators
from checks.refute.searching.observation import Dropped, Observation
from checks.refute.searching.setting import Setting, context_name, greedy
from theory.exact.enclosure import ball, bounds
from theory.instance import Explicit, Instance
from theory.problem import Problem
from theory.quantities import information_per_regret

MAX_EXPONENT = 100
"""Counterexamples in which the crossing lies beyond T = e^100 are passed over."""


def observe(instance: Instance) -> Observation | None:
    """Find a confusing pair, a with unique optima and K > 0, that chosen comparators tell apart.

    With the comparators chosen, D holds and T1 bounds both regrets by C. The lower bound of T7 exceeds C as soon as
    T > 2C e^{KC}/(p0 δ).
    """
    setting = Setting(instance)
    for pair in altered(setting):
        if not pair.unique:
            continue
        information = information_per_regret(setting.problem, pair.a, pair.b)
        observation = None if information.is_zero() else _observation(setting, pair, information)
        if observation is not None:
            return observation
    return None


def _observation(setting: Setting, pair: Altered, information: arb) -> Observation | None:
    chosen = telling_comparators(setting.problem, pair.a, pair.b)
    asked = Setting(replace(setting.instance, comparators=chosen))
    forward, backward = asked.greedy_bound(pair.a), asked.greedy_bound(pair.b)
    most = forward.max(backward)
    if not information * most < MAX_EXPONENT:
        return None
    horizon = int(bounds(2 * most * (information * most).exp() / ball(pair.p * pair.delta))[1]) + 1
    return Observation(
        "max(R_T(a), R_T(b)) ≥ W(K·p0·δ·T/2)/K, which grows without bound",
        f"greedy that chooses its comparators is bounded under both models (T1), below that from T = {horizon} on",
        {
            "p0": pair.p,
            "delta": pair.delta,
            "K": information,
            "bound_a": forward,
            "bound_b": backward,
            "T": horizon,
        },
        greedy(comparators=_named(setting.problem, chosen)),
    )


def _named(problem: Problem, law: Explicit) -> list[Mapping[str, Any]]:
    return [
        {
            "context": context_name(problem, c),
            "deployed": problem.responses[y],
            "comparator": problem.responses[row.index(Fraction(1))],
        }
        for c, table in enumerate(law.rows)
        for y, row in enumerate(table)
    ]


DROPPED = Dropped("T7", "H6", pair_population, observe)
