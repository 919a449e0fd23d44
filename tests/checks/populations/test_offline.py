"""Training data of random instances: on deployed contexts, and blind to the pair where that is promised."""

from __future__ import annotations

import pytest

from checks.populations.offline import offline, untold
from checks.populations.source import Seeded
from theory.instance import Rewards
from theory.problem import comparator_law

SEEDS = range(40)


@pytest.mark.parametrize("seed", SEEDS)
def test_training_is_on_deployed_contexts(seed: int) -> None:
    drawn = offline(Seeded(f"offline {seed}"))
    training = drawn.training
    assert training is not None and sum(c.probability for c in training.contexts) == 1
    pairs = [c.pair for c in training.contexts]
    assert len(set(pairs)) == len(pairs) and set(pairs) <= {c.pair for c in drawn.contexts}
    for row in training.behaviour or ():
        assert len(row) == len(drawn.responses) and sum(row) == 1 and min(row) >= 0


@pytest.mark.parametrize("seed", SEEDS)
def test_the_data_tell_nothing_of_what_was_altered(seed: int) -> None:
    """Of every comparison in the data, both rewards are kept."""
    drawn = untold(Seeded(f"untold {seed}"))
    assert isinstance(drawn.models, Rewards) and drawn.training is not None and drawn.truth == "a"
    law, deployed = comparator_law(drawn, len(drawn.contexts)), [c.pair for c in drawn.contexts]
    for i, context in enumerate(drawn.training.contexts):
        c = deployed.index(context.pair)
        one, two = drawn.models.table["a"][c], drawn.models.table["b"][c]
        behaviour = drawn.training.behaviour[i] if drawn.training.behaviour else (1,) * len(one)
        for y, mass in enumerate(behaviour):
            if mass:
                assert all(two[y] - two[z] == one[y] - one[z] for z, met in enumerate(law[c][y]) if met and z != y)
