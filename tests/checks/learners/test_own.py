"""Learners of one's own."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

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


@pytest.mark.parametrize("policy", [[0], [0, 2], [0, -1], [0, [0.5, 0.4]], [0, [1.5, -0.5]], [0, [1]]])
def test_what_is_no_policy_is_refused(policy: list[Any]) -> None:
    with pytest.raises(InputError):
        policy_rows(policy, (2, 2))
