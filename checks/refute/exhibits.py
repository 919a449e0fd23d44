"""Claims that say that something exists, and the searches that exhibit it: T20 and T21."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from numpy.random import Generator

from checks.refute.drawing.random_parts import linear_population
from checks.refute.dropped import t01_uniformity
from checks.refute.searching.observation import Observation
from checks.refute.searching.setting import Setting
from theory.exact.linear import rank
from theory.instance import Heads, Instance
from theory.quantities import wrong_models
from theory.span.linear_problem import LinearProblem, named_parameter


@dataclass(frozen=True)
class Exhibit:
    """Something a claim says there is.

    Attributes
    ----------
    claim, name : str
        ``T20`` and the name of the committed witness.
    candidate, observe : callable
        As in `checks.refute.searching.observation.Quest`.
    """

    claim: str
    name: str
    candidate: Callable[[Generator], Instance]
    observe: Callable[[Instance], Observation | None]


def _problems(instance: Instance) -> list[LinearProblem] | None:
    """The linear problem at every model, if D holds, optima are unique and every model is wrong under some other."""
    setting = Setting(instance)
    models = range(len(setting.problem.models))
    if not isinstance(instance.models, Heads) or not all(wrong_models(setting.problem, m) for m in models):
        return None
    if not setting.conditions.unique_optimum or not setting.conditions.diversity:
        return None
    return [LinearProblem.of(instance, named_parameter(instance, name)) for name in setting.problem.models]


def _ranks(problems: list[LinearProblem]) -> dict[str, Fraction | int]:
    exposed = max(len(problem.exposed_basis) for problem in problems)
    return {"d": problems[0].dimension, "dim_Rel": len(problems[0].relevant_basis), "dim_Exp_at_most": exposed}


def not_all(instance: Instance) -> Observation | None:
    """Find a diverse class on which Exp = Rel at every model, and neither is ℝ^d although the heads span it."""
    problems = _problems(instance)
    if problems is None or not all(problem.spanning for problem in problems):
        return None
    ranks = _ranks(problems)
    heads = [vector for block in problems[0].heads for vector in block]
    if ranks["dim_Rel"] == ranks["d"] or rank(heads) < ranks["d"]:
        return None
    return Observation(
        "user diversity means that the exposed directions span ℝ^d",
        "D holds and every model is exposed to all that makes it wrong, but the exposed directions do not span ℝ^d",
        ranks,
    )


def not_relevant(instance: Instance) -> Observation | None:
    """Find a diverse class on which the exposed directions do not even span Rel, at any model."""
    problems = _problems(instance)
    if problems is None or any(problem.spanning for problem in problems):
        return None
    return Observation(
        "user diversity means that the exposed directions span the relevant ones",
        "D holds, but at every model a relevant direction is not exposed: alone it alters no best response within Θ",
        _ranks(problems),
    )


def pointwise(instance: Instance) -> Observation | None:
    """Find D at the truth and linear regret however ties are broken."""
    found = t01_uniformity.observe(instance)
    return None if found is None else replace(found, claimed="D at the truth is enough for greedy")


EXHIBITS: Mapping[str, Exhibit] = {
    exhibit.name: exhibit
    for exhibit in (
        Exhibit("T20", "T20-not-all", linear_population, not_all),
        Exhibit("T20", "T20-not-relevant", linear_population, not_relevant),
        Exhibit("T21", "T21", t01_uniformity.candidate, pointwise),
    )
}
"""Every exhibit by the name of its witness."""
