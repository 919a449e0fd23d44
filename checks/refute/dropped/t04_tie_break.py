"""T4 with ties broken after the context is seen: T mistakes in T rounds, although SD holds."""

from __future__ import annotations

from itertools import count

from checks.refute.dropped.ties import broken, candidate, tie_rule
from checks.refute.searching.observation import Dropped, Observation
from theory.bounds import strong_deficit
from theory.exact.enclosure import ball
from theory.instance import Instance
from theory.quantities import wrong_models


def observe(instance: Instance) -> Observation | None:
    """T4: the number of mistakes is T."""
    found = broken(instance)
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
        tie_rule(setting, breaks),
    )


DROPPED = Dropped("T4", "tie-break", candidate, observe)
