"""Generators, binomial variables and alias tables."""

from __future__ import annotations

from math import log, sqrt

import numba
import numpy as np
import pytest
from scipy import stats

from checks.simulate.common.random import alias_table, spelt, streams
from checks.simulate.loops.binomial import binomial, multinomial
from checks.simulate.loops.draws import next_word, pick, uniform

DRAWS = 200_000
DEVIATION = sqrt(log(2 / 1e-12) / (2 * DRAWS))
"""Dvoretzky–Kiefer–Wolfowitz at 1e-12."""


@numba.njit
def words(state, n):
    result = np.empty(n, dtype=np.uint64)
    for i in range(n):
        result[i] = next_word(state)
    return result


@numba.njit
def uniforms(state, n):
    return np.array([uniform(state) for _ in range(n)])


@numba.njit
def binomials(state, n, p, draws):
    return np.array([binomial(state, n, p) for _ in range(draws)])


@numba.njit
def picks(state, levels, names, first, size, bits, draws):
    return np.array([pick(next_word(state), levels, names, first, size, bits) for _ in range(draws)])


@numba.njit
def multinomials(state, n, law, draws):
    result = np.zeros((draws, len(law)), dtype=np.int64)
    for i in range(draws):
        multinomial(state, n, law, 0, len(law), result[i], 0)
    return result


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
@pytest.mark.slow
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


@pytest.mark.parametrize("bits", [53, 40])
def test_pick_stays_in_its_table(bits: int) -> None:
    law = np.array([0.1, 0.2, 0.7])
    levels, names = spelt(law, np.array([5, 6, 7]), bits)
    padded = np.concatenate([np.zeros(5, dtype=np.uint64), levels, np.zeros(2, dtype=np.uint64)])
    others = np.concatenate([np.zeros(10, dtype=np.uint64), names, np.zeros(4, dtype=np.uint64)])
    first, size, width = np.uint64(5), np.uint64(3), np.uint64(bits)
    sample = picks(streams(4, 0, 1)[0], padded, others, first, size, width, DRAWS)
    assert set(sample) == {5, 6, 7}
    shares = np.array([np.mean(sample == 5 + i) for i in range(3)])
    assert np.abs(np.cumsum(shares - law)).max() <= DEVIATION


def test_spelt_table_has_the_law() -> None:
    law = np.random.default_rng(0).dirichlet(np.ones(9))
    levels, names = spelt(law, np.arange(9), 53)
    mass = np.zeros(9)
    for i in range(9):
        mass[names[2 * i]] += levels[i] / 2**53 / 9
        mass[names[2 * i + 1]] += (1 - levels[i] / 2**53) / 9
    assert np.allclose(mass, law, rtol=0, atol=1e-15)


def test_multinomial() -> None:
    law = np.array([0.2, 0.5, 0.3])
    sample = multinomials(streams(9, 0, 1)[0], 1000, law, 20_000)
    assert (sample.sum(axis=1) == 1000).all()
    assert multinomials(streams(9, 0, 1)[0], 0, law, 1).tolist() == [[0, 0, 0]]
    for i, p in enumerate(law):
        values, counts = np.unique(sample[:, i], return_counts=True)
        distance = np.abs(np.cumsum(counts) / 20_000 - stats.binom.cdf(values, 1000, p)).max()
        assert distance <= sqrt(log(2 / 1e-12) / 40_000)
