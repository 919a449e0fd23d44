"""Numbered problems against the instances they come from, name by name."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks import strategies
from theory.errors import InputError
from theory.files.instance_file import read
from theory.instance import Factored, Heads, Instance, Rewards
from theory.problem import Problem, tabular

FINITE = st.one_of(
    strategies.online(),
    strategies.offline(),
    strategies.linear(),
    strategies.factored(finite=True),
    strategies.untold(),
)


def reward(instance: Instance, model: str, context: tuple[str, str], y: int) -> Fraction:
    """The reward from the definition: by names, one product at a time."""
    models = instance.models
    c = [one.pair for one in instance.contexts].index(context)
    if isinstance(models, Rewards):
        return models.table[model][c][y]
    theta: Any = models.parameters[model]  # type: ignore[index]
    if isinstance(models, Heads):
        return sum((h * t for h, t in zip(models.vectors[c][y], theta, strict=True)), Fraction(0))
    assert isinstance(models, Factored)
    head, phi = models.user_heads[context[0]], models.features[context[1]][y]
    return sum(
        (w * b * f for w, row in zip(head, theta, strict=True) for b, f in zip(row, phi, strict=True)), Fraction(0)
    )


@settings(deadline=None, max_examples=30)
@given(FINITE)
def test_numbers_mean_what_the_names_mean(instance: Instance) -> None:
    problem = Problem.of(instance)
    models, contexts, responses = problem.shape
    assert problem.models[problem.truth or 0] == (instance.truth or problem.models[0])
    assert sum(problem.p) == 1 and problem.deployed == tuple(range(len(instance.contexts)))
    for m in range(models):
        for c in range(contexts):
            values = [reward(instance, problem.models[m], problem.contexts[c], y) for y in range(responses)]
            assert [problem.reward(m, c, y) for y in range(responses)] == values
            assert problem.policy[m, c] == values.index(max(values))
            assert [y for y in range(responses) if problem.optimal[m, c, y]] == [
                y for y, value in enumerate(values) if value == max(values)
            ]
            for y in range(responses):
                assert problem.shortfall(m, c, y) == max(values) - values[y]
                assert problem.gap(m, c, y, 0) == values[y] - values[0] == -problem.gap(m, c, 0, y)
    for block in problem.kappa:
        assert all(sum(row) == 1 and min(row) >= 0 for row in block)


def test_rewards_that_do_not_fit_a_machine_word_stay_exact() -> None:
    huge, small = Fraction(10**40, 3), Fraction(1, 10**40)
    problem = tabular({"a": [[huge, huge + small]], "b": [[0, 0]]})  # type: ignore[list-item]
    assert problem.scaled.dtype == object
    assert problem.gap(0, 0, 1, 0) == small
    assert problem.policy.tolist() == [[1], [0]]
    assert problem.optimal.tolist() == [[[False, True]], [[True, True]]]


def test_the_largest_word_is_not_overrun() -> None:
    edge = Fraction(2**61 - 1)
    small, large = tabular({"a": [[edge, -edge]]}), tabular({"a": [[edge + 1, -edge - 1]]})  # type: ignore[list-item]
    assert small.scaled.dtype == np.int64 and large.scaled.dtype == object
    assert small.shortfall(0, 0, 1) == 2 * edge and large.shortfall(0, 0, 1) == 2 * edge + 2


DOCUMENT: dict[str, Any] = {
    "format": "user-diversity/instance/1",
    "contexts": [{"user": "ann", "prompt": "x", "probability": 1}],
    "responses": ["y0", "y1", "y2"],
    "comparators": "uniform",
    "user_heads": {"ann": [0], "bob": [2]},
    "features": {"x": [[0], [1], [-1]]},
    "parameters": {"t": [[1]]},
    "training": {
        "contexts": [
            {"user": "bob", "prompt": "x", "probability": "3/4"},
            {"user": "ann", "prompt": "x", "probability": "1/4"},
        ],
        "behaviour": [[0, 1, 0], ["1/2", 0, "1/2"]],
    },
}


def test_training_contexts_that_are_never_deployed_come_last_and_have_no_mass() -> None:
    problem = Problem.of(read(DOCUMENT))
    assert problem.contexts == (("ann", "x"), ("bob", "x")) and problem.deployed == (0,)
    assert problem.p == (1, 0) and problem.q == (Fraction(1, 4), Fraction(3, 4))
    assert problem.beta == ((Fraction(1, 2), 0, Fraction(1, 2)), (0, 1, 0))
    assert [problem.reward(0, 1, y) for y in range(3)] == [0, 2, -2]


def test_a_zero_head_makes_every_response_best() -> None:
    problem = Problem.of(read(DOCUMENT))
    assert problem.optimal[0, 0].all() and problem.policy[0, 0] == 0
    assert problem.scale[0] == 1


def test_comparator_laws() -> None:
    third = [[0, "1/2", "1/2"], ["1/2", 0, "1/2"], ["1/2", "1/2", 0]]
    assert Problem.of(read(DOCUMENT)).kappa[1] == tuple(tuple(map(Fraction, row)) for row in third)
    fixed = Problem.of(read(DOCUMENT | {"comparators": {"baseline": "y2"}}))
    assert fixed.kappa == (((0, 0, 1),) * 3,) * 2


def test_an_infinite_class_is_refused() -> None:
    with pytest.raises(InputError, match="finite class"):
        Problem.of(read(DOCUMENT | {"parameters": "all"}))


def test_the_mean_shortfall_is_the_sum_over_contexts() -> None:
    rewards = {"a": [[0, Fraction(1, 3), 2], [Fraction(-1, 7), 0, 1]], "b": [[1, 0, 0], [0, 0, Fraction(5, 2)]]}
    problem = tabular(rewards, p=[Fraction(2, 5), Fraction(3, 5)])
    for m in range(2):
        for policy in product(range(3), repeat=2):
            expected = sum(problem.p[c] * problem.shortfall(m, c, y) for c, y in enumerate(policy))
            assert problem.mean_shortfall(m, policy) == expected
