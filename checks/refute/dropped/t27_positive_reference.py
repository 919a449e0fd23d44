"""T27 where a response is never drawn: two models agree on everything that is, and diversity is needed again."""

from __future__ import annotations

from dataclasses import replace

from checks.refute.drawing.instance_families import slates
from checks.refute.searching.observation import Dropped, Observation
from checks.refute.searching.setting import Setting, greedy
from theory.diversity import Conditions
from theory.instance import Instance
from theory.problem import Law, Problem, Slates
from theory.quantities import mean_regret


def observe(instance: Instance) -> Observation | None:
    """Find a first model that greedy keeps for ever once the last response is never drawn, although others are."""
    if instance.truth is None or len(instance.model_names) != 2 or len(instance.responses) < 3:
        return None
    setting = Setting(instance)
    problem, theta = setting.problem, setting.truth
    if problem.slates is None or theta != 1 or not mean_regret(problem, 0, theta):
        return None
    drawn = never_drawn(problem, len(problem.responses) - 1)
    if not Conditions(drawn).hidden_from(0).size:
        return None
    cost, bound = mean_regret(problem, 0, theta), setting.right_side("T27", "headline", theta=theta)
    last = problem.responses[-1]
    return Observation(
        "the regret of greedy on slates stays below Σ Δ(m,θ)/(1−ρ(m,θ)), whatever the population",
        f"with γ_0({last}) = 0 in every context, {problem.models[0]} and {problem.models[1]} differ on no slate: "
        f"R_T = T·{cost} exactly with ties to {problem.models[0]}",
        {"regret_per_round": cost, "bound_with_every_response_drawn": bound},
        greedy(never_drawn=last),
    )


def never_drawn(problem: Problem, y: int) -> Problem:
    """Return a problem of slates whose reference is that of all other responses."""
    slates = problem.slates
    assert slates is not None
    rows = tuple(_without(row, y) for row in slates.reference)
    return replace(problem, slates=Slates(slates.inverse_temperature, rows))


def _without(row: Law, y: int) -> Law:
    return tuple(mass * (i != y) / (1 - row[y]) for i, mass in enumerate(row))


DROPPED = Dropped("T27", "positive-reference", slates, observe)
