"""Predicted answers: probabilities, by a law of heads that is learnt."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from checks.audit.fitting import prediction
from checks.audit.fitting.block import Answered, block_of
from checks.audit.fitting.panel import Panel, panel_of
from checks.audit.fitting.prediction import learn, narrow, posteriors, predict, predicted, wide
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
        total += np.exp(predicted(Panel(panel.traits, panel.sizes, chosen, panel.tasks), law)[0])
    assert np.allclose(total, 1)


def test_answers_move_a_head_to_where_they_are_likelier():
    """After three tasks the head is the mean of its exact posterior, by a sum over a grid, but for a fifth."""
    panel = small(users=1, size=1, seed=2)
    law = posteriors(panel, np.zeros(3, dtype=bool), np.zeros(1), np.eye(1))
    places = np.linspace(-8, 8, 2001)
    for answer in product((0, 1), repeat=3):
        told = Panel(panel.traits, panel.sizes, np.arange(3) * 2 + np.array(answer), panel.tasks)
        weight = np.exp([told.odds(np.full((1, 1), z))[0][0] - z**2 / 2 for z in places])
        assert abs(predicted(told, law)[1][0, 0] - weight @ places / weight.sum()) < 0.2


def test_surprise_is_nothing_on_average_and_has_the_variance_that_is_told():
    """By a sum over all answers there are."""
    panel = small(users=1)
    law = posteriors(panel, np.zeros(3, dtype=bool), np.ones(2), np.eye(2))
    told = [predicted(replace(panel, chosen=np.arange(3) * 2 + answer), law) for answer in product((0, 1), repeat=3)]
    chances, surprise = np.exp([likely[0] for likely, _, _ in told]), np.array([one[:, 0] for _, _, one in told])
    assert chances @ surprise[:, 0] == pytest.approx(0, abs=1e-12)
    assert chances @ surprise[:, 0] ** 2 == pytest.approx(chances @ surprise[:, 1])


def ragged():
    """Two users with three tasks and one, of two to four alternatives."""
    rng, sizes = np.random.default_rng(3), np.array([2, 4, 3, 4])
    traits = rng.standard_normal((13, 2))
    traits -= np.repeat(np.add.reduceat(traits, np.cumsum(sizes) - sizes) / sizes[:, None], sizes, axis=0)
    return Panel(traits, sizes, np.array([1, 4, 6, 12]), np.array([3, 1]))


def in_turn(panel, law):
    """Log-probability and last posterior mean of every user, a task and a matrix at a time."""
    task = 0
    for user, many in enumerate(panel.tasks):
        head, precision, likely = law.heads[user], np.linalg.inv(law.spreads[user]), 0.0
        for turn in range(task, task + many):
            first = panel.starts[turn]
            x, picked = panel.traits[first : first + panel.sizes[turn]], panel.chosen[turn] - first
            variance = np.trace(x @ np.linalg.inv(precision) @ x.T) / (len(x) - 1)
            doubtful = np.exp(x @ head / np.sqrt(1 + np.pi / 8 * variance))
            likely += np.log(doubtful[picked] / doubtful.sum())
            chances = np.exp(x @ head) / np.exp(x @ head).sum()
            precision = precision + x.T @ (np.diag(chances) - np.outer(chances, chances)) @ x
            head = head + np.linalg.solve(precision, x[picked] - chances @ x)
        task += many
        yield likely, head


@pytest.mark.parametrize("many", [0, 4, 12])
@pytest.mark.parametrize("room", [0, 1e6])
def test_tasks_are_predicted_one_after_the_other(monkeypatch, room, many):
    monkeypatch.setattr(prediction, "ROOM", room)
    monkeypatch.setattr(prediction, "WIDE", many)
    panel = ragged()
    law = posteriors(panel, np.zeros(4, dtype=bool), np.array([0.5, -0.5]), np.diag([4.0, 1.0]))
    likely, heads, _ = predicted(panel, law)
    expected = list(in_turn(panel, law))
    assert np.allclose(likely, [one for one, _ in expected])
    assert np.allclose(heads, [one for _, one in expected])


def test_every_draw_is_predicted_as_if_alone():
    panel = ragged()
    law = posteriors(panel, np.zeros(4, dtype=bool), np.zeros(2), np.eye(2))
    others = replace(panel, chosen=np.array([0, 2, 8, 9]))
    one, other = block_of(panel), block_of(others)
    both = predict(Answered(one.block, np.concatenate([one.chosen, other.chosen], axis=3)), law)
    for draw, alone in enumerate((panel, others)):
        likely, heads, _ = predicted(alone, law)
        assert np.allclose(both.likely[:, draw], likely) and np.allclose(both.heads[:, draw], heads)


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
