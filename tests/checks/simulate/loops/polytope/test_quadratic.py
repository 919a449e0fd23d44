"""The best step inside a polytope against every active set tried in turn; equations against NumPy."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from checks.simulate.loops.jit import i8, indices, matrix, vector
from checks.simulate.loops.polytope import quadratic

Reals = NDArray[np.float64]


@pytest.fixture(scope="module")
def compiled() -> tuple[Any, Any]:
    """The kernels, callable from here."""
    from numba import b1, njit, void

    step = njit(b1(vector, matrix, matrix, vector, indices, matrix, vector, vector))(
        lambda g, h, a, b, w, s, p, m: quadratic.best_step(g, h, a, b, w, s, p, m)
    )
    solved = njit(void(matrix, i8))(lambda system, size: quadratic.solve(system, size))
    return step, solved


def by_enumeration(gradient: Reals, curvature: Reals, normals: Reals, slack: Reals) -> Reals:
    """Return the best step: the best feasible point among those of all sets of at most d constraints."""
    size, best = len(gradient), np.zeros(len(gradient))
    value = lambda p: gradient @ p - p @ curvature @ p / 2  # noqa: E731
    for many in range(size + 1):
        for held in map(list, combinations(range(len(slack)), many)):
            system = np.block([[curvature, normals[held].T], [normals[held], np.zeros((many, many))]])
            if np.linalg.matrix_rank(normals[held]) < many:
                continue
            found = np.linalg.solve(system, np.concatenate([gradient, slack[held]]))[:size]
            if (normals @ found <= slack + 1e-9).all() and value(found) > value(best):
                best = found
    return best


@pytest.mark.parametrize("seed", range(30))
def test_the_step_is_the_best_of_all_active_sets(seed: int, compiled: tuple[Any, Any]) -> None:
    """From a point inside, from a face and from a corner, with a constraint given twice."""
    draw = np.random.default_rng(seed)
    size = int(draw.integers(1, 4))
    root = draw.normal(size=(size, size))
    gradient, curvature = draw.normal(size=size) * 3, root @ root.T + 0.01 * np.eye(size)
    extra = draw.normal(size=(1, size))
    extra /= np.linalg.norm(extra)
    normals = np.ascontiguousarray(np.concatenate([np.eye(size), -np.eye(size), extra, np.eye(size)[:1]]))
    slack = draw.choice([0.0, 0.5, 1.0], len(normals))
    slack[-1] = slack[0]
    step, working = np.zeros(size), np.zeros(size + 2, dtype=np.int64)
    system, move = np.zeros((2 * size, 2 * size + 1)), np.zeros(size)
    assert compiled[0](gradient, curvature, normals, slack, working, system, step, move)
    assert (normals @ step <= slack + 1e-9).all()
    assert step == pytest.approx(by_enumeration(gradient, curvature, normals, slack), abs=1e-7)
    held = working[1 : 1 + working[0]]
    assert np.abs(normals[held] @ step - slack[held]).max(initial=0.0) < 1e-9


def test_equations_are_solved_with_pivots(compiled: tuple[Any, Any]) -> None:
    system = np.array([[0.0, 2.0, 4.0], [3.0, 1.0, 5.0]])
    compiled[1](system, 2)
    assert system[:, 2].tolist() == [1.0, 2.0]
