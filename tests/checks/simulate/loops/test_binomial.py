"""Binomial and multinomial variables inside compiled loops, against their laws."""

from __future__ import annotations

from math import log, sqrt

import numba
import numpy as np
import pytest
from scipy import stats

from checks.simulate.common.random import streams
from checks.simulate.loops.binomial import binomial, multinomial

DRAWS = 200_000
DEVIATION = sqrt(log(2 / 1e-12) / (2 * DRAWS))
"""Dvoretzky–Kiefer–Wolfowitz at 1e-12."""


@numba.njit
def binomials(state, n, p, draws):
    return np.array([binomial(state, n, p) for _ in range(draws)])


@numba.njit
def multinomials(state, n, law, draws):
    result = np.zeros((draws, len(law)), dtype=np.int64)
    for i in range(draws):
        multinomial(state, n, law, 0, len(law), result[i], 0)
    return result


@pytest.mark.parametrize("n", [1, 30, 1000, 2**31])
@pytest.mark.parametrize("p", [1e-9, 0.003, 0.3, 0.5, 0.77, 0.999999])
@pytest.mark.slow
def test_binomial(n: int, p: float) -> None:
    sample = binomials(streams(2, n % 97, 1)[0], n, p, DRAWS)
    values, counts = np.unique(sample, return_counts=True)
    assert values[0] >= 0 and values[-1] <= n
    some = slice(None, None, 1 + len(values) // 20_000)  # between them the share grows by 1e-4 at most
    until, values, counts = np.cumsum(counts)[some], values[some], counts[some]
    assert np.abs(until / DRAWS - stats.binom.cdf(values, n, p)).max() <= DEVIATION
    assert np.abs((until - counts) / DRAWS - stats.binom.cdf(values - 1, n, p)).max() <= DEVIATION


def test_binomial_edges() -> None:
    state = streams(0, 0, 1)[0]
    assert binomials(state, 0, 0.5, 3).tolist() == [0, 0, 0]
    assert binomials(state, 9, 0.0, 3).tolist() == [0, 0, 0]
    assert binomials(state, 9, 1.0, 3).tolist() == [9, 9, 9]


def test_multinomial() -> None:
    law = np.array([0.2, 0.5, 0.3])
    sample = multinomials(streams(9, 0, 1)[0], 1000, law, 20_000)
    assert (sample.sum(axis=1) == 1000).all()
    assert multinomials(streams(9, 0, 1)[0], 0, law, 1).tolist() == [[0, 0, 0]]
    for i, p in enumerate(law):
        values, counts = np.unique(sample[:, i], return_counts=True)
        distance = np.abs(np.cumsum(counts) / 20_000 - stats.binom.cdf(values, 1000, p)).max()
        assert distance <= sqrt(log(2 / 1e-12) / 40_000)
