"""Learners made by hand from the protocol alone are enumerated, and lose what they must."""

from __future__ import annotations

from fractions import Fraction

from checks.exact.enumerate import Limit
from checks.exact.finite import finite_regret
from checks.learner_protocol import History, Learner, Rows, always
from theory.exact.enclosure import ball
from theory.problem import tabular

PROBLEM = tabular({"a": [[0, 1]], "b": [[3, 1]]})
"""Serving as a would costs 2 a round under b."""


def stubborn(history: History, t: int) -> Rows:
    """Serve what is best for the first model."""
    return history.policy(0)


def leading(history: History, t: int) -> Rows:
    """Serve what is best for the likeliest model."""
    return history.policy(history.leader)


def lost(learner: Learner, horizon: int) -> object:
    return finite_regret(PROBLEM, 1, learner, horizon, Limit()).high


def test_a_learner_needs_a_name_a_summary_and_a_plan() -> None:
    learner = Learner("stubborn", "serves a for ever", stubborn)
    assert learner.remembers is always and always(PROBLEM, 7) and learner.compiled is None and learner.recalls is None
    assert ball(Fraction(8)).overlaps(lost(learner, 4))  # type: ignore[arg-type]


def test_who_remembers_nothing_has_ties_only() -> None:
    """Of models that are equally likely the first one leads: 2 a round."""
    forgetful = Learner("forgetful", "", leading, remembers=lambda problem, t: False)
    assert ball(Fraction(10)).overlaps(lost(forgetful, 5))  # type: ignore[arg-type]


def test_who_remembers_the_first_round_alone_loses_less_than_who_remembers_nothing() -> None:
    """Round 1 costs 2; it is lost again in each later round unless the first answer was for y0, of chance σ(2)."""
    once = Learner("once", "", leading, remembers=lambda problem, t: t == 1)
    unlucky = 1 / (1 + ball(Fraction(2)).exp())
    assert (2 + 3 * 2 * unlucky).overlaps(lost(once, 4))  # type: ignore[arg-type]


def test_what_is_kept_in_mind_comes_back() -> None:
    """A learner that counts to three serves a until then, and b afterwards."""
    counting = Learner(
        "counting", "",
        lambda history, t: history.policy(int(history.memory == ((3,),))),
        recalls=lambda history, t, c: ((min(t, 3),),),
    )  # fmt: skip
    assert ball(Fraction(6)).overlaps(lost(counting, 6))  # type: ignore[arg-type]
