"""Tests of a rank: halves of the tasks, copies, and the averaged evidence against the best likelihood."""

from dataclasses import replace

import numpy as np

from checks.audit.certifying import rank_test
from checks.audit.certifying.certify import answers
from checks.audit.certifying.rank_test import copies_of, half_of_each
from checks.audit.fitting.cost import ceiling
from checks.audit.fitting.subspace import bounds
from checks.bench import bench_null
from checks.bench.bench_null import copied
from tests.checks.audit.answered import population


def test_halves_depend_on_the_tasks_and_not_on_the_answers():
    choices, _ = population(np.random.default_rng(0).standard_normal((30, 2)), tasks=7)
    mask = half_of_each(choices, 3)
    other = bench_null.answered(choices, np.eye(2), np.zeros((30, 2)), np.random.default_rng(9))
    assert (half_of_each(other, 3) == mask).all()
    assert (np.bincount(choices.owner[mask]) == 3).all()
    assert (half_of_each(choices, 4) != mask).any()


def test_copies_are_known_and_have_the_same_halves():
    choices, _ = population(np.random.default_rng(0).standard_normal((10, 2)))
    twice = copied(choices, 2)
    assert copies_of(twice).tolist() == [*range(10), *range(10)]
    mask = half_of_each(twice, 0)
    assert (mask[:200] == mask[200:]).all()


def test_the_average_is_no_further_below_the_best_than_the_ceiling(monkeypatch):
    """With averages far too small the ratio is what the ceiling leaves of the best likelihood."""
    choices, dual = population(np.random.default_rng(0).standard_normal((30, 2)), tasks=20)
    half, fixed = answers(choices, dual, 0).sides[0], np.zeros((2, 0))
    real = rank_test.averaged

    def tiny(known, basis):
        found = real(known, basis)
        return replace(found, logs=found.logs - 1000)

    monkeypatch.setattr(rank_test, "averaged", tiny)
    monkeypatch.setattr(rank_test, "COORDINATE", -9.0)
    told = rank_test.weighed(half, 1, fixed, -1e9).less(0.0)
    best = max(
        (half.predicted - bounds(half.panel, basis)).sum()
        for basis in np.array([[[np.cos(t)], [np.sin(t)]] for t in np.linspace(0, np.pi, 60)])
    )
    assert told <= best + 30 * ceiling(1) + 1e-6


def test_the_most_telling_users_are_used_until_it_is_plenty():
    worth = np.concatenate([np.full(60, 1000.0), [0.5, -1.0]])
    assert rank_test.used(worth).sum() == rank_test.FEW
    assert np.array_equal(rank_test.used(worth[-5:]), [True] * 4 + [False])


def test_of_copies_the_first_counts_or_their_product_where_that_is_less():
    group, single = np.array([0, 0, 1, 1]), np.array([True, False, True, False])
    found = rank_test.Weighed(np.array([2.0, 3.0, -1.0, -2.0]), group, single, None)
    assert found.less(0.0) == 2 - 3
    assert found.less(2.5) == -0.5 - 8
