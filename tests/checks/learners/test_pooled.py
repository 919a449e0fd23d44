"""What pooled learners believe: the mean reward over those who share a prompt, weighed by how often they come."""

from __future__ import annotations

from fractions import Fraction

from checks.learners.pooled import responses
from theory.problem import tabular


def test_users_count_as_often_as_they_come() -> None:
    """The rare user would win an unweighted vote: 3 − 1 against 1 · 9/10 − 3 · 1/10."""
    rewards = {"m": [[1, 0], [0, 3]]}
    often = [Fraction(9, 10), Fraction(1, 10)]
    from dataclasses import replace

    shared = replace(tabular(rewards, p=often), contexts=(("ann", "x"), ("bob", "x")))
    assert responses(shared) == ((0, 0),)
    assert responses(replace(shared, p=(Fraction(1, 2), Fraction(1, 2)))) == ((1, 1),)


def test_prompts_are_pooled_apart() -> None:
    apart = [[1, 0], [0, 3]]
    from dataclasses import replace

    assert responses(replace(tabular({"m": apart}), contexts=(("ann", "x"), ("ann", "z")))) == ((0, 1),)
