"""Words, uniform variables and picks inside compiled loops."""

from __future__ import annotations

from math import log, sqrt

import numba
import numpy as np
import pytest

from checks.simulate.common.random import spelt, streams
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
def picks(state, levels, names, first, size, bits, draws):
    return np.array([pick(next_word(state), levels, names, first, size, bits) for _ in range(draws)])


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


def test_uniform() -> None:
    sample = np.sort(uniforms(streams(1, 0, 1)[0], DRAWS))
    assert sample[0] >= 0 and sample[-1] < 1
    assert np.abs(sample - np.arange(DRAWS) / DRAWS).max() <= DEVIATION + 1 / DRAWS


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
