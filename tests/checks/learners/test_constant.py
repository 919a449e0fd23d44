"""The learner that serves the first response."""

from collections.abc import Callable

from checks.exact.enumerate import View
from checks.learners import constant, load
from checks.simulate.run import Request, simulate
from theory.problem import Problem


def test_it_deploys_the_first_response_and_remembers_nothing(
    problem: Problem, start: Callable[[Problem, str], View]
) -> None:
    assert constant.plan(start(problem, "constant"), 5) == ((1, 0, 0),)
    assert not constant.LEARNER.remembers(problem, 1)


def test_played_it_pays_the_same_in_every_round(problem: Problem) -> None:
    """Under a the first response is worth 0 and the best 2."""
    assert simulate(problem, Request(load("constant"), 0, 10, 3))["regret"]["mean"] == 20.0
