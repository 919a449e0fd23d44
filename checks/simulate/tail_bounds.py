"""Proven bounds on the regret of a learner's runs, used to narrow the intervals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import isfinite

import numpy as np

from checks.simulate.common.arrays import Arrays, Indices
from checks.simulate.common.confidence import Knowledge, Level, bounded
from checks.simulate.plans.plan import Plan
from checks.simulate.residual_bounds import mistakes

_DOWN, _UP = 1.0 - 1e-12, 1.0 + 1e-12


def knowledge(arrays: Arrays, plan: Plan) -> Callable[[int | None], Knowledge]:
    """Return what is proven about the regret of the first t rounds (all of them if ``None``), as a function of t.

    Every round deploys, in each group of contexts, a row of the plan's table: that bounds regret from both sides. Where
    π of a leader is deployed, T2 bounds its tail.

    Claim: T2.
    """
    if plan.knowledge is not None:
        return plan.knowledge
    parts, (least, most) = _parts(arrays, plan), range_of_a_round(arrays, plan)
    levels, rest = _tails(arrays, parts) if plan.believes else ([], most)

    def known(t: int | None) -> Knowledge:
        if t is None:
            return Knowledge(0.0, tuple(levels))
        floor = t * least * _DOWN
        widest = t * most * _UP - floor
        tails = [Level(level.size + t * rest * _UP - floor, level.tail) for level in levels]
        return Knowledge(floor, (*(tail for tail in tails if 0.0 <= tail.size < widest), *bounded(widest)))

    return known


def range_of_a_round(arrays: Arrays, plan: Plan) -> tuple[float, float]:
    """Return the least and the most that a round may cost: a row of the plan's table in each group of contexts."""
    parts = _parts(arrays, plan)
    rates = [(arrays.law[part] * arrays.shortfall[part, plan.table[:, part]]).sum(axis=1) for part in parts]
    least, most = (sum(float(f(rate)) for rate in rates) for f in (np.min, np.max))
    return least, most


def _parts(arrays: Arrays, plan: Plan) -> list[Indices]:
    rows = [np.flatnonzero(plan.parts(arrays) == u) for u in range(len(arrays.contexts))]
    return [part for part in rows if len(part)]


def _tails(arrays: Arrays, parts: Sequence[Indices]) -> tuple[list[Level], float]:
    """Add up the mistakes in groups of contexts: E(Σ X − Σ b)⁺ ≤ Σ E(X − b)⁺."""
    found = [mistakes(arrays.problem, arrays.theta, [arrays.contexts[c] for c in part]) for part in parts]
    together = zip(*(levels for levels, _ in found), strict=True)
    levels = [Level(sum(level.size for level in row), sum(level.tail for level in row)) for row in together]
    levels = [level for level in levels if isfinite(level.size)]
    return levels, sum(rest for _, rest in found)
