from fractions import Fraction

from checks.refute.searching.setting import Setting, context_name, greedy, served, without_model
from theory.instance import Instance

ONE = Instance.from_arrays({"a": [[0, 1], [0, -1]], "b": [[0, 1], [0, 1]]}, comparators="y0", truth="b")


def test_it_is_the_scope_of_its_instance_with_a_truth() -> None:
    setting = Setting(ONE)
    assert setting.truth == 1 and setting.problem.models == ("a", "b")
    assert setting.conditions.unique_optimum


def test_a_policy_that_deploys_the_baseline_reveals_nothing_there() -> None:
    setting = Setting(ONE)
    assert setting.policy(0) == (1, 0) and setting.policy(1) == (1, 1)
    assert setting.silent(1, 0) and not setting.silent(1, 1)
    assert setting.alike((1, 0), 0, 1) and not setting.alike((1, 1), 0, 1)
    assert setting.frozen((0, 0)) and setting.frozen((1, 0)) and not setting.frozen((1, 1))


def test_the_bound_of_t1_is_finite_exactly_under_diversity() -> None:
    assert not Setting(ONE).greedy_bound(1).is_finite()
    diverse = Setting(Instance.from_arrays({"a": [[0, 1]], "b": [[1, 0]]}, truth="b"))
    assert diverse.greedy_bound(1).is_finite() and diverse.greedy_bound(1) > 1


def test_a_model_is_taken_away_with_the_truth_if_it_was_that() -> None:
    assert without_model(ONE, "b").truth is None and without_model(ONE, "b").model_names == ("a",)
    assert without_model(ONE, "a").truth == "b"


def test_names_for_documents() -> None:
    problem = Setting(ONE).problem
    assert served(problem, (1, 0)) == ["y1", "y0"]
    assert context_name(problem, 0) == list(ONE.contexts[0].pair)
    assert greedy(ties="late") == {"name": "greedy", "ties": "late"}
    assert sum((c.probability for c in ONE.contexts), Fraction(0)) == 1
