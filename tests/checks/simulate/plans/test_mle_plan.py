import numpy as np
import pytest

from checks.simulate.common.arrays import arrays
from checks.simulate.plans.mle_plan import begin, follow, reach
from theory.problem import tabular

PROBLEM = tabular({"a": [[0, 1]], "b": [[1, 0]], "twin": [[2, 3]]}, baseline=0)


def test_a_model_that_nothing_tells_from_an_earlier_one_never_leads() -> None:
    sources = arrays(PROBLEM, 0)
    assert begin(sources, range(1)).tolist() == [0.0, 0.0, -np.inf]


def test_who_cannot_gain_on_a_leader_never_catches_up() -> None:
    sources = arrays(PROBLEM, 0)
    table = reach(sources, sources.policy, range(1))
    assert table[0, 0] == np.inf and table[0, 2] == np.inf
    assert np.isfinite(table[0, 1]) and table[1, 0] == np.inf


def test_greedy_follows_its_own_policies() -> None:
    sources = arrays(PROBLEM, 0)
    plan = follow(sources, sources.policy, leads=True)
    assert plan.believes and plan.leads and plan.parts(sources).tolist() == [0]
    other = follow(sources, np.zeros_like(sources.policy))
    assert not other.believes


def test_a_gain_that_floats_do_not_show_is_one() -> None:
    """ln σ(700) − ln σ(50) is lost beside ln σ(1), and still the second model catches up."""
    sources = arrays(tabular({"a": [[0, 50]], "b": [[0, 700]], "truth": [[0, 1]]}, baseline=0), 2)
    won = sources.outcomes(0, 1)
    assert (sources.ratios[won, 1] <= sources.ratios[won, 0]).all()
    assert np.isfinite(reach(sources, sources.policy, range(1))[0, 1])


def test_who_gains_on_a_leader_gains_one_nat_a_loss() -> None:
    """While a serves y1, a loss moves b ahead by ln σ(1) − ln σ(−1) = 1, and a win back by as much."""
    sources = arrays(PROBLEM, 0)
    assert reach(sources, sources.policy, range(1))[0, 1] == pytest.approx(1, rel=1e-9)
