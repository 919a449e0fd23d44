from checks.instance.constants import best_pays, greedy_pays, regret_constants, served
from theory.diversity import Conditions
from theory.problem import tabular


def test_under_diversity_every_constant_is_zero() -> None:
    found = regret_constants(Conditions(tabular({"a": [[0, 1]], "b": [[1, 0]]})), [0, 1])
    assert found is not None and {entry["constant"] for entry in found.values()} == {"0"}
    assert all(entry["exploration"] == [] for entry in found.values())


def test_a_confusing_pair_costs_a_multiple_of_the_logarithm_and_says_how() -> None:
    problem = tabular({"a": [[0, 1], [1, 0, 0][:2]], "b": [[0, 1], [0, 2]]}, baseline=0)
    found = regret_constants(Conditions(problem), [0])
    assert found is not None
    (entry,) = found.values()
    assert entry["constant"] != "0" and entry["exploration"]
    assert all("ln T times" in line for line in served(entry)) and best_pays(entry).endswith("ln T")


def test_with_several_best_responses_nothing_is_said() -> None:
    assert regret_constants(Conditions(tabular({"a": [[1, 1]], "b": [[1, 0]]})), [0]) is None


def test_what_greedy_pays_in_words() -> None:
    wrong = {"m": {"rho": ["1", "1"]}, "n": {"rho": ["0.5", "0.6"]}}
    assert greedy_pays({"greedy_regret_bound": None, "wrong": wrong}) == "linear while it believes m"
    assert greedy_pays({"greedy_regret_bound": ["1", "2"], "wrong": wrong}) == "bounded, at most 2"
    assert greedy_pays({"greedy_regret_bound": ["0", "0"], "wrong": {}}) == "0: no model is wrong"


def test_three_models_are_named_and_more_are_hinted_at() -> None:
    trapped = {f"m{i}": {"rho": ["1", "1"]} for i in range(4)}
    assert greedy_pays({"greedy_regret_bound": None, "wrong": trapped}) == "linear while it believes m0, m1, m2 …"
    del trapped["m3"]
    assert greedy_pays({"greedy_regret_bound": None, "wrong": trapped}) == "linear while it believes m0, m1, m2"
