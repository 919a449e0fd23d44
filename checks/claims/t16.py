"""T16: each rank form in the heads against the general span form of T15 on the same instance."""

from __future__ import annotations

from collections.abc import Iterator

from checks.claims.judge import Case
from checks.populations.factored import factored, one_hot, trained
from checks.populations.source import either
from theory.claims.scope import Functions, Scope
from theory.instance import Baseline, Factored, Uniform
from theory.span import heads
from theory.span.linear_problem import LinearProblem

POPULATION = either(trained, one_hot, factored)


def cases(scope: Scope) -> Iterator[Case]:
    """Yield the parts that speak of this kind of instance."""
    instance, models = scope.instance, scope.instance.models
    if not isinstance(models, Factored):
        return
    if instance.training is not None:
        functions: Functions = {
            "OfflineDiverse": lambda: heads.offline_diverse(instance),
            "TargetsCovered": lambda: heads.targets_covered(instance),
        }
        yield Case(("offline",), {"training": True}, functions, "training on users, deployed on targets")
    linear = LinearProblem.of(instance)
    if isinstance(instance.comparators, Uniform):
        functions = {
            "exposed": lambda: len(linear.exposed_basis),
            "dimension_by_prompt": lambda: heads.dimension_by_prompt(instance),
        }
        yield Case(("full support",), {}, functions, "full support")
    if isinstance(instance.comparators, Baseline):
        baseline = instance.responses.index(instance.comparators.response)
        if heads.one_hot(models, baseline):
            functions = {
                "Spanning": lambda theta: linear.spanning,
                "EveryAudienceSpans": lambda theta: all(heads.spanning_audiences(instance, linear, baseline).values()),
            }
            yield Case(("baseline",), {"theta": 0}, functions, "baseline protocol, one-hot features")
