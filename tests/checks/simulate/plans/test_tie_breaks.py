import numpy as np
import pytest

from checks.simulate.common.arrays import arrays
from checks.simulate.plans.tie_breaks import rows_ahead
from theory.problem import tabular


@pytest.mark.parametrize("gaps", [(50, 700), (300, 700), (700, 300), (1000, 1100)])
def test_more_digits_are_taken_until_they_suffice(gaps: tuple[int, int]) -> None:
    """σ(300) and σ(700) begin with the same 128 bits; the larger gap is the more likely after a win."""
    problem = tabular({"a": [[0, gaps[0]]], "b": [[0, gaps[1]]], "truth": [[0, 1]]}, baseline=0)
    sources = arrays(problem, 2)
    sources.digits.refine(0)
    won = int(sources.ratios[:, 0].argmax())
    expected = 1 if gaps[0] > gaps[1] else -1
    for m in (0, 1):
        ahead = rows_ahead(sources, np.array([[1]]), np.array([won]), m, np.array([1 - m]))
        assert ahead.tolist() == [expected if m == 0 else -expected]
