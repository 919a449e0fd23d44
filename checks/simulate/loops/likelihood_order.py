"""Which of two models is more likely where floats cannot tell: fixed-point sums of as many digits as it takes.

−ln σ of every gap is kept in digits of 16 bits, rounded down (`checks.simulate.common.digits`). Weighed by how often
each outcome was seen, they add up to a log-likelihood ratio with an error of less than two units of the last digit for
each outcome, so that its sign is certain or the digits are too few. Equal likelihoods are recognised by fingerprints
before (`checks.simulate.common.arrays`).
"""

# mypy: disable-error-code="no-untyped-def,no-untyped-call"
from __future__ import annotations

import numpy as np

from checks.simulate.common import sums_of_digits
from checks.simulate.loops.jit import jit

UNKNOWN = -2
"""The digits do not suffice."""

not_negative = jit()(sums_of_digits.not_negative)


@jit()
def order(record, u, m, rival, margin):
    """Return the sign of ln L(m) − ln L(rival) + margin/2³² on what group u has seen, or `UNKNOWN`."""
    seen, begin, index, digits = record
    weights = np.zeros(len(digits), dtype=np.int64)
    if digits.shape[1] == 0:
        return UNKNOWN
    for k in range(begin[u], begin[u + 1]):
        if seen[k] and index[k, m] != index[k, rival]:
            weights[index[k, rival]] += seen[k]
            weights[index[k, m]] -= seen[k]
    error = 2 * np.abs(weights).sum()
    if not_negative(weights, digits, margin, -error):
        return 1
    return UNKNOWN if not_negative(weights, digits, margin, error) else -1
