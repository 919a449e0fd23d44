"""T27 when one context arrives in every round: the one whose slates tell the least about what it costs."""

from __future__ import annotations

from checks.refute.dropped.t27_tie_break import candidate, telling
from checks.refute.searching.observation import Dropped, Observation
from checks.refute.searching.setting import Setting, context_name, greedy
from theory.exact.enclosure import ball
from theory.instance import Instance
from theory.protocol.actions import served
from theory.quantities import wrong_models


def observe(instance: Instance) -> Observation | None:
    """Find a context where the first model is wrong and its own slates tell so little that it pays more than T27."""
    if instance.truth is None or len(instance.model_names) != 2:
        return None
    setting = Setting(instance)
    problem, theta = setting.problem, setting.truth
    if problem.slates is None or theta != 1 or wrong_models(problem, theta) != (0,):
        return None
    bound = ball(setting.right_side("T27", "headline", theta=theta))
    for c in problem.deployed:
        cost, told = problem.shortfall(theta, c, served(problem, c, 0)), telling(problem, c, 0)
        if cost and ball(cost) > bound * told:
            where = context_name(problem, c)
            return Observation(
                "the regret of greedy on slates stays below Δ(m,θ)/(1−ρ(m,θ))",
                f"when {' with '.join(where)} arrives in every round, {problem.models[0]} is kept until a slate tells",
                {"regret_per_round": cost, "chance_to_tell": told, "T27": bound},
                greedy(arrivals=[where]),
            )
    return None


DROPPED = Dropped("T27", "H4", candidate, observe)
