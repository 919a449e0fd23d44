"""Contrasts, cells and exposed directions of a continuous class."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from theory.errors import InputError
from theory.files.instance_file import loads
from theory.instance import Box, Everything, Factored, Heads
from theory.polytope.continuous import ContinuousClass

TEXT = """{"format": "user-diversity/instance/1", "responses": ["y0", "y1"], "comparators": {"baseline": "y0"},
 "contexts": [{"user": "ann", "prompt": "p", "probability": "1/4"},
 {"user": "bob", "prompt": "p", "probability": "3/4"}],
 "user_heads": {"ann": [1, 0], "bob": [0, 1]}, "features": {"p": [[0], [2]]},
 "parameters": {"lower": [-1, -1], "upper": [1, 1], "inequalities": [{"normal": [1, 1], "at_most": "3/2"}]},
 "truth": ["1/2", "-1/2"]}"""


def test_a_factored_class_flattens_row_by_row() -> None:
    """B is read row by row, from a list or from a matrix, and its truth alike."""
    problem = ContinuousClass.of(loads(TEXT))
    assert problem.theta == (Fraction(1, 2), Fraction(-1, 2))
    assert ContinuousClass.of(loads(TEXT.replace('["1/2", "-1/2"]', '[["1/2"], ["-1/2"]]'))).theta == problem.theta
    assert problem.shape == (2, 2, 2)
    assert problem.policy(problem.theta) == (1, 0)
    assert problem.relevant_dimension == 2


def test_only_what_is_deployed_is_exposed() -> None:
    """The baseline compared with itself tells nothing; the other response shows its contrast with its weight."""
    problem = ContinuousClass.of(loads(TEXT))
    assert problem.exposed((0, 0)) == ()
    (seen,) = problem.exposed((1, 0))
    assert (seen.context, seen.deployed, seen.comparator, seen.weight) == (0, 1, 0, Fraction(1, 4))
    assert seen.direction == (2, 0)


def test_the_closed_cell_holds_the_ties() -> None:
    """A model on a boundary lies in the cells of both sides."""
    problem = ContinuousClass.of(loads(TEXT))
    tied = (Fraction(0), Fraction(1, 3))
    assert problem.best(tied) == ((0, 1), (1,)) and not problem.unique_optimum(tied)
    assert problem.cell((0, 1)).contains(tied) and problem.cell((1, 1)).contains(tied)
    assert not problem.cell((1, 0)).contains(tied)


def test_a_missing_bound_is_refused_with_the_reason() -> None:
    """Compactness is a hypothesis of T22–T24."""
    instance = loads(TEXT)
    assert isinstance(instance.models, Heads | Factored) and isinstance(instance.models.parameters, Box)
    loose = replace(instance.models.parameters, lower=(None, Fraction(-1)))
    with pytest.raises(InputError, match="compact"):
        ContinuousClass.of(replace(instance, models=replace(instance.models, parameters=loose)))
    with pytest.raises(InputError, match="bounds are needed"):
        ContinuousClass.of(replace(instance, models=replace(instance.models, parameters=Everything())))
