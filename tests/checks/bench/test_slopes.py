"""The slopes that were kept, and a slice of them measured again."""

from __future__ import annotations

from typing import Any

import pytest

from checks.bench.slope_instances import INSTANCES
from checks.bench.slopes import figure, slope, table
from checks.runtime.job_figures import recorded
from theory.diversity import Conditions
from theory.exploration.constant import regret_constant
from theory.problem import Problem

KEPT = table()
PAYING = [row for row in KEPT["rows"] if row["constant"]]


def test_enough_instances_of_two_to_five_models() -> None:
    assert len(INSTANCES) >= 12 and {row["models"] for row in PAYING} == {2, 3, 4, 5}
    assert len(KEPT["rows"]) == sum(len(instance.model_names) for instance in INSTANCES)


@pytest.mark.parametrize("row", PAYING, ids=lambda row: f"{row['instance']}, {row['truth']}")
def test_tracking_pays_the_constant(row: dict[str, Any]) -> None:
    """f itself has slope 1.1 between the two rounds; five standard errors are the tolerance of the measurement."""
    told, constant = row["slopes"]["tracking"], row["constant"]
    assert told["mean"] <= 1.25 * constant + 5 * told["error"]
    assert told["interval"][1] >= constant
    assert told["regret"] <= row["bound"]
    assert row["alone"] <= constant * (1 + 1e-9)
    assert row["slopes"]["forced-exploration"]["mean"] > 4 * told["mean"]


def test_tracking_stops_paying_where_nothing_hides() -> None:
    free = [row["slopes"] for row in KEPT["rows"] if not row["constant"]]
    assert free and all(row["tracking"]["mean"] < 1e-3 for row in free)
    assert all(row["forced-exploration"]["mean"] > 1 for row in free)


def test_constants_are_what_the_theory_computes() -> None:
    for instance in INSTANCES:
        problem = Problem.of(instance)
        rows = [row for row in KEPT["rows"] if row["instance"] == instance.name]
        for theta, row in enumerate(rows):
            value = regret_constant(Conditions(problem), theta).value
            assert float(value or 0) == pytest.approx(row["constant"], rel=1e-12)


@pytest.mark.parametrize("name", ["one exploration serves two", "two explorations needed"])
@pytest.mark.slow
def test_measured_again(name: str) -> None:
    instance = next(one for one in INSTANCES if one.name == name)
    row = next(row for row in PAYING if row["instance"] == name)
    again = slope(Problem.of(instance), 0, "tracking", 150, 7, 0.999)
    assert again is not None
    kept = row["slopes"]["tracking"]
    assert abs(again["mean"] - kept["mean"]) < 6 * (again["error"] ** 2 + kept["error"] ** 2) ** 0.5


def test_the_figure_says_what_is_kept() -> None:
    assert figure(KEPT) in recorded()
