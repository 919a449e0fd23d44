"""An instance whose class is not finite: the span at the truth, and the class as a whole where it is a polytope."""

from __future__ import annotations

from typing import Any

from checks.instance.continuous import Examined, silent
from theory.files.writing import plain
from theory.instance import Box, Factored, Heads, Instance
from theory.span.box_lp import hidden_in_box
from theory.span.heads import offline_diverse
from theory.span.linear_problem import HiddenAlternative, LinearProblem
from theory.span.offline_box import offline_confusion

_POINTWISE = ("relevant_dimension", "exposed_dimension", "diverse", "hidden_alternative", "altered_context")


def document(instance: Instance, examined: Examined | None = None) -> dict[str, Any]:
    """Return what `checks.instance.check.check` says of a class that is not finite.

    Parameters
    ----------
    instance : Instance
        Its Θ is not finite.
    examined : Examined, optional
        The same instance, where its class was examined already.

    Claim: T15, T22, T23.

    Examples
    --------
    >>> plane = Instance.from_heads([[[0, 0], [1, 0]], [[0, 0], [0, 1]]], truth=[1, -1])
    >>> document(plane)["diverse"]
    True
    """
    return {**_linear(instance), **_class(instance, examined)}


def _class(instance: Instance, examined: Examined | None) -> dict[str, Any]:
    """The class as a whole, where Θ is a polytope; null with the reason where T23 says nothing of it."""
    if not isinstance(instance.models, Heads | Factored) or not isinstance(instance.models.parameters, Box):
        return {}
    reason = silent(instance)
    if reason is not None:
        return {"class": None, "class_reason": reason}
    return {"class": (examined or Examined(instance)).fields()}


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
    entries: dict[str, Any] = {
        "relevant_dimension": len(problem.relevant_basis),
        "exposed_dimension": len(problem.exposed_basis),
        "diverse": found is None,
        "hidden_alternative": None if found is None else plain(found.parameter),
        "altered_context": None if found is None else list(instance.contexts[found.context].pair),
    }
    if not isinstance(models.parameters, Box):
        entries["exposed_basis"] = plain(problem.exposed_basis)
        entries["missing_directions"] = plain(problem.missing_directions)
    if instance.training is not None:
        boxed = isinstance(models.parameters, Box)
        diverse = offline_confusion(instance) is None if boxed else offline_diverse(instance)
        entries["offline"] = {"diversity": diverse}
    return entries
