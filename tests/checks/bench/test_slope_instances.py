"""The instances whose slopes are measured: logarithmic at some truth, of different kinds, each by another name."""

import pytest

from checks.bench.slope_instances import INSTANCES
from theory.diversity import Conditions
from theory.exploration.constant import regret_constant
from theory.instance import Instance
from theory.problem import Problem


def test_names_differ_and_there_are_enough() -> None:
    assert len({instance.name for instance in INSTANCES}) == len(INSTANCES) >= 12


@pytest.mark.parametrize("instance", INSTANCES, ids=lambda one: one.name)
def test_optima_are_unique_and_the_constant_is_finite_and_somewhere_positive(instance: Instance) -> None:
    conditions = Conditions(Problem.of(instance))
    assert conditions.unique_optimum
    values = [regret_constant(conditions, m).value for m in range(len(conditions.problem.models))]
    assert all(value is not None for value in values) and any(value > 0 for value in values)
