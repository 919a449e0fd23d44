"""T2 with ties broken after the context is seen: a wrong model is selected for ever in its contexts."""

from __future__ import annotations

from fractions import Fraction

from checks.refute.dropped.ties import MOST, broken, candidate, tie_rule
from checks.refute.searching.observation import Dropped, Observation
from theory.exact.enclosure import ball
from theory.instance import Instance
from theory.quantities import affinity, wrong_models


def observe(instance: Instance) -> Observation | None:
    """T2: the wrong model is followed in its contexts for ever, so that its selections are binomial."""
    found = broken(instance)
    if found is None:
        return None
    setting, breaks = found
    problem, theta = setting.problem, setting.truth
    m = 1 - theta
    share = sum((problem.p[c] for c, chosen in enumerate(breaks) if chosen == m), Fraction(0))
    if m not in wrong_models(problem, theta) or not share:
        return None
    bound = affinity(problem, m, theta)
    for horizon in range(2, MOST):
        tail = 1 - (1 - share) ** horizon - horizon * share * (1 - share) ** (horizon - 1)
        if ball(tail) > bound:
            return Observation(
                "P(N_T(m) ≥ 2) ≤ ρ(m,θ) for all T",
                f"with the tie broken by context all models stay tied, and {problem.models[m]} is selected whenever "
                f"a context of its share arrives: N_T is binomial",
                {"T": horizon, "share": share, "left": tail, "rho": bound},
                tie_rule(setting, breaks),
            )
    return None


DROPPED = Dropped("T2", "tie-break", candidate, observe)
