"""Predicted answers: probabilities, drawn with the chances that are told, by a law of heads that is learnt."""

import math
from itertools import product

import numpy as np

from checks.audit.fitting.panel import Panel, panel_of
from checks.audit.fitting.prediction import learn, narrow, posteriors, predict, wide
from tests.checks.audit.answered import population


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


def test_answers_move_a_head_to_where_they_are_likelier():
    """After three tasks the head is the mean of its exact posterior, by a sum over a grid, but for a fifth."""
    panel = small(users=1, size=1, seed=2)
    law = posteriors(panel, np.zeros(3, dtype=bool), np.zeros(1), np.eye(1))
    places = np.linspace(-8, 8, 2001)
    for answer in product((0, 1), repeat=3):
        told = Panel(panel.traits, panel.sizes, np.arange(3) * 2 + np.array(answer), panel.tasks)
        weight = np.exp([told.odds(np.full((1, 1), z))[0][0] - z**2 / 2 for z in places])
        assert abs(predict(told, law).heads[0, 0] - weight @ places / weight.sum()) < 0.2


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


def test_the_law_of_the_heads_is_learnt():
    choices, dual = population(np.random.default_rng(0).standard_normal((300, 2)) @ np.diag([3.0, 0.3]), tasks=30)
    mean, covariance = learn(panel_of(choices, dual))
    assert np.abs(mean).max() < 1
    assert covariance[0, 0] > 4 * covariance[1, 1]


def test_a_law_is_not_learnt_too_narrow():
    """Few tasks and many coordinates, where the modes of the posteriors lie near 0: at most a factor of 2 off."""
    choices, dual = population(np.random.default_rng(0).standard_normal((200, 6)), tasks=20)
    covariance = learn(panel_of(choices, dual))[1]
    assert 0.5 < np.trace(covariance) / 6 < 2


def test_a_law_is_made_wide_and_all_but_its_strongest_directions_narrow():
    """Strong is what has a large second moment: without a mean the third direction, with this one the second."""
    covariance, mean = np.diag([4.0, 1.0, 9.0]), np.array([0.0, 10.0, 0.0])
    assert np.allclose(wide(covariance), np.diag([5.6, 1.4, 12.6]))
    assert np.allclose(narrow(np.zeros(3), covariance, 1), np.diag([0.4, 0.1, 9.0]))
    assert np.allclose(narrow(mean, covariance, 1), np.diag([0.4, 1.0, 0.9]))
    assert np.allclose(narrow(mean, covariance, 3), covariance)


def test_users_without_training_tasks_keep_the_law():
    panel, mean, covariance = small(users=2), np.array([1.0, -1.0]), np.diag([2.0, 3.0])
    law = posteriors(panel, np.arange(6) < 3, mean, covariance)
    assert law.heads[1].tolist() == mean.tolist() and law.spreads[1].tolist() == covariance.tolist()
    assert np.linalg.det(law.spreads[0]) < np.linalg.det(covariance)
    assert law.moment.tolist() == [[3.0, -1.0], [-1.0, 4.0]]
