"""What averages cost is looked at as closely as the decision needs, for the users who come first in a draw."""

import numpy as np
import pytest

from checks.audit.certifying.certify import answers
from checks.audit.certifying.rank_test import weighed
from checks.audit.fitting import cost as module
from checks.audit.fitting.cost import Sample, ceiling, cost
from tests.checks.audit.answered import population


@pytest.fixture(scope="module")
def whole():
    """Prediction and average of forty users on a line through the plane."""
    choices, dual = population(np.random.default_rng(0).standard_normal((40, 2)), tasks=20)
    return weighed(answers(choices, dual, 0).sides[0], 1, np.zeros((2, 0)), -1e9).ratio


def stubbed(monkeypatch, told):
    """Say what every look finds; return who was looked at."""
    asked = []

    def stub(_, users, looks=0):
        asked.append((users, looks))
        return told[users]

    monkeypatch.setattr(Sample, "shortfall", stub)
    return asked


def evidence(less):
    """One nat a user of a hundred, before anything is divided out."""
    return 100 * (1 - less)


def test_the_ceiling_is_enough_where_it_leaves_enough_and_stands_where_nothing_would(monkeypatch, whole):
    asked = stubbed(monkeypatch, {})
    assert cost(whole, evidence, 100 * (1 - ceiling(1)), 0) == ceiling(1)
    assert cost(whole, evidence, 101, 0) == ceiling(1)
    assert asked == []


def test_nobody_follows_where_even_a_part_of_the_first_glance_is_too_much(monkeypatch, whole):
    asked = stubbed(monkeypatch, {8: (0.9, 0.9)})
    assert cost(whole, evidence, 100 * (1 - 0.5), 0) == ceiling(1)
    assert asked == [(8, 0)]


def test_a_closer_look_is_taken_where_it_may_decide(monkeypatch, whole):
    """The margin of twenty-four users is too much and leaves hope; all of them tell."""
    asked = stubbed(monkeypatch, {8: (0.1, 9.0), 24: (0.1, 9.0), 120: (0.1, 0.2), 240: (0.1, 0.15)})
    assert cost(whole, evidence, 100 * (1 - 0.3), 0) == 0.2
    assert asked == [(8, 0), (24, 1), (120, 1)]
    assert cost(whole, evidence, 100 * (1 - 0.095), 0) == 0.15
    assert asked[3:] == [(8, 0), (24, 1), (120, 1), (240, 3)]
    assert cost(whole, evidence, 100 * (1 - 0.08), 0) == 0.2
    assert asked[7:] == [(8, 0), (24, 1), (120, 1)]
    assert cost(whole, evidence, 100 * (1 - 0.07), 0) == 5.0
    assert asked[10:] == [(8, 0), (24, 1)]


def test_a_glance_alone_certifies_nothing(monkeypatch, whole):
    asked = stubbed(monkeypatch, {8: (0.1, 0.1), 24: (0.1, 0.15)})
    assert cost(whole, evidence, 100 * (1 - 0.2), 0) == 0.15
    assert asked == [(8, 0), (24, 1)]


def test_users_are_searched_once_and_in_turn(monkeypatch, whole):
    found = []
    real = module.search

    def noted(ratio, rng):
        found.append(len(ratio.expected))
        return real(ratio, rng)

    monkeypatch.setattr(module, "search", noted)
    sample = Sample(whole, 0)
    mean, most = sample.shortfall(8)
    assert most > mean and found == [8]
    mean, most = sample.shortfall(120, 1)
    assert most == mean and found == [8, 32]
    assert np.array_equal(np.sort(np.concatenate([part.users for part in sample.searched])), np.arange(40))


def test_few_users_are_searched_at_a_time_where_each_has_many_numbers(monkeypatch, whole):
    monkeypatch.setattr(module, "ROOM", 0)
    sample = Sample(whole, 0)
    sample.shortfall(5)
    assert [len(part.users) for part in sample.searched] == [1] * 5


def test_the_mean_and_its_margin_are_those_of_the_users_looked_at(monkeypatch, whole):
    """Three standard errors of a mean of some of the users, of whom there are only so many."""
    tops = np.exp(np.linspace(0.1, 0.9, 40))
    monkeypatch.setattr(module, "search", lambda ratio, rng: module.Found(None, tops[: len(ratio.expected)]))
    mean, most = Sample(whole, 0).shortfall(10)
    logs = np.linspace(0.1, 0.9, 40)[:10]
    assert mean == pytest.approx(logs.mean())
    assert most == pytest.approx(logs.mean() + 3 * logs.std() / np.sqrt(10) * np.sqrt(30 / 40))


def test_no_user_costs_more_than_the_ceiling_or_less_than_nothing(monkeypatch, whole):
    tops = np.array([1e-9, 1e9])
    monkeypatch.setattr(module, "search", lambda ratio, rng: module.Found(None, tops))
    assert Sample(whole, 0).shortfall(2)[0] == pytest.approx(ceiling(1) / 2)


def test_looks_are_kept_and_none_is_taken_twice(monkeypatch, whole):
    """Twenty-four users are looked at once; all of them three times: two more for those, three for the others."""
    asked = []
    real = module.again

    def noted(ratio, found, rng):
        asked.append(len(found.top))
        return real(ratio, found, rng)

    monkeypatch.setattr(module, "again", noted)
    sample = Sample(whole, 0)
    sample.shortfall(24, 1)
    sample.shortfall(40, 3)
    assert sorted(asked) == [16, 16, 16, 24, 24, 24]
    sample.shortfall(40, 3)
    assert len(asked) == 6


def test_kappa_is_the_larger_mean_with_one_standard_error():
    looks = [np.array([[[1.0, 3.0], [2.0, 2.0]]]), np.array([[[2.0, 2.0], [1.0, 1.0]]])]
    part = module.Searched(np.zeros(1), module.Found(None, np.array([7.0])), looks)
    assert part.kappa(0)[0] == 7
    assert part.kappa(1)[0] == pytest.approx(2 + 1 / np.sqrt(2))
    assert part.kappa(2)[0] == pytest.approx(2 + np.sqrt(0.5) / np.sqrt(4))
