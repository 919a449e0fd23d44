"""Questions of large volume: every other row is a combination of them with coefficients of at most 1."""

from itertools import combinations

import numpy as np
import pytest

from theory.span.questions import BETTER, best_conditioned, coefficients


@pytest.mark.parametrize("seed", range(40))
def test_no_exchange_enlarges_the_volume(seed):
    rng = np.random.default_rng(seed)
    gaps = rng.standard_normal((int(rng.integers(3, 9)), 3))
    asked = best_conditioned(gaps)
    assert len(set(asked)) == 3
    assert np.abs(coefficients(gaps, asked)).max() <= BETTER * (1 + 1e-9)
    volume = abs(np.linalg.det(gaps[asked]))
    best = max(abs(np.linalg.det(gaps[list(rows)])) for rows in combinations(range(len(gaps)), 3))
    assert 3**1.5 * volume >= best * (1 - 1e-9)


def test_nothing_to_identify_asks_nothing():
    assert best_conditioned(np.zeros((4, 0))) == []
