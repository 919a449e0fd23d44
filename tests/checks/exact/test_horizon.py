from fractions import Fraction
from time import monotonic

import pytest
from flint import arb

from checks.exact.enumerate import Limit
from checks.exact.expectations import expected_regret
from checks.exact.horizon import infinite_regret
from checks.learners import load
from theory.errors import InputError
from theory.preference import sigmoid
from theory.problem import tabular

F = Fraction


@pytest.mark.parametrize(("gap", "width"), [(F(1), 1e-5), (F(3, 2), 1e-9), (F(3), 1e-9)])
@pytest.mark.slow
def test_two_mirrored_models_are_a_random_walk(gap: Fraction, width: float) -> None:
    """Greedy follows the sign of a walk with steps ±1: its visits to the wrong side have a closed form.

    With up-probability p < q, the walk from 0 visits level k ≥ 0 on average (p/q)^k / (q − p) times.
    """
    problem = tabular({"a": [[0, gap]], "b": [[gap, 0]]})
    low, high = sigmoid(-gap), sigmoid(gap)
    visits = {0: low / (high - low) ** 2, 1: high / (high - low) ** 2}
    for theta in (0, 1):
        answer = infinite_regret(problem, theta, width)
        truth = visits[theta] * arb(str(float(gap)))
        assert answer.unfinished is None and answer.low < truth < answer.high
        assert answer.high - answer.low < width


@pytest.mark.parametrize("theta", range(3))
@pytest.mark.slow
def test_agrees_with_a_long_finite_horizon(theta: int) -> None:
    problem = tabular({"a": [[0, 2], [2, 0]], "b": [[2, 0], [2, 0]], "c": [[0, 2], [0, 2]]})
    answer = infinite_regret(problem, theta, 1e-6)
    finite = expected_regret(problem, theta, load("greedy"), 32)[-1]
    assert answer.unfinished is None
    assert finite < answer.high and answer.low - finite < 0.02 and answer.high - answer.low < 1e-6


def test_a_model_that_reveals_nothing_and_costs_nothing_ends_the_search() -> None:
    problem = tabular({"a": [[0, -1]], "b": [[0, 1]]}, baseline=0)
    answer = infinite_regret(problem, 0, 1e-12)
    assert answer.high < 1e-12 and answer.states == 1


def test_uninformative_contexts_only_delay() -> None:
    """With probability 3/4 nothing can be learnt or lost: regret is what it is without that context."""
    alone = tabular({"a": [[0, 2]], "b": [[2, 0]]})
    diluted = tabular({"a": [[0, 2], [1, 0]], "b": [[2, 0], [1, 0]]}, p=[F(1, 4), F(3, 4)])
    first, second = infinite_regret(alone, 1, 1e-8), infinite_regret(diluted, 1, 1e-8)
    assert first.low < second.high and second.low < first.high


def test_where_diversity_fails_a_finite_horizon_is_asked_for() -> None:
    with pytest.raises(InputError, match="finite horizon"):
        infinite_regret(tabular({"a": [[0, -1]], "b": [[0, 1]]}, baseline=0), 1, 1e-6)


@pytest.mark.parametrize("limit", [Limit(states=20), Limit(deadline=monotonic() - 1)])
def test_what_is_known_at_the_limit_is_kept(limit: Limit) -> None:
    problem = tabular({"a": [[0, 1]], "b": [[1, 0]]})
    answer = infinite_regret(problem, 1, 1e-12, limit)
    assert answer.unfinished is not None and answer.low < answer.high
    wider = infinite_regret(problem, 1, 1e-3)
    assert wider.unfinished is None and answer.low < wider.high and wider.low < answer.high
