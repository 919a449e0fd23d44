"""Learners that follow the maximum-likelihood model: greedy, and anything else with one policy a model."""

from __future__ import annotations

import numpy as np

from checks.simulate.arrays import Arrays, Indices, Reals
from checks.simulate.jit import CHOOSE, jit
from checks.simulate.kernel import Plan
from checks.simulate.leader import deploy, holds, leader


@jit(CHOOSE)
def choose(ratios, counts, prints, t, state, table, matrix, policy):  # type: ignore[no-untyped-def]
    """Deploy row ``lead`` of the table; ``matrix`` says for how long a leader lasts."""
    lead = leader(ratios, 0, counts, prints, 0, len(counts))
    if policy[-1] != lead:
        deploy(policy, table, lead)
    return holds(ratios, 0, lead, matrix, lead)


def follow(arrays: Arrays, policies: Indices, leads: bool = False) -> Plan:
    """Return the plan of the learner that deploys ``policies[m]``, shape (M, C), while model m leads."""
    return Plan(choose, policies, reach(arrays, policies), begin(arrays), no_offset(arrays), leads)


def reach(arrays: Arrays, policies: Indices, rows: range | None = None) -> Reals:
    """Return 1 over the most that model m can gain on leader a in one round of a's policy, shape (M, M).

    Infinite where nothing can be gained. Only the contexts ``rows`` are looked at (all when left out).
    """
    models = len(policies)
    result = np.empty((models, models))
    for a, policy in enumerate(policies):
        classes = np.concatenate([arrays.outcomes(c, int(policy[c])) for c in rows or range(len(policy))])
        steps = arrays.ratios[classes]
        gain = (steps - steps[:, [a]]).max(axis=0)
        with np.errstate(divide="ignore"):
            result[a] = np.where(gain > 0.0, 1.0 / np.maximum(gain, 0.0), np.inf)
    return result


def begin(arrays: Arrays, rows: range | None = None) -> Reals:
    """Return ratios 0, −∞ for models that no outcome of ``rows`` tells from one of lower index: they never lead."""
    start = np.zeros(arrays.ratios.shape[1])
    seen: set[bytes] = set()
    everything = arrays.actions - 1
    used = np.concatenate([arrays.outcomes(c, everything) for c in rows or range(len(arrays.contexts))])
    for m in range(len(start)):
        key = arrays.prints[used, m].tobytes()
        if key in seen:
            start[m] = -np.inf
        seen.add(key)
    return start


def no_offset(arrays: Arrays) -> Indices:
    """Return the offsets of a learner that shares everything."""
    return np.zeros(len(arrays.contexts), dtype=np.int64)
