"""Generators of a run, and alias tables."""

from __future__ import annotations

import numpy as np
import pytest

from checks.simulate.common.random import alias_table, spelt, streams


def test_streams_differ_by_seed_block_and_run() -> None:
    states = np.concatenate([streams(seed, block, 64) for seed in range(3) for block in range(3)])
    assert len(np.unique(states, axis=0)) == len(states)
    assert (streams(5, 2, 10) == streams(5, 2, 64)[:10]).all()


@pytest.mark.parametrize("law", [[1.0], [0.25, 0.75], [0.1, 0.2, 0.3, 0.4], [1e-12, 1 - 1e-12], [0.0, 0.5, 0.5]])
def test_alias_table_spells_out_the_law(law: list[float]) -> None:
    threshold, alias = alias_table(np.array(law))
    spelt = threshold.copy()
    for i, other in enumerate(alias):
        spelt[other] += 1 - threshold[i]
    assert np.allclose(spelt / len(law), law, rtol=0, atol=1e-15)


def test_spelt_table_has_the_law() -> None:
    law = np.random.default_rng(0).dirichlet(np.ones(9))
    levels, names = spelt(law, np.arange(9), 53)
    mass = np.zeros(9)
    for i in range(9):
        mass[names[2 * i]] += levels[i] / 2**53 / 9
        mass[names[2 * i + 1]] += (1 - levels[i] / 2**53) / 9
    assert np.allclose(mass, law, rtol=0, atol=1e-15)
