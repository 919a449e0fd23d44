"""Examination of one instance: conditions, witnesses where they fail, constants and bounds."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from checks.instance import constants
from checks.instance.affinity import affinity_pair
from theory import quantities
from theory.bounds import greedy_bound, least
from theory.diversity import Conditions
from theory.errors import InputError
from theory.exact.enclosure import ball, decimal_pair
from theory.instance import Instance
from theory.problem import Problem

if TYPE_CHECKING:
    from checks.instance.continuous import Examined

FORMAT = "user-diversity/check/1"

EXAMINED = 64
"""Up to this many models every one is examined as the truth."""


def check(
    instance: Instance, truth: str | None = None, most_pairs: int = 1000, examined: Examined | None = None
) -> dict[str, Any]:
    """Examine an instance of any kind.

    Parameters
    ----------
    instance : Instance
        As read.
    truth : str, optional
        For a finite class: which model to examine as the truth, or ``all``.
    most_pairs : int
        How many confusing pairs are listed; all are counted.
    examined : Examined, optional
        The same instance, where its class was examined already.

    Returns
    -------
    dict
        The document ``user-diversity/check/1``.

    Raises
    ------
    InputError
        For an unknown model, or a missing truth where Θ is not finite.
    """
    if not instance.finite:
        if truth is not None:
            raise InputError("--truth", "names a model of a finite class; this class is not finite")
        from checks.instance import infinite

        return {"format": FORMAT, **infinite.document(instance, examined)}
    conditions = Conditions(Problem.of(instance))
    truths = _truths(conditions.problem, truth)
    document = {"format": FORMAT, "models": list(conditions.problem.models), **_conditions(conditions)}
    document |= _pairs(conditions, most_pairs)
    document["truths"] = {conditions.problem.models[t]: _truth(conditions.problem, t) for t in truths}
    document["lower_bounds"] = [row for t in truths for row in _lower_bounds(conditions, t)]
    document["regret_constants"] = constants.regret_constants(conditions, truths)
    if instance.training is not None:
        from checks.instance import offline

        document["offline"] = offline.sample_sizes(conditions, truths)
    return document


def _truths(problem: Problem, truth: str | None) -> Sequence[int]:
    if truth in problem.models:
        return [problem.models.index(truth)]
    if truth == "all" or (truth is None and len(problem.models) <= EXAMINED):
        return range(len(problem.models))
    if truth is not None:
        raise InputError("--truth", f"{truth!r} is not a model")
    return [] if problem.truth is None else [problem.truth]


def _conditions(conditions: Conditions) -> dict[str, Any]:
    models = conditions.problem.models
    return {
        "conditions": {
            "unique_optimum": conditions.unique_optimum,
            "diversity": conditions.diversity,
            "global_identifiability": conditions.global_identifiability,
            "pointwise_diversity": {
                name: not hidden for name, hidden in zip(models, conditions.hidden_counts.tolist(), strict=True)
            },
            "strong_diversity": {name: conditions.strong_diversity(m) for m, name in enumerate(models)},
        },
        "regime": conditions.regime,
    }


def _pairs(conditions: Conditions, most: int) -> dict[str, Any]:
    problem = conditions.problem
    listed = [
        {
            "believed": problem.models[pair.believed],
            "hidden": problem.models[pair.hidden],
            "contexts": [
                list(problem.contexts[c]) for c in quantities.altered_contexts(problem, pair.believed, pair.hidden)
            ],
        }
        for pair in islice(conditions.confusing_pairs(), min(most, sys.maxsize))
    ]
    return {"confusing_pairs_total": int(conditions.hidden_counts.sum()), "confusing_pairs": listed}


def _truth(problem: Problem, theta: int) -> dict[str, Any]:
    """What deploying each wrong model costs and shows, and T1's bound, null where it is infinite."""
    regrets = {m: quantities.mean_regret(problem, m, theta) for m in quantities.wrong_models(problem, theta)}
    deficits = {m: quantities.own_deficit(problem, m, theta) for m in regrets}
    wrong = {
        problem.models[m]: {
            "regret_per_round": str(regret),
            "rho": affinity_pair(deficits[m], partial(quantities.affinity, problem, m, theta)),
        }
        for m, regret in regrets.items()
    }
    bound = ball(greedy_bound((regret, deficits[m]) for m, regret in regrets.items()))
    row = {"wrong": wrong, "greedy_regret_bound": decimal_pair(bound) if bound.is_finite() else None}
    return row if problem.slates is None else row | {"drawn_regret_per_round": _drawn(problem, theta)}


def _drawn(problem: Problem, theta: int) -> dict[str, list[str]]:
    """What a drawn response costs under slates: while the truth itself is selected, and at least, whatever is.

    Claim: T27 (charged).
    """
    costs = [quantities.drawn_cost(problem, g, theta) for g in range(len(problem.models))]
    return {"at_truth": decimal_pair(costs[theta]), "least": decimal_pair(least(costs))}


def _lower_bounds(conditions: Conditions, a: int) -> list[dict[str, Any]]:
    """One row for each context of each confusing pair that starts at a, if a has unique optima.

    Claim: T6.
    """
    problem = conditions.problem
    if not conditions.unique_optimum_of(a):
        return []
    return [
        {
            "believed": problem.models[a],
            "hidden": problem.models[b],
            "context": list(problem.contexts[c]),
            "probability": str(problem.p[c]),
            "delta_believed": str(quantities.second_best_gap(problem, a, c)),
            "delta_hidden": str(quantities.hidden_gap(problem, a, b, c)),
            "information_per_regret": decimal_pair(quantities.information_per_regret(problem, a, b)),
        }
        for b in map(int, conditions.hidden_from(a))
        for c in quantities.altered_contexts(problem, a, b)
    ]
