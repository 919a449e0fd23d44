from fractions import Fraction
from itertools import permutations
from math import exp, log, sqrt

import pytest

from checks.learners.forced_exploration import Schedule, exploration_rounds, rate, rate_where_told
from theory.errors import InputError
from theory.instance import Baseline, Context, Explicit, Instance, Rewards
from theory.problem import Problem, tabular

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


def test_the_first_round_is_never_an_exploration() -> None:
    for s in (Fraction(1, 64), Fraction(1), Fraction(1000)):
        assert next(exploration_rounds(s)) == 2
        assert not Schedule(s).explores(1) and Schedule(s).explores(2)


@pytest.mark.parametrize("order", list(permutations(("a", "b", "c"))))
def test_the_rate_is_enough_for_every_pair_in_whatever_order(order) -> None:
    """s ln(1/ρ_U) ≥ 2, with ρ_U from its definition in floats; the closest pair needs it all."""
    rewards = {"a": [0, 3], "b": [2, 0], "c": [0, Fraction(1, 4)]}
    found = rate(tabular({name: [rewards[name]] for name in order}))
    needed = []
    for m, theta in permutations(order, 2):
        gaps = [float(rewards[name][1] - rewards[name][0]) for name in (m, theta)]
        if (gaps[0] > 0) != (gaps[1] > 0):
            chances = [1 / (1 + exp(-gap)) for gap in gaps]
            rho = sqrt(chances[0] * chances[1]) + sqrt((1 - chances[0]) * (1 - chances[1]))
            needed.append(2 / -log(rho))
    assert max(needed) <= found <= max(needed) + 1 / 32
