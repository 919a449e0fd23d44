"""Greedy, round by round, as it is usually written with NumPy."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def greedy(rewards: NDArray[np.float64], theta: int, horizon: int, seed: int) -> float:
    """Return the regret of one run with uniform contexts and comparators; rewards have shape (M, C, Y)."""
    generator = np.random.default_rng(seed)
    models, contexts, size = rewards.shape
    likelihood, regret = np.zeros(models), 0.0
    for _ in range(horizon):
        lead = int(np.argmax(likelihood))
        c = generator.integers(contexts)
        y = int(np.argmax(rewards[lead, c]))
        other = generator.choice(np.delete(np.arange(size), y))
        gaps = rewards[:, c, y] - rewards[:, c, other]
        wins = generator.random() < 1.0 / (1.0 + np.exp(-gaps[theta]))
        likelihood -= np.log1p(np.exp(-gaps if wins else gaps))
        regret += rewards[theta, c].max() - rewards[theta, c, y]
    return float(regret)
