"""One round of a policy inside compiled loops: a context, an outcome, and what it does to the likelihoods."""

# mypy: disable-error-code="no-untyped-def"
from __future__ import annotations

import numpy as np

from checks.simulate.loops.draws import next_word, pick
from checks.simulate.loops.jit import jit


@jit()
def play(
    state, law_levels, law_names, start, levels, names, bits, step, marks_of, policy, ratios, marks, seen, counting,
    width,
):  # fmt: skip
    """Play one round and remember it; return the row of its context."""
    c = pick(next_word(state), law_levels, law_names, np.uint64(0), np.uint64(len(law_levels)), bits)
    row = int(c) * width + policy[c]
    first = np.uint64(start[row])
    k = pick(next_word(state), levels, names, first, np.uint64(start[row + 1]) - first, bits)
    if counting:
        seen[k] += 1
    for m in range(step.shape[1]):
        ratios[0, m] += step[k, m]
        marks[0, m] += marks_of[k, m]
    return int(c)
