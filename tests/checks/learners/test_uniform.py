"""The learner that draws a response."""

from fractions import Fraction

from checks.exact.enumerate import Limit
from checks.exact.finite import finite_regret
from checks.learners import load, uniform
from theory.problem import Problem


def test_each_response_alike_and_nothing_is_remembered(problem: Problem) -> None:
    assert uniform.rows(problem) == ((Fraction(1, 3),) * 3,)
    assert not uniform.LEARNER.remembers(problem, 1)


def test_its_regret_is_the_mean_loss_of_a_response_in_every_round(problem: Problem) -> None:
    """Under a the losses are 2, 1, 0; in four rounds four times their mean."""
    answer = finite_regret(problem, 0, load("uniform"), 4, Limit())
    assert answer.low.overlaps(answer.high) and answer.low.contains(4)
