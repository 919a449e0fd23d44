"""The arrays of a class: what responses may lead to, who is compared most, ranks of ties, caps of promises."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import exp

import numpy as np
import pytest

from checks.bench.polytope.boundary import INSTANCE
from checks.simulate.polytope.tables import Tables, unsigned
from theory.instance import Baseline, Box, Explicit, Heads, Instance
from theory.polytope.continuous import ContinuousClass
from theory.polytope.tie_free import tie_free

F = Fraction


def tables(instance: Instance) -> Tables:
    return Tables(ContinuousClass.of(instance))


def test_what_a_response_leads_to_has_the_probability_of_the_model() -> None:
    """Ann's warm against none and terse, each half of the time: gaps of 1 and of 1/4 at the truth."""
    found = tables(INSTANCE)
    codes, masses = found._outcomes(0, 1)
    for gap, direction in ((1.0, (F(2), F(0))), (0.25, (F(1), F(-1)))):
        win = 2 * found.directions[direction]
        chance = dict(zip(codes.tolist(), masses.tolist(), strict=True))
        assert chance[win] == pytest.approx(0.5 / (1 + exp(-gap))) and chance[win] + chance[win + 1] == pytest.approx(
            0.5
        )


def test_a_comparison_with_oneself_tells_nothing() -> None:
    found = tables(replace(INSTANCE, comparators=Baseline("none")))
    codes, masses = found._outcomes(0, 0)
    assert codes.tolist() == [2 * len(found.directions)] and masses.tolist() == [1.0]


def test_regret_of_responses_by_hand() -> None:
    """At (1/2, 1/4) ann's responses are worth 0, 1, 3/4 and bob's 0, 1/2, −1/4."""
    found = tables(INSTANCE)
    assert found.shortfall.tolist() == [[1.0, 0.0, 0.25, 1.25 / 3], [0.5, 0.0, 0.75, 1.25 / 3]]
    assert found.worst == 0.875


def test_who_is_compared_most_is_the_reference_and_caps_promises() -> None:
    rows = ((F(0), F(1, 4), F(3, 4)), (F(0), F(0), F(1)), (F(0), F(1), F(0)))
    found = tables(replace(INSTANCE, comparators=Explicit((rows, rows))))
    assert found.references() == [2, 2] and tables(INSTANCE).references() == [0, 0]
    caps = found.served(found.references())[4]
    assert caps[0].tolist() == [2.0, 2.0, 0.0] and caps[1].tolist() == [2.0, 2.0, 0.0]


def test_ties_are_ranked_by_index_or_by_a_model() -> None:
    found = tables(INSTANCE)
    assert found.served()[3].tolist() == [[0, 1, 2]] * 2
    strict = tie_free(found.problem, found.hull)
    ranks = found.served(strict=strict)[3]
    for row, rewards in zip(ranks.tolist(), found.problem.rewards(strict), strict=True):
        assert sorted(range(3), key=lambda y: -rewards[y]) == np.argsort(row).tolist()


def test_coordinates_are_scaled_to_the_unit_cube() -> None:
    """A box that is 4 wide in one coordinate and a point in the other."""
    assert isinstance(INSTANCE.models, Heads)
    box = Box((F(-4), F(0)), (F(2), F(0)))
    found = tables(replace(INSTANCE, models=replace(INSTANCE.models, parameters=box), truth=(F(1), F(0))))
    assert found.scale == (4, 1) and found.scaled((F(1), F(1))) == (4, 1)
    normals, bounds, _, centre, _ = found.polytope
    assert centre.tolist() == [-0.25, 0.0] and bounds.tolist() == [0.5, 1.0, 0.0, 0.0]
    assert np.abs(normals).sum(axis=1).tolist() == [1.0] * 4


def test_directions_are_told_up_to_sign() -> None:
    assert unsigned((F(0), F(-2))) == ((F(0), F(2)), 1) and unsigned((F(1), F(-2))) == ((F(1), F(-2)), 0)
    directions = tables(INSTANCE).directions
    assert (F(1), F(-1)) in directions and (F(-1), F(1)) not in directions and len(directions) == 4
