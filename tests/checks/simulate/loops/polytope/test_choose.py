"""What is deployed given a model, by hand and against NumPy: ties by rank, the best responses, and promises."""

from __future__ import annotations

from math import log, sqrt
from typing import Any

import numpy as np
import pytest

from checks.simulate.loops.jit import indices, matrix, table, vector
from checks.simulate.loops.polytope import choose

WORK = (vector, matrix, vector, vector, matrix, vector)


@pytest.fixture(scope="module")
def compiled() -> tuple[Any, Any, Any]:
    """The kernels, callable from here."""
    from numba import f8, i8, njit, types, void

    first = njit(i8(vector, indices, f8))(lambda values, rank, tie: choose.first(values, rank, tie))
    best = njit(void(matrix, table, f8, vector, vector, indices))(
        lambda heads, rank, tie, model, values, policy: choose.best(heads, rank, tie, model, values, policy)
    )
    work: Any = types.Tuple(WORK)  # type: ignore[no-untyped-call]
    hopeful = njit(void(matrix, table, f8, matrix, f8, vector, work, vector, indices))(
        lambda heads, rank, tie, caps, t, model, work, values, policy: choose.hopeful(
            heads, rank, tie, caps, t, model, work, values, policy
        )
    )
    return first, best, hopeful


def test_of_tied_responses_the_lowest_rank_is_deployed(compiled: tuple[Any, Any, Any]) -> None:
    values, index = np.array([1.0, 2.0, 2.0 - 1e-7]), np.arange(3)
    assert compiled[0](values, index, 1e-6) == 1
    assert compiled[0](values, np.array([0, 2, 1]), 1e-6) == 2
    assert compiled[0](values, np.array([0, 2, 1]), 1e-8) == 1
    assert compiled[0](values, index, 1.5) == 0


def test_a_model_serves_its_best_responses(compiled: tuple[Any, Any, Any]) -> None:
    """At (1, −2) the responses are worth 0, 1 and −2, then 0, −1 and 0: the last two tie, ranked the other way."""
    heads = np.array([[0.0, 0], [1, 0], [0, 1], [0, 0], [1, 1], [2, 1]])
    policy, ranks = np.full(2, -1), np.array([[0, 1, 2], [2, 1, 0]])
    compiled[1](heads, ranks, 1e-9, np.array([1.0, -2.0]), np.empty(3), policy)
    assert policy.tolist() == [1, 2]


@pytest.mark.parametrize("seed", range(20))
def test_promises_are_those_of_an_ellipsoid_cut_at_the_caps(seed: int, compiled: tuple[Any, Any, Any]) -> None:
    """Over all steps with sᵀ C s ≤ ρ², ⟨h, s⟩ is largest along C⁻¹ h: ρ √(hᵀ C⁻¹ h)."""
    draw = np.random.default_rng(seed)
    size, contexts, responses = 3, 4, 3
    heads, root = draw.normal(size=(contexts * responses, size)), draw.normal(size=(size, size))
    curvature, model, t = root @ root.T + 0.1 * np.eye(size), draw.normal(size=size), float(draw.integers(2, 900))
    caps = draw.choice([1.0, 9.0, np.inf], (contexts, responses))
    work = (np.zeros(size), curvature, np.zeros(size), np.zeros(size), np.zeros((2 * size, 2 * size + 1)), np.zeros(1))
    ranks, policy = np.tile(np.arange(responses), (contexts, 1)), np.full(contexts, -1)
    compiled[2](heads, ranks, 1e-9, caps, t, model, work, np.empty(responses), policy)
    radius = sqrt(2 * (log(t) + size / 2 * log(1 + t)))
    width = np.linalg.norm(np.linalg.solve(np.linalg.cholesky(curvature), heads.T), axis=0)
    promised = np.minimum((heads @ model + radius * width).reshape(contexts, responses), caps)
    tied = promised >= promised.max(axis=1, keepdims=True) - 1e-9
    assert policy.tolist() == tied.argmax(axis=1).tolist()
