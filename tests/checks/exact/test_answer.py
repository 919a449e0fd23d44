"""What an answer of the enumeration carries."""

from fractions import Fraction

from checks.exact.enumerate import Limit
from checks.exact.finite import finite_regret
from checks.learners import load
from theory.problem import tabular


def test_a_finished_answer_ends_its_curve_and_an_unfinished_one_says_what_ran_out() -> None:
    problem = tabular({"a": [[0, 1]], "b": [[1, 0]], "c": [[Fraction(1, 3), 0]]})
    whole = finite_regret(problem, 1, load("greedy"), 6, Limit())
    assert whole.unfinished is None and len(whole.curve) == 7
    assert whole.low.overlaps(whole.curve[-1]) and whole.high.overlaps(whole.curve[-1])
    cut = finite_regret(problem, 1, load("greedy"), 6, Limit(states=3))
    assert cut.unfinished is not None and cut.states <= whole.states
    assert cut.low <= whole.high and whole.low <= cut.high and len(cut.curve) < 7
