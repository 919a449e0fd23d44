from fractions import Fraction

import pytest

from checks.learners.forced_exploration import rate, rate_where_told
from theory.errors import InputError
from theory.instance import Baseline, Context, Explicit, Instance, Rewards
from theory.problem import Problem

PRICE = {"a": ((0, 1),), "b": ((1, 0),), "c": ((0, 3),)}


def problem(comparators) -> Problem:
    table = {name: tuple(tuple(map(Fraction, row)) for row in rows) for name, rows in PRICE.items()}
    return Problem.of(Instance((Context("u", "x", Fraction(1)),), ("y0", "y1"), comparators, Rewards(table), "a"))


def test_where_everything_is_told_the_rates_agree() -> None:
    told = problem(Baseline("y0"))
    assert rate(told) == rate_where_told(told) > 0


def test_what_is_never_told_apart_does_not_count() -> None:
    mute = tuple(tuple(Fraction(int(i == y)) for i in range(2)) for y in range(2))
    silent = problem(Explicit((mute,)))
    assert rate_where_told(silent) == 0
    with pytest.raises(InputError):
        rate(silent)
