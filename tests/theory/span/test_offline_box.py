"""(D_off) over boxes: found confusions are confusions, and a narrow box has none."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from theory.files.instance_file import loads
from theory.span.offline_box import offline_confusion

ONE, TWO = {"user": "u", "prompt": "seen"}, {"user": "u", "prompt": "unseen"}


def instance(lower: list[int | None], upper: list[int | None], unseen: list[list[int]]) -> str:
    return json.dumps(
        {
            "format": "user-diversity/instance/1",
            "contexts": [{**ONE, "probability": "1/2"}, {**TWO, "probability": "1/2"}],
            "responses": ["no", "yes"],
            "comparators": "uniform",
            "heads": [[[0, 0], [1, 0]], unseen],
            "parameters": {"lower": lower, "upper": upper},
            "truth": [1, 1],
            "training": {"contexts": [{**ONE, "probability": 1}], "behaviour": "uniform"},
        }
    )


@pytest.mark.parametrize(("lower", "upper"), [([0, -1], [1, 1]), ([None, None], [None, None]), ([1, 0], [1, 1])])
def test_a_free_coordinate_that_training_does_not_show_confuses(lower, upper):
    a, b = offline_confusion(loads(instance(lower, upper, [[0, 0], [0, 1]])))
    assert a[0] == b[0]
    served, better = (0, 1) if a[1] <= 0 else (1, 0)
    assert b[1] * (better - served) > 0


@pytest.mark.parametrize(("lower", "upper"), [([0, 1], [1, 2]), ([0, 1], [1, 1]), ([None, 1], [None, None])])
def test_no_confusion_where_the_sign_is_known(lower, upper):
    assert offline_confusion(loads(instance(lower, upper, [[0, 0], [0, 1]]))) is None


def test_no_confusion_where_training_shows_everything():
    assert offline_confusion(loads(instance([None, None], [None, None], [[0, 0], [3, 0]]))) is None


def test_a_tie_is_served_by_the_first_response():
    """With θ_2 ≥ 0 the second response never loses: 0 ties, and the tie deploys the first, which 1 then beats."""
    a, b = offline_confusion(loads(instance([0, 0], [1, 1], [[0, 0], [0, 1]])))
    assert (a[1], b[1] > 0) == (Fraction(0), True)
    assert offline_confusion(loads(instance([0, 0], [1, 1], [[0, 1], [0, 0]]))) is None


def test_a_hidden_alternative_that_only_ties_is_none():
    """With θ_2 ≥ 0 the second response, worth −θ_2, ties at best."""
    assert offline_confusion(loads(instance([0, 0], [1, 1], [[0, 0], [0, -1]]))) is None
