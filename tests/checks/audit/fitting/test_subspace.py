"""The bound on the likelihood of heads in a subspace: no head exceeds it, and it is close."""

import numpy as np
import pytest

from checks.audit.fitting.panel import newton, panel_of
from checks.audit.fitting.subspace import bounds
from tests.checks.audit.answered import population


@pytest.mark.parametrize("seed", range(5))
def test_no_head_in_the_subspace_exceeds_its_bound(seed):
    rng = np.random.default_rng(seed)
    choices, dual = population(3 * rng.standard_normal((40, 4)), tasks=8, seed=seed)
    panel, basis = panel_of(choices, dual), rng.standard_normal((4, 2))
    limit = bounds(panel, basis)
    for scale in (0.1, 1, 3, 10, 100):
        heads = scale * rng.standard_normal((40, 2)) @ basis.T
        assert (panel.odds(heads)[0] <= limit + 1e-9).all()
    near = newton(panel.along(basis), 1e-6 * np.eye(2), np.zeros(2)).likely
    assert (near <= limit + 1e-9).all()
    assert (limit - near).mean() < 0.5


def test_without_directions_every_answer_is_a_guess():
    """Two tasks of three alternatives: ln(1/9); heads of length 0 have no other likelihood."""
    choices, dual = population(np.ones((2, 2)), tasks=2)
    assert bounds(panel_of(choices, dual), np.zeros((2, 0))) == pytest.approx([-np.log(9)] * 2)
