"""Choices are those of the seed, in range, all of them possible; both sources draw from the same populations."""

from __future__ import annotations

from collections import Counter

from hypothesis import find, settings

from checks import strategies
from checks.populations.online import online
from checks.populations.source import Seeded, either

DRAWS = 6000
CHI_SQUARE = 77.0
"""A chi-square variable with five degrees of freedom exceeds it with a probability below 1e-14."""


def test_a_seed_gives_the_same_instances_and_another_seed_others() -> None:
    first, again, other = ([online(choose) for _ in range(20)] for choose in map(Seeded, ("a", "a", "b")))
    assert first == again != other


def test_choices_are_uniform() -> None:
    choose = Seeded("uniform")
    for counts in (
        Counter(choose.whole(-2, 3) for _ in range(DRAWS)),
        Counter(choose.pick("abcdef") for _ in range(DRAWS)),
        Counter(tuple(choose.distinct("abc", 3)) for _ in range(DRAWS)),
    ):
        assert len(counts) == 6
        assert sum((n - DRAWS / 6) ** 2 for n in counts.values()) / (DRAWS / 6) < CHI_SQUARE
    assert abs(sum(choose.one_in(4) for _ in range(DRAWS)) - DRAWS / 4) < 9 * (DRAWS * 3 / 16) ** 0.5


def test_different_ones_are_different() -> None:
    choose = Seeded("different")
    assert all(len(set(choose.distinct(range(5), size))) == size for size in range(6) for _ in range(20))


def test_either_draws_from_each() -> None:
    populations = [lambda choose, i=i: i for i in range(3)]
    choose = Seeded("either")
    assert {either(*populations)(choose) for _ in range(60)} == {0, 1, 2}


def test_hypothesis_shrinks_to_the_first_choices() -> None:
    smallest = find(
        strategies.online(), lambda instance: len(instance.responses) == 3, settings=settings(database=None)
    )
    assert (len(smallest.contexts), len(smallest.model_names)) == (1, 1)
