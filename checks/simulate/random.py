"""Random numbers inside kernels: xoshiro256++ streams, uniform and binomial variables, alias tables."""

from __future__ import annotations

from math import exp, floor, log, log1p, sqrt

import numpy as np
from numpy.typing import NDArray

from checks.simulate.jit import jit

Words = NDArray[np.uint64]

_STIRLING = np.array(
    [
        0.08106146679532726,
        0.04134069595540929,
        0.02767792568499834,
        0.02079067210376509,
        0.01664469118982119,
        0.01387612882307075,
        0.01189670994589177,
        0.01041126526197209,
        0.009255462182712733,
        0.008330563433362871,
    ]
)


def streams(seed: int, block: int, size: int) -> Words:
    """Return the generator states of ``size`` runs, shape (size, 4), spawned from a seed and a block number."""
    child = np.random.SeedSequence(entropy=seed, spawn_key=(block,))
    return np.asarray(child.generate_state(4 * size, np.uint64), dtype=np.uint64).reshape(size, 4)


@jit()
def following(
    s0: np.uint64, s1: np.uint64, s2: np.uint64, s3: np.uint64
) -> tuple[np.uint64, np.uint64, np.uint64, np.uint64, np.uint64]:
    """Return the next 64 bits of xoshiro256++ (Blackman and Vigna) and the state after them."""
    mixed = s0 + s3
    word = ((mixed << np.uint64(23)) | (mixed >> np.uint64(41))) + s0
    shifted = s1 << np.uint64(17)
    s2 ^= s0
    s3 ^= s1
    return word, s0 ^ s3, s1 ^ s2, s2 ^ shifted, (s3 << np.uint64(45)) | (s3 >> np.uint64(19))


@jit()
def bits(state: Words) -> np.uint64:
    """Advance a generator by one and return 64 bits."""
    word, state[0], state[1], state[2], state[3] = following(state[0], state[1], state[2], state[3])
    return word


@jit()
def uniform(state: Words) -> float:
    """Draw from [0, 1), in steps of 2⁻⁵³."""
    return float((bits(state) >> np.uint64(11)) * 1.1102230246251565e-16)


@jit()
def entry(word: np.uint64, threshold: NDArray[np.float64], alias: NDArray[np.int64], first: int, last: int) -> int:
    """Turn 64 bits into an index of ``first`` … ``last`` − 1 by the alias table stored there."""
    x = (word >> np.uint64(11)) * 1.1102230246251565e-16 * (last - first)
    i = int(x)
    return first + i if x - i < threshold[first + i] else int(first + alias[first + i])


@jit()
def pick(state: Words, threshold: NDArray[np.float64], alias: NDArray[np.int64], first: int, last: int) -> int:
    """Draw an index of ``first`` … ``last`` − 1 from the alias table stored there."""
    return entry(bits(state), threshold, alias, first, last)


def alias_table(law: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return thresholds and aliases (Walker, Vose) of a law that sums to 1 up to rounding.

    Examples
    --------
    >>> alias_table(np.array([0.25, 0.75]))[0].tolist()
    [0.5, 1.0]
    """
    size = len(law)
    weight = law / law.sum() * size
    threshold, alias = np.ones(size), np.arange(size)
    small = [i for i in range(size) if weight[i] < 1]
    large = [i for i in range(size) if weight[i] >= 1]
    while small and large:
        i, j = small.pop(), large[-1]
        threshold[i], alias[i] = weight[i], j
        weight[j] -= 1 - weight[i]
        if weight[j] < 1:
            small.append(large.pop())
    return threshold, alias


@jit()
def binomial(state: Words, n: int, p: float) -> int:
    """Draw from Binomial(n, p), n < 2³²: sequential search, or Hörmann's transformed rejection (1993)."""
    q = min(p, 1.0 - p)
    if n <= 0 or q <= 0.0:
        return n if p > 0.5 else 0
    k = _search(state, n, q) if n * q < 10.0 else _rejection(state, n, q)
    return n - k if p > 0.5 else k


@jit()
def _search(state: Words, n: int, p: float) -> int:
    odds = p / (1.0 - p)
    while True:
        u = uniform(state)
        mass = exp(n * log1p(-p))
        for k in range(n + 1):
            if u < mass:
                return k
            u -= mass
            mass *= odds * (n - k) / (k + 1)
            if mass < 1e-300:
                break


@jit()
def _stirling(k: float) -> float:
    if k <= 9.0:
        return float(_STIRLING[int(k)])
    square = (k + 1.0) * (k + 1.0)
    return (1.0 / 12.0 - (1.0 / 360.0 - 1.0 / 1260.0 / square) / square) / (k + 1.0)


@jit()
def _rejection(state: Words, n: int, p: float) -> int:
    odds, spread = p / (1.0 - p), sqrt(n * p * (1.0 - p))
    b = 1.15 + 2.53 * spread
    a = -0.0873 + 0.0248 * b + 0.01 * p
    centre, accept, alpha = n * p + 0.5, 0.92 - 4.2 / b, (2.83 + 5.1 / b) * spread
    mode = floor((n + 1) * p)
    while True:
        u = uniform(state) - 0.5
        v = uniform(state)
        us = 0.5 - abs(u)
        k = floor((2.0 * a / us + b) * u + centre)
        if us >= 0.07 and v <= accept:
            return int(k)
        if k < 0.0 or k > n:
            continue
        bound = (mode + 0.5) * log((mode + 1.0) / (odds * (n - mode + 1.0)))
        bound += (n + 1.0) * log((n - mode + 1.0) / (n - k + 1.0))
        bound += (k + 0.5) * log(odds * (n - k + 1.0) / (k + 1.0))
        bound += _stirling(mode) + _stirling(n - mode) - _stirling(k) - _stirling(n - k)
        if log(v * alpha / (a / (us * us) + b)) <= bound:
            return int(k)
