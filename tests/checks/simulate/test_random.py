"""Generators, binomial variables and alias tables."""

from __future__ import annotations

from math import log, sqrt

import numba
import numpy as np
import pytest
from scipy import stats

from checks.simulate.random import alias_table, binomial, bits, pick, streams, uniform

DRAWS = 200_000
DEVIATION = sqrt(log(2 / 1e-12) / (2 * DRAWS))
"""Dvoretzky–Kiefer–Wolfowitz at 1e-12."""


@numba.njit
def words(state, n):
    result = np.empty(n, dtype=np.uint64)
    for i in range(n):
        result[i] = bits(state)
    return result


@numba.njit
def uniforms(state, n):
    return np.array([uniform(state) for _ in range(n)])


@numba.njit
def binomials(state, n, p, draws):
    return np.array([binomial(state, n, p) for _ in range(draws)])


@numba.njit
def picks(state, threshold, alias, first, last, draws):
    return np.array([pick(state, threshold, alias, first, last) for _ in range(draws)])


def reference(state: list[int], n: int) -> list[int]:
    """The published xoshiro256++, in unbounded integers."""

    def rotate(x: int, k: int) -> int:
        return (x << k | x >> (64 - k)) % 2**64

    s, result = list(state), []
    for _ in range(n):
        result.append((rotate((s[0] + s[3]) % 2**64, 23) + s[0]) % 2**64)
        t = (s[1] << 17) % 2**64
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotate(s[3], 45)
    return result


def test_generator_is_xoshiro256_plus_plus() -> None:
    state = streams(7, 3, 2)
    assert words(state[1].copy(), 100).tolist() == reference([int(x) for x in state[1]], 100)


def test_streams_differ_by_seed_block_and_run() -> None:
    states = np.concatenate([streams(seed, block, 64) for seed in range(3) for block in range(3)])
    assert len(np.unique(states, axis=0)) == len(states)
    assert (streams(5, 2, 10) == streams(5, 2, 64)[:10]).all()


def test_uniform() -> None:
    sample = np.sort(uniforms(streams(1, 0, 1)[0], DRAWS))
    assert sample[0] >= 0 and sample[-1] < 1
    assert np.abs(sample - np.arange(DRAWS) / DRAWS).max() <= DEVIATION + 1 / DRAWS


@pytest.mark.parametrize("n", [1, 7, 30, 1000, 10**6, 2**31])
@pytest.mark.parametrize("p", [1e-9, 0.003, 0.3, 0.5, 0.77, 0.999999])
def test_binomial(n: int, p: float) -> None:
    sample = binomials(streams(2, n % 97, 1)[0], n, p, DRAWS)
    values, counts = np.unique(sample, return_counts=True)
    assert values[0] >= 0 and values[-1] <= n
    assert np.abs(np.cumsum(counts) / DRAWS - stats.binom.cdf(values, n, p)).max() <= DEVIATION
    assert np.abs((np.cumsum(counts) - counts) / DRAWS - stats.binom.cdf(values - 1, n, p)).max() <= DEVIATION


def test_binomial_edges() -> None:
    state = streams(0, 0, 1)[0]
    assert binomials(state, 0, 0.5, 3).tolist() == [0, 0, 0]
    assert binomials(state, 9, 0.0, 3).tolist() == [0, 0, 0]
    assert binomials(state, 9, 1.0, 3).tolist() == [9, 9, 9]


@pytest.mark.parametrize("law", [[1.0], [0.25, 0.75], [0.1, 0.2, 0.3, 0.4], [1e-12, 1 - 1e-12], [0.0, 0.5, 0.5]])
def test_alias_table_spells_out_the_law(law: list[float]) -> None:
    threshold, alias = alias_table(np.array(law))
    spelt = threshold.copy()
    for i, other in enumerate(alias):
        spelt[other] += 1 - threshold[i]
    assert np.allclose(spelt / len(law), law, rtol=0, atol=1e-15)


def test_pick_stays_in_its_table() -> None:
    law = np.array([0.1, 0.2, 0.7])
    threshold, alias = alias_table(law)
    padded = np.concatenate([np.zeros(5), threshold, np.zeros(2)])
    others = np.concatenate([np.zeros(5, dtype=np.int64), alias, np.zeros(2, dtype=np.int64)])
    sample = picks(streams(4, 0, 1)[0], padded, others, 5, 8, DRAWS)
    assert set(sample) == {5, 6, 7}
    shares = np.array([np.mean(sample == 5 + i) for i in range(3)])
    assert np.abs(np.cumsum(shares - law)).max() <= DEVIATION
