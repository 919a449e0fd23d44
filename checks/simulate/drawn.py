"""What the drawn responses cost in simulated runs under slates, beside the regret of what is served.

The runs are the same: the same streams play the same rounds, to the horizon, and each round is charged the expected
cost of a response drawn from the softened policy that is selected.

Claim: T27 (charged).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from checks.simulate.common.arrays import Arrays
from checks.simulate.common.blocks import certainty
from checks.simulate.common.confidence import Knowledge, bounded
from checks.simulate.plans.plan import Ending, Plan
from checks.simulate.run import Request, Sample, collect, estimate
from checks.simulate.tail_bounds import range_of_a_round
from theory.quantities import cost_of_draw

_UP = 1.0 + 1e-12


def charged(sources: Arrays) -> Arrays:
    """Return the arrays with the cost of a drawn response in the place of the regret of each action."""
    problem, theta = sources.problem, sources.theta
    models = range(len(problem.models))
    costs = [[float(cost_of_draw(problem, c, g, theta)) for g in models] for c in sources.contexts]
    return replace(sources, shortfall=np.array([[*row, sum(row) / len(row)] for row in costs]))


def drawn_regret(
    sources: Arrays, plan: Plan, ending: Ending, request: Request, jobs: int = 1, budget: float | None = None
) -> Mapping[str, Any] | None:
    """Return mean and interval of the cost of the drawn responses, one a round; None where no run was finished."""
    assert request.horizon is not None
    bill = charged(sources)
    sample: Sample = collect(bill, plan, replace(ending, tolerance=0.0), request, jobs, budget)
    if not len(sample.regret):
        return None
    least, most = range_of_a_round(bill, plan)
    floor = request.horizon * least / _UP
    known = Knowledge(floor, tuple(bounded(request.horizon * most * _UP - floor)))
    level = certainty(request.confidence, sample.blocks, len(sample.regret) == request.runs)
    mean, *limits = estimate(sample.regret[:, -1], known, level, 0.0)
    return {"mean": mean, "interval": limits}
