"""Learners of one's own."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from checks.learner_protocol import History
from checks.learners import load
from checks.learners.own import as_learner, policy_rows
from theory.errors import InputError


class Copy:
    """Greedy, written anew."""

    name = "copy"

    def plan(self, history: History, t: int) -> list[Any]:
        return [row.index(1) for row in history.policy(history.leader)]


def test_names_learners_classes_and_objects() -> None:
    assert as_learner("greedy") is load("greedy")
    assert as_learner(load("uniform")) is load("uniform")
    assert as_learner(Copy).name == as_learner(Copy()).name == "copy"


@pytest.mark.parametrize("given", [3, object(), "no-such-learner", type("Empty", (), {})])
def test_what_is_no_learner_is_refused(given: object) -> None:
    with pytest.raises(InputError):
        as_learner(given)


def test_policies_in_two_forms() -> None:
    assert policy_rows([1, [0.5, 0.5]], (2, 2)) == ((Fraction(0), Fraction(1)), (Fraction(1, 2), Fraction(1, 2)))


def test_thirds_are_fractions() -> None:
    with pytest.raises(InputError, match=r"sum is not 1 \(floats are taken exactly"):
        policy_rows([[0.1, 0.2, 0.7]], (1, 3))
    assert policy_rows([[Fraction(1, 3)] * 3], (1, 3)) == ((Fraction(1, 3),) * 3,)


def test_policies_as_arrays_are_taken_as_lists() -> None:
    half = Fraction(1, 2)
    assert policy_rows(np.full((2, 2), 0.5), (2, 2)) == ((half, half), (half, half))
    assert policy_rows(np.array([1, 0]), (2, 2)) == policy_rows([1, 0], (2, 2))


@pytest.mark.parametrize(
    "policy",
    [
        [0],
        [0, 2],
        [0, -1],
        [0, [0.5, 0.4]],
        [0, [1.5, -0.5]],
        [0, [1]],
        [0, None],
        [0, "y1"],
        [0, [float("nan"), 1]],
        [0, [0.1, 0.9, 0]],
        [0, np.zeros((2, 2))],
        None,
        3,
    ],
)
def test_what_is_no_policy_is_refused(policy: Any) -> None:
    with pytest.raises(InputError):
        policy_rows(policy, (2, 2))
