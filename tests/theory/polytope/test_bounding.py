"""Bounds of one branch against the deficit itself, at its models on a grid."""

from __future__ import annotations

from fractions import Fraction as F
from itertools import product
from math import exp, sqrt

import pytest

from theory.exact.linear import dot
from theory.files.instance_file import loads
from theory.polytope.bounding import Bounding
from theory.polytope.continuous import ContinuousClass
from theory.polytope.hiding.minorants import HELLINGER
from theory.polytope.hiding.proof import Branch

TEXT = """{"format": "user-diversity/instance/1", "contexts": [{"user": "u", "prompt": "x", "probability": 1}],
 "responses": ["y0", "y1", "y2"], "comparators": "uniform", "heads": [[[0, 0], [1, 0], [0, 1]]],
 "parameters": {"lower": ["-1", "-1"], "upper": ["1", "1"]}, "truth": ["3/4", "1/4"]}"""
TRUTH = (F(3, 4), F(1, 4))
GRID = [(F(i, 8), F(j, 8)) for i, j in product(range(-8, 9), repeat=2)]
MISTAKES = [0, 2]


@pytest.fixture
def bounding():
    return Bounding(ContinuousClass.of(loads(TEXT)), HELLINGER)


def deficit(m, deployed):
    """1 − the affinity of one comparison of the deployed response with one of the others."""

    def answer(gap):
        return 1 / (1 + exp(-gap))

    rewards = [(0.0, float(x[0]), float(x[1])) for x in (m, TRUTH)]
    total = 0.0
    for other in {0, 1, 2} - {deployed}:
        a, b = (answer(values[deployed] - values[other]) for values in rewards)
        total += (sqrt(a * b) + sqrt((1 - a) * (1 - b))) / 2
    return 1 - total


def best(m, y):
    values = (F(0), *m)
    return values[y] == max(values)


@pytest.mark.parametrize("y", MISTAKES)
def test_no_model_of_a_branch_lies_below_its_bound(bounding, y):
    proof, model = bounding.bounded(Branch(((0, y),), ((0, y),)))
    least = min(deficit(m, y) for m in GRID if best(m, y))
    assert best(model, y)
    assert 0.5 * least < float(proof.low) <= least + 1e-9
    assert float(proof.low) <= deficit(model, y) + 1e-9


@pytest.mark.parametrize("y", MISTAKES)
def test_a_cut_branch_has_the_models_on_its_side(bounding, y):
    """And a bound that is no smaller, since its lines are drawn for a smaller range."""
    whole, _ = bounding.bounded(Branch(((0, y),), ((0, y),)))
    cuts = [((0, y, 1), sign, sign * F(1, 2)) for sign in (1, -1)]
    for cut in cuts:
        proof, model = bounding.bounded(Branch(((0, y),), ((0, y),), (cut,)))
        contrast = bounding.problem.contrast(0, y, 1)
        assert cut[1] * dot(contrast, model) <= cut[2]
        inside = [m for m in GRID if best(m, y) and cut[1] * dot(contrast, m) <= cut[2]]
        assert float(proof.low) <= min(deficit(m, y) for m in inside) + 1e-9
        assert float(proof.low) >= float(whole.low) - 1e-6


def test_a_branch_without_a_model_is_proved_empty(bounding):
    """y2 is best and at least 1 below y1."""
    proof, model = bounding.bounded(Branch(((0, 2),), ((0, 2),), (((0, 2, 1), 1, F(-1)),)))
    assert proof.low is None and model is None and proof.multipliers


def test_rows_are_told_by_kind_with_the_factor_that_made_them_whole(bounding):
    branch = Branch(((0, 2),), ((0, 2),), (((0, 2, 1), -1, F(1, 2)),))
    places = bounding.places(branch)
    assert [kind for kind, _, _ in places] == ["side"] * 4 + ["prefers"] * 2 + ["cut"]
    assert [which for _, which, _ in places] == [0, 1, 2, 3, (0, 2, 0), (0, 2, 1), 0]
    assert all(factor > 0 for _, _, factor in places)
    assert bounding.preferences(branch) == [(0, 2, 0), (0, 2, 1)]
    assert bounding.preferences(Branch(((0, 2),), (), (), True)) == [(0, 2, 0), (0, 2, 1), (0, 1, 0), (0, 1, 2)]
