"""What pooled learners believe: the mean reward over those who share a prompt, weighed by how often they come."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from checks.learners import load
from checks.learners.pooled import responses
from checks.simulate.run import Request, simulate
from theory.instance import Context, Instance, Rewards, Uniform
from theory.problem import Problem, tabular


def test_users_count_as_often_as_they_come() -> None:
    """The rare user would win an unweighted vote: 3 − 1 against 1 · 9/10 − 3 · 1/10."""
    rewards = {"m": [[1, 0], [0, 3]]}
    often = [Fraction(9, 10), Fraction(1, 10)]
    shared = replace(tabular(rewards, p=often), contexts=(("ann", "x"), ("bob", "x")))
    assert responses(shared) == ((0, 0),)
    assert responses(replace(shared, p=(Fraction(1, 2), Fraction(1, 2)))) == ((1, 1),)


def test_prompts_are_pooled_apart() -> None:
    apart = [[1, 0], [0, 3]]
    assert responses(replace(tabular({"m": apart}), contexts=(("ann", "x"), ("ann", "z")))) == ((0, 1),)


def test_pooled_pays_for_ignoring_the_user() -> None:
    """Both users share the prompt and want different responses; one of them is always let down."""
    half = Fraction(1, 2)
    instance = Instance(
        contexts=(Context("ann", "x", half), Context("bob", "x", half)),
        responses=("r", "s"),
        comparators=Uniform(),
        models=Rewards({"m": ((Fraction(0), Fraction(1)), (Fraction(2), Fraction(0)))}),
    )
    result = simulate(Problem.of(instance), Request(load("pooled"), 0, 1000, 5))
    assert result["regret"]["mean"] == 500.0
