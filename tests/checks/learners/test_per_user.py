"""The learner that shares nothing between users."""

from checks.learners import load
from checks.simulate.run import Request, simulate
from theory.problem import tabular

CONFIDENCE = 1 - 1e-12


def test_what_one_user_reveals_serves_all_when_it_is_shared() -> None:
    """Per-user learning pays once for each of six users."""
    problem = tabular({"a": [[1, 0]] * 6, "b": [[0, 1]] * 6})
    shared = simulate(problem, Request(load("greedy"), 1, 2000, 2000, confidence=CONFIDENCE))
    alone = simulate(problem, Request(load("per-user"), 1, 2000, 20_000, confidence=CONFIDENCE))
    assert shared["regret"]["interval"][1] < alone["regret"]["interval"][0]


def test_one_user_has_nothing_to_share() -> None:
    problem = tabular({"a": [[1, 0, 2]], "b": [[0, 1, 1]], "c": [[2, 1, 0]]})
    results = [simulate(problem, Request(load(name), 1, 300, 500))["curve"] for name in ("greedy", "per-user")]
    assert [row[1] for row in results[0]] == [row[1] for row in results[1]]
