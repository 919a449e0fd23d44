"""Uniform: a response drawn uniformly at random in every round, a model under slates; it learns nothing."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from checks.learner_protocol import History, Learner, Rows
from theory.problem import Problem
from theory.protocol.actions import count

if TYPE_CHECKING:
    from checks.simulate.common.arrays import Arrays
    from checks.simulate.plans.plan import Plan


@lru_cache(maxsize=8)
def rows(problem: Problem) -> Rows:
    """Return the rows of the uniform policy."""
    width = count(problem)
    return ((Fraction(1, width),) * width,) * len(problem.contexts)


def plan(history: History, t: int) -> Rows:
    """Take every action with the same probability."""
    return rows(history.problem)


def remembers(problem: Problem, t: int) -> bool:
    """Nothing is remembered."""
    return False


def compiled(arrays: Arrays, horizon: int) -> Plan:
    """Return the compiled half."""
    from checks.simulate.plans.fixed import repeat

    return repeat(arrays, arrays.actions - 1)


LEARNER = Learner("uniform", "a uniformly random response in every round", plan, remembers, compiled)
