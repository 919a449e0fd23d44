"""A polytope in which two models confuse, as a finite certificate about these two: the truth's own where there is one.

Claim: T15, T23.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from proofs.certificates.numbers.spans import LinearTables, linear_tables
from proofs.certificates.numbers.tables import Row, cleared
from proofs.certificates.numbers.unconfused import UnconfusedClass, unconfused_class
from theory.errors import InputError
from theory.instance import Box, Instance, Rewards, Vector
from theory.polytope.continuous import ContinuousClass
from theory.polytope.decision import decide
from theory.polytope.region import Region
from theory.span.hidden_alternative import Nearest, nearest_in_box
from theory.span.linear_problem import LinearProblem

BELIEVED, HIDDEN = "a", "b"


@dataclass(frozen=True)
class ConfusedClass:
    """Two models of a polytope that confuse.

    Attributes
    ----------
    instance : Instance
        The instance with these two as its class, by their rewards.
    tables : LinearTables
        The heads, with the believed model as the truth.
    hidden : Row
        The hidden alternative, over the unit of the truth.
    inequality_unit : int
        What normals and bounds are multiplied by.
    inequalities : tuple of (Row, int)
        The normals and bounds of the polytope.
    of_truth : bool
        Whether the believed model is the truth; otherwise the class is decided by the two, and they have unique optima.
    """

    instance: Instance
    tables: LinearTables
    hidden: Row
    inequality_unit: int
    inequalities: tuple[tuple[Row, int], ...]
    of_truth: bool


def decided_class(instance: Instance) -> ConfusedClass | UnconfusedClass:
    """Find what hides from the truth of a polytope, or, without one, what decides the class.

    Raises
    ------
    InputError
        When the class lies on the boundary or is too large to be decided, or when it is not compact and no truth is
        given from which something hides.
    """
    if instance.truth is not None:
        linear = LinearProblem.of(instance)
        near = nearest_in_box(linear, _box(instance))
        if isinstance(near, Nearest):
            return _found(instance, linear, near.alternative.parameter, of_truth=True)
    problem = ContinuousClass.of(instance)
    decision = decide(problem)
    if decision.verdict == "bounded":
        return unconfused_class(problem, decision)
    if decision.verdict != "not bounded" or decision.pair is None:
        verdict = "on the boundary" if decision.verdict else "too large to be decided"
        raise InputError("parameters", f"a certificate needs a class that is decided; this one is {verdict}")
    believed = LinearProblem(problem.heads, problem.kappa, decision.pair.believed)
    return _found(instance, believed, decision.pair.hidden, of_truth=False)


def _box(instance: Instance) -> Box:
    models = instance.models
    assert not isinstance(models, Rewards) and isinstance(models.parameters, Box)
    return models.parameters


def _found(instance: Instance, believed: LinearProblem, hidden: Vector, of_truth: bool) -> ConfusedClass:
    region = Region.of(_box(instance))
    other = LinearProblem(believed.heads, believed.kappa, hidden)
    two = Rewards({BELIEVED: believed.rewards, HIDDEN: other.rewards})
    tables, (alternative,) = linear_tables(believed, hidden)
    rows, unit = cleared([(*n, q) for n, q in zip(region.normals, region.bounds, strict=True)])
    inequalities = tuple((row[:-1], row[-1]) for row in rows)
    finite = replace(instance, models=two, truth=None)
    return ConfusedClass(finite, tables, alternative, unit, inequalities, of_truth)
