"""Instances from arrays."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from theory.arrays import exact, from_arrays, from_heads
from theory.errors import InputError
from theory.files.instance_file import loads
from theory.files.writing import dumps
from theory.instance import Baseline, Explicit, Heads, Instance, Rewards, Uniform


def test_floats_are_taken_as_the_binary_fractions_they_are() -> None:
    assert exact(np.array([0.1, 1.0])) == [str(Fraction(0.1)), "1"]
    assert exact([np.float32(0.5), 3, "1/3"]) == ["1/2", "3", "1/3"]


def test_rewards_become_a_finite_class() -> None:
    instance = from_arrays(
        np.arange(12.0).reshape(2, 3, 2),
        probabilities=[0.5, 0.25, 0.25],
        comparators={"baseline": "no"},
        truth="m1",
        responses=["no", "yes"],
        contexts=[("ann", "p"), ("bob", "p"), ("bob", "q")],
    )
    assert instance.comparators == Baseline("no") and instance.model_names == ("m0", "m1")
    assert isinstance(instance.models, Rewards) and instance.models.table["m1"][2] == (Fraction(10), Fraction(11))
    assert [context.probability for context in instance.contexts] == [Fraction(1, 2), Fraction(1, 4), Fraction(1, 4)]
    assert loads(dumps(instance)) == instance


def test_a_table_of_comparators_and_the_default() -> None:
    table = [[[0, 1], [1, 0]]]
    assert isinstance(from_arrays([[[0, 1]]], comparators=np.array(table)).comparators, Explicit)
    assert from_arrays([[[0, 1]]]).comparators == Uniform()


def test_heads_with_a_finite_class_everything_and_a_box() -> None:
    heads = np.eye(2)[None]
    assert Instance.from_heads(heads, parameters={"a": [1, 0]}, truth="a").model_names == ("a",)
    assert not Instance.from_heads(heads, truth=[1, 2]).finite
    box = Instance.from_heads(heads, parameters={"lower": [0, 0], "upper": [1, 1]}).models
    assert isinstance(box, Heads) and box.dimension == 2


@pytest.mark.parametrize(
    ("call", "place"),
    [
        (lambda: from_arrays([[[0, float("nan")]]]), "rewards.m0[0][1]"),
        (lambda: from_arrays([[[0, 1]]], probabilities=[0.5, 0.5]), "contexts"),
        (lambda: from_arrays([]), "rewards"),
        (lambda: from_arrays([[[0, 1]]], truth="m7"), "truth"),
        (lambda: from_arrays({"a": [[0, 1]], "b": [[0]]}), "rewards.b[0]"),
        (lambda: from_heads([[["x"], [0]]]), "heads[0][0][0]"),
    ],
)
def test_what_cannot_be_used_is_named(call, place) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(InputError) as caught:
        call()
    assert str(caught.value).startswith(place)
