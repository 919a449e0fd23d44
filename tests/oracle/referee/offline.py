"""The `offline` object of `check --json`, from section 5 of the theory."""

from fractions import Fraction as Q
from typing import Any

import mpmath as mp

from referee.feedback import affinity, real
from referee.finite import Finite


def exposed(f: Finite) -> list[tuple[Q, int, int, int]]:
    """Return the probability of every tuple (context, response, comparator) of the training data."""
    assert f.w.q is not None and f.w.beta is not None
    cells = [
        (f.w.q[c] * f.w.beta[c][y] * (f.w.kappa[c][y][z] if f.w.q[c] else Q(0)), c, y, z)
        for c in f.cs
        for y in f.ys
        for z in f.ys
    ]
    return [cell for cell in cells if cell[0] > 0]


def rho(f: Finite, m: int, theta: int) -> mp.mpf:
    """Return the affinity of one training tuple under two models."""
    with mp.workdps(f.dps):
        return mp.fsum(real(w) * affinity(f.gap(m, c, y, z), f.gap(theta, c, y, z), f.dps) for w, c, y, z in exposed(f))


def alike(f: Finite, a: int, b: int) -> bool:
    """Say whether the training data cannot tell two models apart."""
    return all(f.gap(a, c, y, z) == f.gap(b, c, y, z) for _, c, y, z in exposed(f))


def samples(f: Finite, theta: int, epsilon: Q) -> int | None:
    """Return the least n whose bound of T12, the sum of delta times rho to the n, is at most epsilon."""
    wrong = f.wrong(theta)
    if any(alike(f, m, theta) for m in wrong):
        return None
    with mp.workdps(f.dps):
        terms = [(real(f.delta(m, theta)), mp.log(rho(f, m, theta))) for m in wrong]

        def enough(n: int) -> bool:
            return mp.fsum(d * mp.exp(n * r) for d, r in terms) <= real(epsilon)

        if sum((f.delta(m, theta) for m in wrong), Q(0)) <= epsilon:
            return 0
        low, high = 0, 1
        while not enough(high):
            low, high = high, high * 2
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if enough(middle) else (middle, high)
        return high


def offline(f: Finite, truths: list[int]) -> dict[str, Any]:
    """Return the offline object."""
    names = f.w.names
    return {
        "diversity": all(f.delta(a, b) == 0 for a in f.models for b in f.models if alike(f, a, b)),
        "truths": {
            names[t]: {
                "wrong": {names[m]: {"regret_per_round": str(f.delta(m, t)), "rho": rho(f, m, t)} for m in f.wrong(t)},
                "samples_for": {"0.01": samples(f, t, Q(1, 100))},
            }
            for t in truths
        },
    }
