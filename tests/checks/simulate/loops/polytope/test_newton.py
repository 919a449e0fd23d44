"""The likeliest model by Newton steps: derivatives against differences, one gap in closed form, bounds and the pull."""

from __future__ import annotations

from math import log
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from checks.simulate.loops.jit import f8, i8, indices, matrix, table, types, vector
from checks.simulate.loops.polytope import newton

pytestmark = pytest.mark.slow

Reals = NDArray[np.float64]


@pytest.fixture(scope="module")
def compiled() -> tuple[Any, Any]:
    """The kernels, callable from here."""
    from numba import njit, void

    derivatives = njit(void(matrix, table, vector, f8, vector, vector, matrix))(
        lambda rows, counts, centre, pull, model, gradient, curvature: newton.derivatives(
            rows, counts, centre, pull, model, gradient, curvature
        )
    )
    polytope: Any = types.Tuple((matrix, vector, matrix, vector, types.UniTuple(f8, 3)))
    work: Any = types.Tuple((vector, matrix, vector, vector, matrix, vector))
    likeliest = njit(i8(polytope, table, indices, vector, work))(
        lambda polytope, counts, working, model, work: newton.likeliest(polytope, counts, working, model, work)
    )
    return derivatives, likeliest


def objective(rows: Reals, counts: NDArray[np.int64], centre: Reals, pull: float, model: Reals) -> float:
    gaps = rows @ model
    likely = -(counts[:, 0] * np.logaddexp(0, -gaps) + counts[:, 1] * np.logaddexp(0, gaps)).sum()
    return float(likely - pull / 2 * ((model - centre) ** 2).sum())


@pytest.mark.parametrize("seed", range(10))
def test_derivatives_are_those_of_the_likelihood_with_its_pull(seed: int, compiled: tuple[Any, Any]) -> None:
    draw = np.random.default_rng(seed)
    rows, counts = draw.normal(size=(5, 3)), draw.integers(0, 6, (5, 2))
    centre, model, pull, step = draw.normal(size=3), draw.normal(size=3), 0.3, 1e-4
    gradient, curvature = np.empty(3), np.empty((3, 3))
    compiled[0](rows, counts, centre, pull, model, gradient, curvature)
    ends = [[objective(rows, counts, centre, pull, model + s * e) for s in (step, -step)] for e in np.eye(3)]
    assert gradient == pytest.approx([(a - b) / (2 * step) for a, b in ends], abs=1e-5)
    more, less = np.empty(3), np.empty(3)
    for i, e in enumerate(np.eye(3)):
        compiled[0](rows, counts, centre, pull, model + step * e, more, np.empty((3, 3)))
        compiled[0](rows, counts, centre, pull, model - step * e, less, np.empty((3, 3)))
        assert curvature[i] == pytest.approx((less - more) / (2 * step), abs=1e-5)


def believed(compiled: tuple[Any, Any], counts: list[int], steps: float = 200.0) -> tuple[int, float]:
    """One gap in [−1, 2] with the middle 1/2."""
    polytope = (
        np.array([[1.0], [-1.0]]), np.array([2.0, 1.0]), np.array([[1.0]]), np.array([0.5]), (1e-9, steps, 1e-6)
    )  # fmt: skip
    work = (np.zeros(1), np.zeros((1, 1)), np.zeros(1), np.zeros(1), np.zeros((2, 3)), np.zeros(2))
    model = np.array([0.5])
    return compiled[1](polytope, np.array([counts]), np.zeros(3, dtype=np.int64), model, work), float(model[0])


@pytest.mark.parametrize(
    ("counts", "gap"),
    [([0, 0], 0.5), ([3, 1], log(3)), ([2, 5], log(2 / 5)), ([1, 0], 2.0), ([0, 4], -1.0), ([9000, 1], 2.0)],
)
def test_one_gap_is_the_log_odds_cut_at_the_bounds(counts: list[int], gap: float, compiled: tuple[Any, Any]) -> None:
    steps, found = believed(compiled, counts)
    assert steps > 0 and found == pytest.approx(gap, abs=1e-7)


def test_too_few_steps_are_told(compiled: tuple[Any, Any]) -> None:
    assert believed(compiled, [9, 1], steps=0.0)[0] == -1
    assert believed(compiled, [9, 1], steps=1.0)[0] == -1
