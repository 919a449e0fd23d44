"""The plain loop that the simulator is compared with plays the same game."""

import numpy as np

from checks.bench.peers.numpy_loop import greedy


def test_where_models_agree_nothing_is_ever_lost() -> None:
    """They differ by a constant alone, which no comparison shows and no best response depends on."""
    rewards = np.array([[[2.0, 1.0], [0.0, 3.0]]])
    assert greedy(np.concatenate([rewards, rewards + 5.0]), 1, 50, 0) == 0.0


def test_a_wrong_start_is_left_soon_and_costs_whole_rounds() -> None:
    rewards = np.array([[[0.0, 9.0]], [[9.0, 0.0]]])
    regrets = {greedy(rewards, 1, 200, seed) for seed in range(5)}
    assert regrets == {9.0}
