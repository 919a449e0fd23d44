"""Examination of one instance: conditions, witnesses where they fail, constants and bounds."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import islice
from typing import Any

from checks.instance import constants, offline
from checks.instance.affinity import affinity_pair
from checks.instance.continuous import Examined, silent
from theory import quantities
from theory.claims.scope import Scope
from theory.diversity import Conditions
from theory.errors import InputError
from theory.exact.enclosure import ball, decimal_pair
from theory.files.instance_file import plain
from theory.instance import Box, Factored, Heads, Instance
from theory.problem import Problem
from theory.span.box_lp import hidden_in_box
from theory.span.heads import offline_diverse
from theory.span.linear_problem import HiddenAlternative, LinearProblem
from theory.span.offline_box import offline_confusion

FORMAT = "user-diversity/check/1"
_POINTWISE = ("relevant_dimension", "exposed_dimension", "diverse", "hidden_alternative", "altered_context")

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
        return {"format": FORMAT, **_linear(instance), **_class(instance, examined)}
    scope = Scope(instance)
    conditions = scope.conditions
    truths = _truths(conditions.problem, truth)
    document = {"format": FORMAT, "models": list(conditions.problem.models), **_conditions(conditions)}
    document |= _pairs(conditions, most_pairs)
    document["truths"] = {conditions.problem.models[t]: _truth(scope, t) for t in truths}
    document["lower_bounds"] = [row for t in truths for row in _lower_bounds(conditions, t)]
    document["regret_constants"] = constants.document(conditions, truths)
    if instance.training is not None:
        document["offline"] = offline.document(conditions, truths)
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
        for pair in islice(conditions.confusing_pairs(), most)
    ]
    return {"confusing_pairs_total": int(conditions.hidden_counts.sum()), "confusing_pairs": listed}


def _truth(scope: Scope, theta: int) -> dict[str, Any]:
    """What deploying each wrong model costs and shows, and T1's bound, null where it is infinite."""
    problem, bound = scope.problem, ball(scope.right_side("T1", "headline", theta=theta))
    wrong = {
        problem.models[m]: {
            "regret_per_round": str(quantities.mean_regret(problem, m, theta)),
            "rho": affinity_pair(scope.functions["1 - rho"](m, theta), partial(quantities.affinity, problem, m, theta)),
        }
        for m in quantities.wrong_models(problem, theta)
    }
    return {"wrong": wrong, "greedy_regret_bound": decimal_pair(bound) if bound.is_finite() else None}


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


def _class(instance: Instance, examined: Examined | None) -> dict[str, Any]:
    """The class as a whole, where Θ is a polytope; null with the reason where T23 says nothing of it."""
    if not isinstance(instance.models, Heads | Factored) or not isinstance(instance.models.parameters, Box):
        return {}
    reason = silent(instance)
    if reason is not None:
        return {"class": None, "class_reason": reason}
    return {"class": (examined or Examined(instance)).document()}


def _linear(instance: Instance) -> dict[str, Any]:
    if instance.truth is None and silent(instance) is None:
        return dict.fromkeys(_POINTWISE)
    problem = LinearProblem.of(instance)
    models = instance.models
    assert isinstance(models, Heads | Factored)
    found: HiddenAlternative | None
    if isinstance(models.parameters, Box):
        answer = hidden_in_box(problem, models.parameters)
        found = answer if isinstance(answer, HiddenAlternative) else None
    else:
        found = problem.adversary()
    document: dict[str, Any] = {
        "relevant_dimension": len(problem.relevant_basis),
        "exposed_dimension": len(problem.exposed_basis),
        "diverse": found is None,
        "hidden_alternative": None if found is None else plain(found.parameter),
        "altered_context": None if found is None else list(instance.contexts[found.context].pair),
    }
    if not isinstance(models.parameters, Box):
        document["exposed_basis"] = plain(problem.exposed_basis)
        document["missing_directions"] = plain(problem.missing_directions)
    if instance.training is not None:
        boxed = isinstance(models.parameters, Box)
        diverse = offline_confusion(instance) is None if boxed else offline_diverse(instance)
        document["offline"] = {"diversity": diverse}
    return document
