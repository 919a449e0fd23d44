"""T3–T5 and T10 on the trap and beside it, and what L5 owes to the truth being in the class."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from numpy.random import Generator

from checks.refute.drawing.confusing import pair_population
from checks.refute.drawing.instance_families import small_population
from checks.refute.drawing.random_parts import population
from checks.refute.dropped import t01_d
from checks.refute.searching.observation import Dropped, Observation
from checks.refute.searching.setting import Setting, context_name, greedy
from theory.exact.enclosure import certify
from theory.instance import Instance
from theory.preference import sigmoid
from theory.quantities import mean_regret, policy_of, wrong_models


def always_mistaken(instance: Instance) -> Observation | None:
    """T3 without D: with unique optima, greedy stays at a wrong model for ever."""
    found = t01_d.observe(instance)
    if found is None or not Setting(instance).conditions.unique_optimum:
        return None
    return replace(
        found,
        claimed="P(m_t ∈ W) tends to 0 exponentially fast",
        observed="the first model is never told from the truth by its own policy: P(m_t ∈ W) = 1 for all t",
        values={"mistake": 1, "rho": 1},
    )


def ever_more_mistakes(instance: Instance) -> Observation | None:
    """T4 without SD: greedy makes a mistake in every round."""
    found = t01_d.observe(instance)
    if found is None:
        return None
    return replace(
        found,
        claimed="the expected number of mistakes is bounded, whatever T",
        observed="the first model is never told from the truth by its own policy: T mistakes in T rounds",
        values={"mistakes_per_round": 1, "rhobar": 1},
    )


def not_revealed(instance: Instance) -> Observation | None:
    """T5 without full support: a policy along which a wrong model looks like the truth."""
    if instance.truth is None:
        return None
    setting = Setting(instance)
    problem, theta = setting.problem, setting.truth
    for g in range(len(problem.models)):
        for m in wrong_models(problem, theta):
            if setting.alike(policy_of(problem, g), m, theta):
                return Observation(
                    "ρ_{π_g}(m, θ) < 1 for all g ∈ Θ and m ∈ W(θ)",
                    f"the policy of {problem.models[g]} never tells {problem.models[m]} from the truth",
                    {"rho": 1, "regret_per_round": mean_regret(problem, m, theta)},
                )
    return None


def other_tie(instance: Instance) -> Observation | None:
    """T10 with ties to the hidden alternative: the first model is the truth, and greedy starts with its policy."""
    setting = Setting(instance)
    problem = setting.problem
    if len(problem.models) != 2 or not setting.alike(setting.policy(1), 1, 0):
        return None
    cost = mean_regret(problem, 1, 0)
    if not cost:
        return None
    names = problem.models
    return Observation(
        f"R_T({names[0]}) = T·Δ({names[1]}, {names[0]})",
        f"the tie goes to {names[0]}, whose own policy is deployed first: R_1 = 0",
        {"T": 1, "left": 0, "right": cost},
        greedy(ties=f"to {names[0]}"),
    )


def outsiders(rng: Generator) -> Instance:
    """Draw two or three related models, the last one being the truth that the learner does not have."""
    return population(rng, models=(2, 3), users=(1, 2))


def selected_and_unlikely(instance: Instance) -> Observation | None:
    """L5 without H1: after one answer the truth is likelier than every model of the class."""
    if instance.truth is None or len(instance.model_names) < 2:
        return None
    setting = Setting(instance)
    problem, theta = setting.problem, setting.truth
    members = [m for m in range(len(problem.models)) if m != theta]
    for c, y, other, sign in _answers(setting, members[0]):
        gaps = {m: sign * problem.gap(m, c, y, other) for m in (*members, theta)}
        best = max(members, key=lambda m: gaps[m])
        if gaps[best] < gaps[theta]:
            ratio = certify(lambda: sigmoid(gaps[best]) / sigmoid(gaps[theta]))  # noqa: B023
            return Observation(
                "if greedy selects m then ℓ(m) ≥ 1",
                "the truth is none of the learner's models, and after one answer in "
                f"{' with '.join(context_name(problem, c))} greedy selects the less likely {problem.models[best]}",
                {
                    "gap_selected": gaps[best],
                    "gap_truth": gaps[theta],
                    "ell_squared": ratio,
                },
                {"name": "greedy", "class": [problem.models[m] for m in members]},
            )
    return None


def _answers(setting: Setting, m: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield what one round of a model's policy may bring: context, response, comparator, who won."""
    problem = setting.problem
    for c in problem.deployed:
        y = int(problem.policy[m, c])
        for other, mass in enumerate(problem.kappa[c][y]):
            if mass:
                yield from ((c, y, other, sign) for sign in (1, -1))


DROPPED = (
    Dropped("L5", "H1", outsiders, selected_and_unlikely),
    Dropped("T3", "D", t01_d.candidate, always_mistaken),
    Dropped("T4", "SD", t01_d.candidate, ever_more_mistakes),
    Dropped("T5", "full-support", small_population, not_revealed),
    Dropped("T10", "tie-break", pair_population, other_tie),
)
