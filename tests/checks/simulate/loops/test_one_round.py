"""One round: the outcomes have their law, and the likelihoods move by the steps of what was seen."""

from __future__ import annotations

from math import log, sqrt

import numba
import numpy as np
import pytest

from checks.simulate.common.arrays import arrays as arrays_of
from checks.simulate.common.random import streams
from checks.simulate.loops.one_round import play
from theory.problem import tabular

ROUNDS = 50_000


@numba.njit
def rounds(state, law_levels, law_names, start, levels, names, bits, step, marks_of, policy, ratios, marks, seen, n, w):
    for _ in range(n):
        play(
            state, law_levels, law_names, start, levels, names, bits, step, marks_of, policy, ratios, marks, seen, True,
            w,
        )  # fmt: skip


@pytest.fixture(scope="module")
def played():  # type: ignore[no-untyped-def]
    """Serve the first response against the second, in two contexts, under the second of two models."""
    problem = tabular({"a": [[0, 1], [0, 0]], "b": [[0, -1], [2, 0]]})
    arrays = arrays_of(problem, 1)
    policy = np.array([0, 0, -1])
    ratios, marks = np.zeros((1, 2)), np.zeros((1, 2), dtype=np.uint64)
    seen = np.zeros(len(arrays.ratios), dtype=np.int64)
    rounds(
        streams(3, 0, 1)[0], arrays.law_levels, arrays.law_names, arrays.start, arrays.levels, arrays.names,
        np.uint64(arrays.bits), arrays.ratios, arrays.prints, policy, ratios, marks, seen, ROUNDS, arrays.actions,
    )  # fmt: skip
    return arrays, seen, ratios, marks


def test_every_round_is_seen_once(played) -> None:  # type: ignore[no-untyped-def]
    _, seen, _, _ = played
    assert seen.sum() == ROUNDS


def test_likelihoods_are_the_steps_of_what_was_seen(played) -> None:  # type: ignore[no-untyped-def]
    arrays, seen, ratios, marks = played
    assert np.allclose(ratios[0], seen @ arrays.ratios, rtol=1e-9)
    with np.errstate(over="ignore"):
        assert (marks[0] == (seen.astype(np.uint64)[:, None] * arrays.prints).sum(axis=0)).all()


def test_wins_have_the_law_of_the_truth(played) -> None:  # type: ignore[no-untyped-def]
    """Half of the rounds in each context; a win has probability σ(1) in the first and σ(2) in the second."""
    _, seen, _, _ = played
    law = sorted(0.5 / (1 + np.exp(sign * gap)) for gap in (1, 2) for sign in (1, -1))
    found = sorted(n / ROUNDS for n in seen if n)
    assert np.allclose(found, law, rtol=0, atol=sqrt(log(8 / 1e-12) / (2 * ROUNDS)))
