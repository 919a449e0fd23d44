"""Many rounds of one policy drawn at once: the same bookkeeping as round by round, and the same law."""

from __future__ import annotations

from math import log, sqrt

import numba
import numpy as np

from checks.simulate.common.arrays import arrays as arrays_of
from checks.simulate.common.random import streams
from checks.simulate.loops.repeated_rounds import at_once
from theory.problem import tabular

ROUNDS = 50_000


@numba.njit
def drawn(state, rounds, law, start, mass, outcome, step, marks_of, group, policy, ratios, marks, tally, seen):
    at_once(state, rounds, law, start, mass, outcome, step, marks_of, group, policy, ratios, marks, tally, seen)


def test_counts_likelihoods_and_fingerprints_belong_together_and_have_the_law() -> None:
    """Two contexts, each a group of its own: what one user shows moves that user's likelihoods alone."""
    arrays = arrays_of(tabular({"a": [[0, 1], [0, 0]], "b": [[0, -1], [2, 0]]}), 1)
    ratios, marks = np.zeros((2, 2)), np.zeros((2, 2), dtype=np.uint64)
    seen, tally = np.zeros(len(arrays.ratios), dtype=np.int64), np.zeros(16, dtype=np.int64)
    drawn(
        streams(5, 0, 1)[0], ROUNDS, arrays.law, arrays.start, arrays.mass, arrays.outcome, arrays.ratios,
        arrays.prints, np.array([0, 1], dtype=np.uint64), np.array([0, 0, -1]), ratios, marks, tally, seen,
    )  # fmt: skip
    assert seen.sum() == ROUNDS
    half = len(seen) // 2
    for u, part in enumerate((slice(None, half), slice(half, None))):
        assert np.allclose(ratios[u], seen[part] @ arrays.ratios[part], rtol=1e-9)
        with np.errstate(over="ignore"):
            assert (marks[u] == (seen[part].astype(np.uint64)[:, None] * arrays.prints[part]).sum(axis=0)).all()
    law = sorted(0.5 / (1 + np.exp(sign * gap)) for gap in (1, 2) for sign in (1, -1))
    found = sorted(n / ROUNDS for n in seen if n)
    assert np.allclose(found, law, rtol=0, atol=sqrt(log(8 / 1e-12) / (2 * ROUNDS)))
