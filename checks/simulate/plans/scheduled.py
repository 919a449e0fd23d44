"""Forced exploration (T11): uniform rounds on a fixed schedule, the leader on their feedback in between."""

# mypy: disable-error-code="no-untyped-call"
from __future__ import annotations

from functools import partial

import numpy as np

from checks.simulate.common.arrays import Arrays, Reals
from checks.simulate.common.confidence import Knowledge, Level
from checks.simulate.common.limits import FOREVER
from checks.simulate.loops.jit import CHOOSE, jit
from checks.simulate.loops.leader import deploy, leader
from checks.simulate.plans.adaptive_plan import Deciding
from checks.simulate.plans.mle_plan import begin
from checks.simulate.plans.plan import Plan
from theory.quantities import mean_regret, uniform_affinity_deficit, wrong_models


@jit(CHOOSE)
def choose(ratios, marks, record, t, state, table, matrix, policy):  # type: ignore[no-untyped-def]
    """Explore in the rounds listed in ``matrix[0]``; rows of the table are π, then exploration."""
    rounds = matrix.shape[1]
    following, after = 0, rounds
    while following < after:
        middle = (following + after) // 2
        if matrix[0, middle] < t:
            following = middle + 1
        else:
            after = middle
    if following < rounds and matrix[0, following] == t:
        lead, until = len(table) - 1, following
        while until < rounds and matrix[0, until] == t + until - following:
            until += 1
        hold = until - following
    else:
        lead = leader(ratios, marks, record, 0, t)
        if lead < 0:
            return 0
        hold = t - int(matrix[0, following]) if following < rounds else -FOREVER
    if policy[len(policy) - 1] != lead:
        deploy(policy, table, lead)
    return hold


def explore(arrays: Arrays, schedule: list[int]) -> Plan:
    """Return the plan of the learner that explores in the given rounds, in increasing order."""
    uniform = np.full((1, len(arrays.contexts)), arrays.actions - 1)
    table = np.concatenate([arrays.policy, uniform])
    rounds = np.array([schedule], dtype=np.float64).reshape(1, -1)
    known = partial(_knowledge, arrays, rounds[0], arrays.regret(uniform[0]))
    start = begin(arrays, range(len(arrays.contexts)))
    return Deciding(choose=choose, table=table, matrix=rounds, begin=start, knowledge=known)


def _knowledge(arrays: Arrays, schedule: Reals, cost: float, t: int | None) -> Knowledge:
    """Return the regret of exploring, which is certain, and the tail of the mistakes in between.

    After n explorations a wrong model leads with probability at most ρ_U(m)ⁿ.

    Claim: T11.
    """
    assert t is not None
    wrong = wrong_models(arrays.problem, arrays.theta)
    costs = np.array([float(mean_regret(arrays.problem, m, arrays.theta)) for m in wrong])
    rates = [-float((-uniform_affinity_deficit(arrays.problem, m, arrays.theta)).log1p().upper()) for m in wrong]
    past = schedule[schedule <= t]
    mistake = (np.exp(-np.outer(np.arange(len(past) + 1), rates)) * costs).sum(axis=1) * (1.0 + 1e-9)
    floor, worst = cost * len(past), float(costs.max(initial=0.0))
    starts, ends = np.concatenate([[0.0], past]), np.concatenate([past - 1.0, [float(t)]])
    levels = []
    for size in (4.0**i for i in range(21)):
        rest = float((np.maximum(ends - np.maximum(starts, size), 0.0) * mistake).sum())
        levels.append(Level(worst * size, rest))
        if size >= t:
            break
    return Knowledge(floor, tuple(levels))
