"""A polytope that is not bounded: two of its models that confuse, as a finite certificate about these two.

Claim: T23.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from proofs.certificates.numbers.spans import LinearTables, linear_tables
from proofs.certificates.numbers.tables import Row, cleared
from theory.errors import InputError
from theory.instance import Instance, Rewards
from theory.polytope.continuous import ContinuousClass
from theory.polytope.decision import decide
from theory.span.linear_problem import LinearProblem

BELIEVED, HIDDEN = "a", "b"


@dataclass(frozen=True)
class ConfusedClass:
    """Two models of a polytope that confuse, both with unique best responses.

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
    """

    instance: Instance
    tables: LinearTables
    hidden: Row
    inequality_unit: int
    inequalities: tuple[tuple[Row, int], ...]


def confused_class(instance: Instance) -> ConfusedClass:
    """Find two models of a polytope that confuse.

    Raises
    ------
    InputError
        When the class is not compact, or when there are none.
    """
    problem = ContinuousClass.of(instance)
    decision = decide(problem)
    if decision.verdict != "not bounded" or decision.pair is None:
        verdict = decision.verdict or "not decided"
        raise InputError("parameters", f"a polytope has a certificate where two models confuse; this one is {verdict}")
    a, b = decision.pair.believed, decision.pair.hidden
    two = Rewards({BELIEVED: problem.rewards(a), HIDDEN: problem.rewards(b)})
    tables, (hidden,) = linear_tables(LinearProblem(problem.heads, problem.kappa, a), b)
    rows, unit = cleared([(*n, q) for n, q in zip(problem.region.normals, problem.region.bounds, strict=True)])
    inequalities = tuple((row[:-1], row[-1]) for row in rows)
    return ConfusedClass(replace(instance, models=two, truth=None), tables, hidden, unit, inequalities)
