from fractions import Fraction

import numpy as np
import pytest

from checks.exact.expectations import round_regret
from checks.learners import constant, load, uniform
from checks.simulate.run import Request, simulate
from theory.problem import tabular

PROBLEM = tabular({"a": [[0, 1, 3], [2, 0, 1]], "b": [[1, 0, 0], [0, 0, 5]]})


@pytest.mark.parametrize("name, rows", [("constant", constant.rows), ("uniform", uniform.rows)])
@pytest.mark.parametrize("theta", range(2))
def test_the_regret_is_the_rate_times_the_rounds_in_every_run(name: str, rows, theta: int) -> None:
    rate = round_regret(PROBLEM, rows(PROBLEM), theta)
    result = simulate(PROBLEM, Request(load(name), theta, 40, 3))
    assert result["regret"]["mean"] == pytest.approx(float(40 * rate))
    low, high = result["regret"]["interval"]
    assert low <= float(40 * rate) <= high and high - low < 1e-6
    assert isinstance(rate, Fraction) and np.isfinite(high)
