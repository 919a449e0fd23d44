from dataclasses import dataclass
from itertools import pairwise

import pytest

from checks.refute.drawing.random_parts import population
from checks.refute.mutants import climb as climbing
from checks.refute.mutants.climb import climb
from checks.refute.searching.search import stream


@dataclass(frozen=True)
class Spread:
    """How far apart the rewards of an instance are."""

    ratio: float


def score(instance):
    values = [x for rows in instance.models.table.values() for row in rows for x in row]
    return Spread(float(max(values) - min(values)))


def records(budget, seed=0):
    return list(climb(population, score, stream(seed, "spread"), budget))


def test_every_record_is_higher_and_scored_as_it_says():
    found = records(200)
    assert len(found) > 3
    for (n, _, before), (later, instance, after) in pairwise(found):
        assert n < later and before.ratio < after.ratio
        assert score(instance) == after


def test_it_climbs_beyond_what_is_drawn():
    assert records(200)[-1][2].ratio > 6


def test_the_same_seed_gives_the_same_records_and_a_budget_only_cuts():
    long, short = records(120), records(60)
    assert [(n, s.ratio) for n, _, s in short] == [(n, s.ratio) for n, _, s in long if n <= 60]
    assert [s.ratio for _, _, s in records(60, 1)] != [s.ratio for _, _, s in short]


def test_it_starts_again_from_nothing(monkeypatch: pytest.MonkeyPatch):
    fresh = []
    monkeypatch.setattr(climbing, "ASCENT", 10)
    monkeypatch.setattr(climbing, "RESTARTS", 0.0)

    def drawn(rng):
        fresh.append(1)
        return population(rng)

    list(climb(drawn, score, stream(0, "spread"), 40))
    assert len(fresh) == 4


def test_what_cannot_be_scored_is_passed_over():
    assert list(climb(population, lambda instance: None, stream(0, "none"), 20)) == []
