"""Every kind that a file can hold is drawn: of models, parameters, comparators, and with and without training."""

from __future__ import annotations

from checks.populations.every_kind import every_kind
from checks.populations.source import Seeded
from theory.instance import Baseline, Box, Everything, Explicit, Factored, Heads, Rewards, Uniform


def test_three_hundred_draws_have_every_kind() -> None:
    """The draws are always the same ones."""
    choose = Seeded("every kind")
    drawn = [every_kind(choose) for _ in range(300)]
    assert {type(one.models) for one in drawn} == {Rewards, Heads, Factored}
    assert {type(one.comparators) for one in drawn} >= {Baseline, Explicit, Uniform}
    parameters = {type(one.models.parameters) for one in drawn if isinstance(one.models, Heads | Factored)}
    assert parameters == {dict, Box, Everything}
    assert {one.training is None for one in drawn} == {True, False}
