"""Tests of a rank: halves of the tasks, copies, and the averaged evidence against the best likelihood."""

from dataclasses import replace

import numpy as np

from checks.audit.certifying import rank_test
from checks.audit.certifying.certify import answers
from checks.audit.certifying.rank_test import copies_of, half_of_each
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
    monkeypatch.setattr(rank_test, "shortfall", lambda *_: (0.0, 0.0))
    monkeypatch.setattr(rank_test, "COORDINATE", -9.0)
    told = rank_test.evidence(half, 1, fixed, 0.0, 0)
    best = max(
        (half.predicted - bounds(half.panel, basis)).sum()
        for basis in np.array([[[np.cos(t)], [np.sin(t)]] for t in np.linspace(0, np.pi, 60)])
    )
    assert told <= best + 30 * rank_test.ceiling(1) + 1e-6


def looked(monkeypatch, told):
    """One half of some answers, and what is asked about κ, which is what the argument says."""
    choices, dual = population(np.random.default_rng(0).standard_normal((30, 2)), tasks=20)
    asked = []

    def stub(*given):
        asked.append(given[4])
        return told[given[4]]

    monkeypatch.setattr(rank_test, "shortfall", stub)
    return answers(choices, dual, 0).sides[0], asked


def test_where_kappa_cannot_decide_the_ceiling_stands_for_it(monkeypatch):
    half, asked = looked(monkeypatch, {})
    least = rank_test.evidence(half, 1, np.zeros((2, 0)), -1e9, 0)
    without = least + 30 * rank_test.ceiling(1)
    assert abs(rank_test.evidence(half, 1, np.zeros((2, 0)), without + 1, 0) - least) < 1e-9
    assert asked == []


def test_a_closer_look_is_taken_where_it_may_decide_and_not_where_it_may_not(monkeypatch):
    """The mean κ costs too much with its margin at first; twenty-four users leave hope, all of them tell."""
    told = {8: (0.1, 9.0), 24: (0.1, 9.0), 120: (0.1, 0.2)}
    half, asked = looked(monkeypatch, told)
    without = rank_test.evidence(half, 1, np.zeros((2, 0)), -1e9, 0) + 30 * rank_test.ceiling(1)
    assert abs(rank_test.evidence(half, 1, np.zeros((2, 0)), without - 7, 0) - (without - 30 * 0.2)) < 1e-6
    assert asked == [8, 24, 120]
    asked.clear()
    told[8] = (1.0, 1.0)
    least = rank_test.evidence(half, 1, np.zeros((2, 0)), without - 7, 0)
    assert abs(least - (without - 30 * rank_test.ceiling(1))) < 1e-6
    assert asked == [8]
