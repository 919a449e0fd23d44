"""Random factored instances: every user has a head and every prompt features, of the truth's shape."""

from __future__ import annotations

import numpy as np
import pytest

from checks.populations.factored import factored, one_hot, trained
from checks.populations.source import Seeded
from theory.instance import Baseline, Everything, Factored

SEEDS = range(40)


@pytest.mark.parametrize("finite", [False, True])
@pytest.mark.parametrize("seed", SEEDS)
def test_shapes_fit(seed: int, finite: bool) -> None:
    drawn = factored(Seeded(f"factored {seed}"), finite)
    assert isinstance(drawn.models, Factored)
    rank, width = drawn.models.shape
    assert set(drawn.models.user_heads) == {c.user for c in drawn.contexts}
    assert all(len(head) == rank for head in drawn.models.user_heads.values())
    blocks = [np.shape(block) for block in drawn.models.features.values()]
    assert set(blocks) == {(len(drawn.responses), width)}
    if finite:
        assert isinstance(drawn.models.parameters, dict) and drawn.truth in drawn.models.parameters
    else:
        assert isinstance(drawn.models.parameters, Everything) and np.shape(drawn.truth) == (rank, width)


@pytest.mark.parametrize("seed", SEEDS)
def test_one_hot_features_are_the_identity_below_the_baseline(seed: int) -> None:
    drawn = one_hot(Seeded(f"one-hot {seed}"))
    assert isinstance(drawn.models, Factored) and drawn.comparators == Baseline(drawn.responses[0])
    size = len(drawn.responses)
    for block in drawn.models.features.values():
        assert np.array_equal(np.array(block, dtype=float), np.vstack([np.zeros(size - 1), np.eye(size - 1)]))


@pytest.mark.parametrize("seed", SEEDS)
def test_training_users_are_new_and_see_every_prompt(seed: int) -> None:
    drawn = trained(Seeded(f"trained {seed}"))
    assert isinstance(drawn.models, Factored) and drawn.training is not None
    users = {c.user for c in drawn.training.contexts}
    assert not users & {c.user for c in drawn.contexts} and users <= set(drawn.models.user_heads)
    assert {c.pair for c in drawn.training.contexts} == {(u, p) for u in users for p in drawn.models.features}
