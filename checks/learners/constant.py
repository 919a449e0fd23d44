"""Constant: the response of index 0 in every context and round; it learns nothing."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from checks.learner_protocol import History, Learner, Rows
from checks.learners.uniform import remembers
from theory.problem import Problem

if TYPE_CHECKING:
    from checks.simulate.common.arrays import Arrays
    from checks.simulate.plans.plan import Plan


@lru_cache(maxsize=8)
def rows(problem: Problem) -> Rows:
    """Return the rows of the policy that deploys the first response everywhere."""
    _, contexts, responses = problem.shape
    return ((Fraction(1),) + (Fraction(0),) * (responses - 1),) * contexts


def plan(history: History, t: int) -> Rows:
    """Deploy the first response."""
    return rows(history.problem)


def kernel(arrays: Arrays, horizon: int) -> Plan:
    """Return the compiled half."""
    from checks.simulate.plans.fixed import repeat

    return repeat(arrays, 0)


LEARNER = Learner("constant", "the first response of the file in every context", plan, remembers, kernel)
