"""The regret on a polytope as an answer: what is refused, what the budget leaves open, what needs no enumeration."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from checks.exact.enumerate import Limit
from checks.exact.polytope.regret import regret_on_polytope
from tests.checks.exact.polytope.test_one_dimension import line
from theory.errors import InputError
from theory.exact.enclosure import bounds
from theory.instance import Box, Context, Heads

F = Fraction


def test_what_is_not_finished_in_the_budget_lies_within_what_is_certain() -> None:
    full = regret_on_polytope(line(1), "greedy", None, 30, Limit())
    part = regret_on_polytope(line(1), "greedy", None, 30, Limit(states=50))
    assert full.unfinished is None and part.unfinished == "more than 50 states"
    assert part.low <= full.high and full.low <= part.high and part.states < full.states


@pytest.mark.parametrize(
    ("learner", "truth", "rounds", "words"),
    [
        ("optimistic", None, 3, "not enumerated"),
        ("thompson", None, 3, "finite classes"),
        ("greedy", "a", 3, "--truth"),
        ("greedy", None, None, "--horizon: inf"),
    ],
)
def test_what_cannot_be_enumerated_is_refused(learner: str, truth: str | None, rounds: int | None, words: str) -> None:
    with pytest.raises(InputError, match=words):
        regret_on_polytope(line(0), learner, truth, rounds, Limit())


def test_a_missing_truth_is_refused_and_what_learns_nothing_needs_no_enumeration() -> None:
    square = ((F(0), F(0)), (F(1), F(0)), (F(0), F(1)))
    plain = replace(line(0), models=Heads((square,) * 2, Box((F(0),) * 2, (F(1),) * 2)))
    assert regret_on_polytope(plain, "uniform", None, 3, Limit()).states == 1
    with pytest.raises(InputError, match="truth"):
        regret_on_polytope(replace(line(0), truth=None), "greedy", None, 3, Limit())


def test_what_learns_nothing_pays_the_same_in_every_round() -> None:
    """Whoever serves y0 loses the truth's gap, and at random half of it: 3/4 and 3/8 a round."""
    models = Heads((((F(0),), (F(3, 4),)),), Box((F(-1),), (F(1),)))
    one = replace(line(0), contexts=(Context("u", "x", F(1)),), responses=("y0", "y1"), models=models, truth=(F(1),))
    for learner, rate in (("constant", F(3, 4)), ("uniform", F(3, 8))):
        curve = regret_on_polytope(one, learner, None, 4, Limit()).curve
        assert [bounds(end) for end in curve] == [(t * rate, t * rate) for t in range(5)]
