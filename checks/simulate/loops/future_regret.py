"""The bound of T1 and T1′ on the future regret of greedy, in plain Python: compiled loops use it."""

from __future__ import annotations

from math import exp
from typing import Any

import numpy as np


def residual(ratios: Any, weights: Any, tied: Any, lead: Any, tolerance: float) -> float:
    """Return a bound on the expected future regret of greedy, or infinity if it exceeds the tolerance.

    The expected number of future selections of m is at most √s/(1 − ρ(m)) and G(s)/J(m) (T1, T1′), s = L(m)/L(θ), with
    G(s) = s up to 1 and 1 + ln s above; ``weights`` holds Δ(m) times the two factors. If the leader's policy has no
    regret and does not tell the leader from θ, models tied with θ on it keep their ratios for as long as it leads; it
    ever stops leading with probability at most Σ √(L(j)/L(leader)) over the others (Ville), and only then do
    the tied models matter.

    Claim: T1.
    """
    free = tied[lead, lead] == 1 and weights[0, lead] == 0.0
    moving, waiting, overtaken = 0.0, 0.0, 0.0
    for m in range(ratios.shape[1]):
        root = exp(0.5 * ratios[0, m])
        selections = root * root if ratios[0, m] <= 0.0 else 1.0 + ratios[0, m]
        regret = min(weights[0, m] * root, weights[1, m] * selections)
        if free and tied[lead, m]:
            waiting += regret
        else:
            moving += regret
            if moving > tolerance:
                return np.inf
            overtaken += exp(0.5 * (ratios[0, m] - ratios[0, lead]))
    total = (moving + min(1.0, overtaken) * waiting if waiting else moving) * (1.0 + 1e-9)
    return total if total <= tolerance else np.inf
