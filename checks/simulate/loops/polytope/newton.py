"""The likeliest model of a polytope from counts of wins and losses, by Newton steps inside it, within kernels.

What is maximised is ln L(m) − (pull/2) |m − m_0|², a strictly concave function of the counts alone: where many models
are likeliest, the one nearest to m_0 is found. A step changes no gap that was seen by more than 1, so that every step
gains (the curvature changes by at most a factor e), and no line search is needed. The last step is the first whose
Newton decrement, twice what a step gains at best, is below `DECREMENT`, or that moves nothing.
"""

# mypy: disable-error-code="no-untyped-def,no-untyped-call"
from __future__ import annotations

from math import exp

from checks.simulate.loops.jit import jit
from checks.simulate.loops.polytope.quadratic import NOTHING, along, best_step, loosen

DECREMENT = 1e-14
"""In units of log-likelihood: after the last step much less than this can be gained."""


@jit()
def derivatives(directions, counts, centre, pull, model, gradient, curvature):
    """Write the gradient and minus the second derivative of what is maximised."""
    size = len(model)
    for i in range(size):
        gradient[i] = pull * (centre[i] - model[i])
        for j in range(size):
            curvature[i, j] = 0.0
        curvature[i, i] = pull
    for k in range(len(directions)):
        seen = float(counts[k, 0] + counts[k, 1])
        if seen == 0.0:
            continue
        chance = 1.0 / (1.0 + exp(-along(directions[k], model)))
        rest, weight = counts[k, 0] - seen * chance, seen * chance * (1.0 - chance)
        for i in range(size):
            gradient[i] += rest * directions[k, i]
            part = weight * directions[k, i]
            for j in range(i + 1):
                curvature[i, j] += part * directions[k, j]
    for i in range(size):
        for j in range(i):
            curvature[j, i] = curvature[i, j]


@jit()
def likeliest(polytope, counts, working, model, work):
    """Move a model to the likeliest one; return the number of steps, −1 if it was not reached.

    ``polytope`` and ``work`` are those of `checks.simulate.polytope.tables.Tables`.
    """
    normals, bounds, directions, centre, (pull, most, _) = polytope
    gradient, curvature, step, move, system, slack = work
    for steps in range(int(most)):
        derivatives(directions, counts, centre, pull, model, gradient, curvature)
        for i in range(len(bounds)):
            slack[i] = bounds[i] - along(normals[i], model)
        loosen(working, slack)
        if not best_step(gradient, curvature, normals, slack, working, system, step, move):
            return -1
        widest, longest = 1.0, 0.0
        for k in range(len(directions)):
            if counts[k, 0] + counts[k, 1]:
                widest = max(widest, abs(along(directions[k], step)))
        for i in range(len(model)):
            model[i] += step[i] / widest
            longest = max(longest, abs(step[i]))
        if widest == 1.0 and (along(gradient, step) <= DECREMENT or longest <= NOTHING):
            return steps + 1
    return -1
