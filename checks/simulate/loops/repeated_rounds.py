"""Many rounds of one policy drawn at once in compiled loops, for long horizons."""

# mypy: disable-error-code="no-untyped-def,no-untyped-call"
from __future__ import annotations

import numpy as np

from checks.simulate.loops.binomial import multinomial
from checks.simulate.loops.jit import AT_ONCE, jit


@jit(AT_ONCE)
def at_once(state, rounds, law, start, mass, outcome, step, marks_of, group, policy, ratios, marks, tally, seen):
    """Draw the outcome counts of many rounds of one policy and remember them."""
    models, contexts = step.shape[1], len(law)
    width = (len(start) - 1) // contexts
    multinomial(state, rounds, law, 0, contexts, tally, 0)
    for c in range(contexts):
        row, u = c * width + policy[c], group[c]
        size = start[row + 1] - start[row]
        multinomial(state, tally[c], mass, start[row], size, tally, contexts)
        for i in range(size):
            n = tally[contexts + i]
            if n:
                k = outcome[start[row] + i]
                seen[k] += n
                for m in range(models):
                    ratios[u, m] += n * step[k, m]
                    marks[u, m] += np.uint64(n) * marks_of[k, m]
