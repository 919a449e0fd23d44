"""Instances of every kind are what they are called, on few models, and decided as pair by pair."""

from __future__ import annotations

from itertools import permutations

import pytest

from checks.bench.bench_diversity import decide, figure
from checks.bench.waiting.many_models import KINDS, instance
from theory.diversity import Conditions
from theory.problem import Problem


@pytest.mark.parametrize("kind", KINDS)
def test_the_number_of_pairs_is_that_of_the_definition(kind: str) -> None:
    """a hides b where what a serves and shows has the same gap under both, and b is better served otherwise."""
    found, problem = decide(kind, 12), Problem.of(instance(kind, 12))
    pairs = 0
    for a, b in permutations(range(12), 2):
        served = [int(y) for y in problem.policy[a]]
        exposed = [
            (c, y, z) for c, y in enumerate(served) for z, mass in enumerate(problem.kappa[c][y]) if mass and z != y
        ]
        alike = all(problem.gap(a, *place) == problem.gap(b, *place) for place in exposed)
        pairs += alike and any(problem.shortfall(b, c, y) for c, y in enumerate(served))
    assert found["pairs"] == pairs and found["diversity"] == (not pairs)


def test_uniform_comparators_confuse_nobody_and_none_confuse_everybody() -> None:
    assert decide("diverse", 8)["diversity"] and decide("blind", 8)["pairs"] == 8 * 7
    assert not Conditions(Problem.of(instance("confused", 8))).diversity


def test_the_figure_has_the_worst_of_each() -> None:
    rows = [
        {"kind": "diverse", "models": 10000, "seconds": 3.0, "processor_seconds": 9.0, "peak_megabytes": 1500.0},
        {"kind": "blind", "models": 10000, "seconds": 5.0, "processor_seconds": 4.0, "peak_megabytes": 700.0},
    ]
    shown = figure(rows).figure
    assert shown.startswith("diverse, blind; 10,000 models") and "at most 5 s (9 s of processor) and 1,500 MB" in shown
