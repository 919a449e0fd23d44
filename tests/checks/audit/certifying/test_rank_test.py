import math
from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from checks.audit.certifying import rank_test
from checks.audit.certifying.certify import answers, certify, log_evidence
from checks.audit.certifying.rank_test import copies_of, half_of_each
from checks.audit.fitting.logit import metric
from checks.audit.fitting.panel import Panel, newton, panel_of
from checks.audit.fitting.prediction import learn, posteriors, predict
from checks.audit.fitting.subspace import bounds
from checks.bench import bench_null
from checks.bench.bench_null import Design, asked, copied


def population(truth, tasks=20, alternatives=3, seed=0):
    rng = np.random.default_rng(seed)
    choices = asked(Design("random", len(truth), tasks, alternatives, truth.shape[1]), rng)
    dual = metric(choices.information(), truth.shape[1])[1]
    return bench_null.answered(choices, dual, truth, rng), dual


def small(users=3, tasks=3, size=2, seed=0):
    rng = np.random.default_rng(seed)
    traits = rng.standard_normal((users * tasks * 2, size))
    return Panel(traits, np.full(users * tasks, 2), np.arange(users * tasks) * 2, np.full(users, tasks))


def test_predictions_are_probabilities():
    panel = small()
    law = posteriors(panel, np.zeros(9, dtype=bool), np.zeros(2), np.eye(2))
    total = np.zeros(3)
    for answer in product((0, 1), repeat=3):
        chosen = np.arange(9) * 2 + np.tile(answer, 3)
        total += np.exp(predict(Panel(panel.traits, panel.sizes, chosen, panel.tasks), law).likely)
    assert np.allclose(total, 1)


def test_drawn_answers_have_the_predicted_chances():
    panel = small(users=1).repeated(4000)
    law = posteriors(panel, np.zeros(12000, dtype=bool), np.zeros(2), np.eye(2))
    drawn = predict(panel, law, np.random.default_rng(0))
    first = (drawn.chosen % 2).reshape(4000, 3)
    told = np.exp(drawn.likely)
    for answer in product((0, 1), repeat=3):
        mine = (first == answer).all(axis=1)
        if mine.any():
            rate = told[mine][0]
            assert abs(mine.mean() - rate) < 7 * math.sqrt(rate / 4000)


@pytest.mark.parametrize("seed", range(5))
def test_no_head_in_the_subspace_exceeds_its_bound(seed):
    rng = np.random.default_rng(seed)
    choices, dual = population(3 * rng.standard_normal((40, 4)), tasks=8, seed=seed)
    panel, basis = panel_of(choices, dual), rng.standard_normal((4, 2))
    limit = bounds(panel, basis)
    for scale in (0.1, 1, 3, 10, 100):
        heads = scale * rng.standard_normal((40, 2)) @ basis.T
        assert (panel.odds(heads)[0] <= limit + 1e-9).all()
    near = newton(panel.along(basis), 1e-6 * np.eye(2), np.zeros(2)).likely
    assert (near <= limit + 1e-9).all()
    assert (limit - near).mean() < 0.5


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


def test_copies_certify_no_more_than_the_people_they_copy():
    rng = np.random.default_rng(0)
    choices, dual = population(rng.standard_normal((12, 2)), tasks=20)
    fixed = np.zeros((2, 0))
    once = log_evidence(answers(choices, dual, 0), 0, fixed, 0.99, 0)
    many = log_evidence(answers(copied(choices, 20), dual, 0), 0, fixed, 0.99, 0)
    assert many < once + 3


def test_a_line_of_heads_is_one_dimension_whatever_the_numbers():
    for users, tasks in ((100, 20), (400, 10)):
        sign = np.where(np.arange(users) % 2, 1.0, -1.0)
        rng = np.random.default_rng(users)
        choices = asked(Design("labels", users, tasks, 3, 2), rng)
        root, dual = metric(choices.information(), 2)
        told = bench_null.answered(choices, dual, sign[:, None] * np.array([1.0, 3.0]) @ root, rng)
        assert certify(answers(told, dual, 0), 0.99, 0).dimension == 1


@pytest.mark.slow
def test_null_battery_in_small():
    """Forty runs at a rate of 1 % have ten false ones or more with probability below 1e-11."""
    designs = [d for d in bench_null.designs() if d.users * d.tasks <= 2000 and d.size < 5][:5]
    runs = [bench_null.run(design, law, 99) for design in designs for law in bench_null.LAWS]
    assert len(runs) == 40
    assert sum(row["rejected"] for row in runs) < 10


@pytest.mark.slow
@pytest.mark.parametrize(("size", "runs"), [(2, 5), (6, 2)])
def test_full_rank_heads_are_certified(size, runs):
    assert all(bench_null.power(100, size, seed) for seed in range(runs))


def test_the_average_is_no_further_below_the_best_than_the_ceiling(monkeypatch):
    """With averages far too small the ratio is what the ceiling leaves of the best likelihood."""
    choices, dual = population(np.random.default_rng(0).standard_normal((30, 2)), tasks=20)
    half, fixed = answers(choices, dual, 0).sides[0], np.zeros((2, 0))
    real = rank_test.averaged

    def tiny(known, basis):
        found = real(known, basis)
        return replace(found, logs=found.logs - 1000)

    monkeypatch.setattr(rank_test, "averaged", tiny)
    monkeypatch.setattr(rank_test, "shortfall", lambda *_: 0.0)
    monkeypatch.setattr(rank_test, "COORDINATE", -9.0)
    told = rank_test.evidence(half, 1, fixed, 0.0, 0)
    best = max(
        (half.predicted - bounds(half.panel, basis)).sum()
        for basis in np.array([[[np.cos(t)], [np.sin(t)]] for t in np.linspace(0, np.pi, 60)])
    )
    assert told <= best + 30 * rank_test.ceiling(1) + 1e-6


def test_the_whole_battery_is_large_enough():
    designs = bench_null.designs()
    assert len(set(designs)) >= 40
    assert len(bench_null.LAWS) >= 6
    assert {"us", "china"} <= {design.name for design in designs}


def test_what_would_decide_is_said_in_numbers():
    choices, dual = population(np.random.default_rng(0).standard_normal((40, 3)), tasks=10)
    found = certify(answers(choices, dual, 0), 0.99, 0)
    assert found.dimension < 3
    assert found.needed["tasks_a_user"] > 10


def test_the_law_of_the_heads_is_learnt():
    choices, dual = population(np.random.default_rng(0).standard_normal((300, 2)) @ np.diag([3.0, 0.3]), tasks=30)
    mean, covariance = learn(panel_of(choices, dual))
    assert np.abs(mean).max() < 1
    assert covariance[0, 0] > 4 * covariance[1, 1]


def test_coordinates_that_are_granted_are_not_counted():
    rng = np.random.default_rng(1)
    choices, dual = population(np.column_stack([rng.standard_normal((150, 2)), np.zeros(150)]) * 2, tasks=30)
    found = answers(choices, dual, 0)
    assert certify(found, 0.99, 0, np.eye(3)[:, 1:]).dimension == 1
    assert certify(found, 0.99, 0, np.eye(3)[:, 2:]).dimension == 0
