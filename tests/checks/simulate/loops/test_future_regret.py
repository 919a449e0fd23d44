import numpy as np
import pytest

from checks.simulate.loops.future_regret import residual

WEIGHTS = np.array([[0.0, 4.0], [0.0, 3.0]])
FREE = np.zeros((2, 2), dtype=np.int64)


def test_the_smaller_of_the_two_potentials() -> None:
    level = np.array([[0.0, -4.0]])
    affine, drift = 4.0 * np.exp(-2.0), 3.0 * np.exp(-4.0)
    assert residual(level, WEIGHTS, FREE, 0, 1.0) == pytest.approx(min(affine, drift), rel=1e-6)
    assert residual(level, WEIGHTS, FREE, 0, 1.0) >= min(affine, drift)


def test_what_exceeds_the_tolerance_is_infinite() -> None:
    assert residual(np.array([[0.0, 0.0]]), WEIGHTS, FREE, 0, 1.0) == np.inf


def test_a_model_that_never_moves_while_the_leader_leads_waits() -> None:
    tied = np.ones((2, 2), dtype=np.int64)
    assert residual(np.array([[0.0, -1.0]]), WEIGHTS, tied, 0, 1e-9) == 0.0
