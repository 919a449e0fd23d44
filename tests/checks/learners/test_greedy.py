"""The learner of the paper: the policy of the maximum-likelihood model."""

from collections.abc import Callable

from checks.exact.enumerate import View
from checks.learners import greedy
from theory.problem import Problem


def test_it_starts_with_the_first_model_and_remembers_every_round(
    problem: Problem, start: Callable[[Problem, str], View]
) -> None:
    assert greedy.plan(start(problem, "greedy"), 1) == ((0, 0, 1),)
    assert greedy.LEARNER.remembers(problem, 1)


def test_it_serves_what_the_leader_likes_best(problem: Problem) -> None:
    """Which model leads is the history's business: the plan hands on its policy."""

    class Led:
        leader = 1

        def policy(self, m: int) -> str:
            return f"policy of {m}"

    assert greedy.plan(Led(), 7) == "policy of 1"  # type: ignore[arg-type, comparison-overlap]
