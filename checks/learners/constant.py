"""Constant: the response of index 0 in every context and round, the first model under slates; it learns nothing."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from checks.learner_protocol import History, Learner, Rows
from checks.learners.uniform import remembers
from theory.problem import Problem
from theory.protocol.actions import count

if TYPE_CHECKING:
    from checks.simulate.common.arrays import Arrays
    from checks.simulate.plans.plan import Plan


@lru_cache(maxsize=8)
def rows(problem: Problem) -> Rows:
    """Return the rows of the policy that takes the first action everywhere."""
    return ((Fraction(1),) + (Fraction(0),) * (count(problem) - 1),) * len(problem.contexts)


def plan(history: History, t: int) -> Rows:
    """Take the first action."""
    return rows(history.problem)


def compiled(arrays: Arrays, horizon: int) -> Plan:
    """Return the compiled half."""
    from checks.simulate.plans.fixed import repeat

    return repeat(arrays, 0)


LEARNER = Learner("constant", "the first response of the file in every context", plan, remembers, compiled)
