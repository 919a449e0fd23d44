"""What is said of a class that is not finite, and when."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from checks.instance.infinite import document
from theory.instance import Box, Heads, Instance

PLANE = Instance.from_heads([[[0, 0], [1, 0]], [[0, 0], [0, 1]]], truth=[1, -1], comparators="y0")


def within(bound: int) -> Instance:
    """The plane cut to a square."""
    assert isinstance(PLANE.models, Heads)
    sides = ((Fraction(-bound),) * 2, (Fraction(bound),) * 2)
    return replace(PLANE, models=Heads(PLANE.models.vectors, Box(*sides)))


def test_a_linear_class_is_examined_at_its_truth_alone() -> None:
    found = document(PLANE)
    assert found["diverse"] is False and found["altered_context"] == ["u1", "p0"]
    assert (found["relevant_dimension"], found["exposed_dimension"]) == (2, 1)
    assert found["exposed_basis"] and "class" not in found


def test_a_polytope_is_decided_as_a_class_with_a_truth_or_without() -> None:
    assert document(within(2))["class"]["decision"] == "not bounded"
    alone = document(replace(within(2), truth=None))
    assert alone["diverse"] is None and alone["class"]["decision"] == "not bounded"
