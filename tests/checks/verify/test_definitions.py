"""Quantities from their definitions, on an instance worked out by hand.

One context, responses y0 and y1, compared with y0. Under a the gap of y1 over y0 is −1, under b it is 2.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import exp, log, sqrt

import numpy as np
import pytest

from checks.verify.definitions import Definitions
from theory.instance import Baseline, Context, Explicit, Instance, Rewards, Uniform

ONE = (Context("u", "x", Fraction(1)),)
TABLE = {"a": ((Fraction(0), Fraction(-1)),), "b": ((Fraction(0), Fraction(2)),)}
INSTANCE = Instance(ONE, ("y0", "y1"), Baseline("y0"), Rewards(TABLE), "a")
BOTH = Definitions(INSTANCE)


def sigmoid(x: float) -> float:
    return 1 / (1 + exp(-x))


def affinity(a: float, b: float) -> float:
    return sqrt(sigmoid(a) * sigmoid(b)) + sqrt(sigmoid(-a) * sigmoid(-b))


def test_policies_losses_and_who_is_wrong() -> None:
    assert BOTH.best.tolist() == [[0], [1]]
    assert BOTH.mean_regret(1, 0) == 1.0 and BOTH.mean_regret(0, 1) == 2.0
    assert BOTH.wrong(0) == (1,) and BOTH.wrong(1) == (0,)
    assert BOTH.altered(0, 1) == (0,) and BOTH.altered(0, 0) == ()
    assert BOTH.second_gap(0, 0) == 1.0 and BOTH.hidden_gap(0, 1, 0) == 2.0
    assert BOTH.smallest_gap(0) == 1.0


def test_serving_the_baseline_tells_nothing_and_the_other_response_does() -> None:
    assert BOTH.deficit([0], 1, 0) == 0.0
    assert BOTH.deficit([1], 1, 0) == pytest.approx(1 - affinity(-1, 2), rel=1e-14)
    assert BOTH.confusing(0, 1) and not BOTH.confusing(1, 0)
    assert BOTH.least_deficit(0) == 0.0


def test_information_is_counted_per_unit_of_regret() -> None:
    told = sum(sigmoid(s * -1) * log(sigmoid(s * -1) / sigmoid(s * 2)) for s in (1, -1))
    assert BOTH.information_per_regret(0, 1) == pytest.approx(told, rel=1e-13)
    assert BOTH.information_per_regret(1, 0) == 0.0


def test_the_root_solves_its_equation() -> None:
    root, delta = BOTH.root(1000, 0, 1, 0), 1 / (1 + 1 / 2)
    scale = delta * 1000
    assert root == pytest.approx(scale * (1 - sqrt(1 - exp(-BOTH.information_per_regret(0, 1) * root))), rel=1e-9)


@pytest.mark.parametrize(
    ("law", "told"),
    [
        (Baseline("y0"), [[1.0, 0.0], [1.0, 0.0]]),
        (Uniform(), [[0.0, 1.0], [1.0, 0.0]]),
        (Explicit((((Fraction(1, 4), Fraction(3, 4)), (Fraction(1), Fraction(0))),)), [[0.25, 0.75], [1.0, 0.0]]),
    ],
)
def test_comparators(law: Baseline | Uniform | Explicit, told: list[list[float]]) -> None:
    found = Definitions(replace(INSTANCE, comparators=law))
    assert [[found.kappa(0, y, z) for z in range(2)] for y in range(2)] == told


def test_pooled_policies_pay_the_least_mean_loss_of_a_prompt() -> None:
    """Ann loses 1 by y1, Bob 2 by y0, and Bob comes three times as often."""
    contexts = (Context("ann", "x", Fraction(1, 4)), Context("bob", "x", Fraction(3, 4)))
    table = {"m": ((Fraction(0), Fraction(-1)), (Fraction(0), Fraction(2)))}
    found = Definitions(replace(INSTANCE, contexts=contexts, models=Rewards(table), truth="m"))
    assert found.pooled(0) == 0.25


def test_every_function_of_the_statements_it_knows_is_callable() -> None:
    assert all(callable(function) for function in BOTH.functions().values())
    assert np.isfinite(BOTH.tilted(BOTH._telling([1], 1, 0)))
