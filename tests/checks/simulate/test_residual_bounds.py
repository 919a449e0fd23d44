import pytest

from checks.simulate.residual_bounds import mistakes, residual_weights, tied_models
from theory.errors import InputError
from theory.problem import tabular
from theory.quantities import affinity_deficit, mean_regret, policy_of

PROBLEM = tabular({"a": [[0, 1]], "b": [[1, 0]]})
TRAP = tabular({"a": [[0, 1], [0, -1]], "b": [[0, 1], [0, 1]]}, baseline=0)


def test_weights_are_the_bound_of_t1_rounded_up() -> None:
    exact = mean_regret(PROBLEM, 0, 1) / float(affinity_deficit(PROBLEM, policy_of(PROBLEM, 0), 0, 1))
    weights = residual_weights(PROBLEM, 1)
    assert exact <= weights[0, 0] <= exact * (1 + 1e-9) and (weights[:, 1] == 0).all()
    assert weights[1, 0] > 0


def test_a_model_that_confirms_itself_is_refused() -> None:
    with pytest.raises(InputError):
        residual_weights(TRAP, 1)


def test_ties_are_decided_policy_by_policy() -> None:
    assert tied_models(TRAP, 1).tolist() == [[1, 1], [0, 1]]


def test_what_is_never_told_apart_is_only_bounded_by_its_cost() -> None:
    levels, rest = mistakes(TRAP, 1, [0, 1])
    assert all(level.size == 0 for level in levels) and rest == pytest.approx(0.5, rel=1e-9)
    levels, rest = mistakes(PROBLEM, 1, [0])
    assert any(level.size > 0 for level in levels) and rest == 0.0


def test_the_dearest_of_the_models_that_confirm_themselves_counts() -> None:
    """The first gives up both contexts, the second one of them."""
    problem = tabular({"c": [[0, -1], [0, -1]], "a": [[0, 1], [0, -1]], "b": [[0, 1], [0, 1]]}, baseline=0)
    assert mistakes(problem, 2, [0, 1])[1] == pytest.approx(1.0, rel=1e-9)
