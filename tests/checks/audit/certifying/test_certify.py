"""Dimensions that choices certify: lines, copies and granted coordinates count as they should."""

import numpy as np
import pytest

from checks.audit.certifying import certify as certifying
from checks.audit.certifying.certify import Answers, answers, certify, log_evidence
from checks.audit.fitting.logit import metric
from checks.bench import bench_null
from checks.bench.bench_null import Design, asked, copied
from tests.checks.audit.answered import population


def test_copies_certify_no_more_than_the_people_they_copy():
    rng = np.random.default_rng(0)
    choices, dual = population(rng.standard_normal((12, 2)), tasks=20)
    fixed = np.zeros((2, 0))
    once = log_evidence(answers(choices, dual, 0), 0, fixed, 0.99, 0)
    many = log_evidence(answers(copied(choices, 20), dual, 0), 0, fixed, 0.99, 0)
    assert many < once + 3


@pytest.mark.slow
def test_a_line_of_heads_is_one_dimension_whatever_the_numbers():
    for users, tasks in ((100, 20), (400, 10)):
        sign = np.where(np.arange(users) % 2, 1.0, -1.0)
        rng = np.random.default_rng(users)
        choices = asked(Design("labels", users, tasks, 3, 2), rng)
        root, dual = metric(choices.information(), 2)
        told = bench_null.answered(choices, dual, sign[:, None] * np.array([1.0, 3.0]) @ root, rng)
        assert certify(answers(told, dual, 0), 0.99, 0).dimension == 1


@pytest.mark.slow
def test_what_would_decide_is_said_in_numbers():
    choices, dual = population(np.random.default_rng(0).standard_normal((40, 3)), tasks=10)
    found = certify(answers(choices, dual, 0), 0.99, 0)
    assert found.dimension < 3
    assert found.needed["tasks_a_user"] > 10


@pytest.mark.slow
def test_coordinates_that_are_granted_are_not_counted():
    rng = np.random.default_rng(1)
    choices, dual = population(np.column_stack([rng.standard_normal((150, 2)), np.zeros(150)]) * 2, tasks=30)
    found = answers(choices, dual, 0)
    assert certify(found, 0.99, 0, np.eye(3)[:, 1:]).dimension == 1
    assert certify(found, 0.99, 0, np.eye(3)[:, 2:]).dimension == 0


def told(monkeypatch, logs, promises):
    """Two halves with these ratios; return the halves that were asked for them."""
    asked = []

    class Stub:
        def __init__(self, turn):
            self.turn = turn

        def less(self, cost):
            return promises[self.turn]

        def evidence(self, threshold, seed):
            asked.append(self.turn)
            return logs[self.turn]

    monkeypatch.setattr(certifying, "weighed", lambda half, *_: None if half is None else Stub(half))
    return asked


def test_the_more_promising_half_comes_first_and_may_be_enough(monkeypatch):
    """The other one then counts as none: a sum that is too small is still a valid ratio."""
    asked = told(monkeypatch, [30.0, 40.0], [1.0, 2.0])
    found = Answers((None, None), (0, 1), 1, 10, 10.0)
    assert log_evidence(found, 0, np.zeros((1, 0)), 0.99, 0) == pytest.approx(40 - np.log(4))
    assert asked == [1]


def test_halves_that_are_not_enough_alone_are_averaged(monkeypatch):
    asked = told(monkeypatch, [5.0, 5.5], [2.0, 1.0])
    found = Answers((None, None), (0, 1), 1, 10, 10.0)
    assert log_evidence(found, 0, np.zeros((1, 0)), 0.99, 0) == pytest.approx(np.logaddexp(5, 5.5) - np.log(4))
    assert asked == [0, 1]


def test_a_half_that_tells_too_little_counts_as_none(monkeypatch):
    told(monkeypatch, [5.0], [2.0])
    found = Answers((None, None), (0, None), 1, 10, 10.0)
    assert log_evidence(found, 0, np.zeros((1, 0)), 0.99, 0) == pytest.approx(5 - np.log(4))
