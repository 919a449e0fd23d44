"""What is known about the regret of forced exploration, by hand."""

from __future__ import annotations

from math import cosh

import pytest

from checks.simulate.common.arrays import arrays
from checks.simulate.plans.scheduled import explore
from theory.problem import tabular


def test_mistakes_between_explorations_by_hand() -> None:
    """Two models that the uniform policy shows every other time: e^(−rate) = ρ_U = 1/2 + 1/(2 cosh(1/2)).

    Explorations in rounds 3 and 9 of 10 leave rounds 1–2 before, 4–8 between, and round 10 after both.
    """
    known = explore(arrays(tabular({"a": [[0, 1]], "b": [[1, 0]]}, baseline=0), 1), [3, 9, 40]).knowledge
    assert known is not None
    found, rho = known(10), 0.5 + 0.5 / cosh(0.5)
    assert found.floor == pytest.approx(2 * 0.5)
    one, four, *_ = found.levels
    assert (one.size, one.tail) == (1, pytest.approx(1 + 5 * rho + rho**2, rel=1e-6))
    assert (four.size, four.tail) == (4, pytest.approx(4 * rho + rho**2, rel=1e-6))
    assert found.levels[-1].tail == 0
