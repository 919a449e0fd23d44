"""Binomial and multinomial variables inside compiled loops."""

from __future__ import annotations

from math import exp, floor, log, log1p, sqrt

import numpy as np

from checks.simulate.common.arrays import Prints
from checks.simulate.loops.draws import uniform
from checks.simulate.loops.jit import jit

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


@jit()
def multinomial(state, n, law, first, size, tally, into):  # type: ignore[no-untyped-def]
    """Draw Multinomial(n, ``law[first:first + size]``) to ``tally[into:]``: one binomial after another."""
    left = 1.0
    for i in range(size):
        here = n
        if n and i < size - 1:
            here = binomial(state, n, min(1.0, law[first + i] / left))
        tally[into + i] = here
        n -= here
        left -= law[first + i]


@jit()
def binomial(state: Prints, n: int, p: float) -> int:
    """Draw from Binomial(n, p), n < 2³²: sequential search, or Hörmann's transformed rejection (1993)."""
    q = min(p, 1.0 - p)
    if n <= 0 or q <= 0.0:
        return n if p > 0.5 else 0
    k = _search(state, n, q) if n * q < 10.0 else _rejection(state, n, q)
    return n - k if p > 0.5 else k


@jit()
def _search(state: Prints, n: int, p: float) -> int:
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
def _rejection(state: Prints, n: int, p: float) -> int:
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
