"""Panels, against one user and one task at a time."""

from math import exp, log

import numpy as np
import pytest

from checks.audit.fitting.panel import Panel, newton

SIZES, TASKS = np.array([2, 3, 2, 2]), np.array([2, 1, 1])
CHOSEN = np.array([1, 2, 5, 7])
EVEN = Panel(np.random.default_rng(2).standard_normal((12, 2)), np.full(4, 3), np.array([1, 3, 8, 11]), TASKS)
"""As many alternatives in every task."""

LEVEL = Panel(np.random.default_rng(4).standard_normal((12, 2)), np.full(6, 2), np.arange(6) * 2, np.full(3, 2))
"""As many rows of every user."""


@pytest.fixture
def panel():
    return Panel(np.random.default_rng(0).standard_normal((9, 2)), SIZES, CHOSEN, TASKS)


@pytest.fixture
def heads():
    return np.random.default_rng(1).standard_normal((3, 2))


def one_by_one(panel, heads):
    """Log-likelihood of every user, by plain sums."""
    result, row, task = [], 0, 0
    for user, many in enumerate(panel.tasks):
        total = 0.0
        for _ in range(many):
            rows = range(row, row + panel.sizes[task])
            values = {r: float(panel.traits[r] @ heads[user]) for r in rows}
            total += values[panel.chosen[task]] - log(sum(exp(v) for v in values.values()))
            row, task = row + panel.sizes[task], task + 1
        result.append(total)
    return result


def test_likelihoods_are_those_of_every_task(panel, heads):
    likely, chances = panel.odds(heads)
    assert np.allclose(likely, one_by_one(panel, heads), rtol=1e-12)
    assert np.allclose(np.add.reduceat(chances, panel.starts), 1)


@pytest.mark.parametrize(("kind", "even", "level"), [("uneven", 0, 0), ("even", 3, 0), ("level", 2, 4)])
def test_score_and_information_are_derivatives(panel, heads, kind, even, level):
    panel, step = {"uneven": panel, "even": EVEN, "level": LEVEL}[kind], 1e-6
    assert (panel.even, panel.level) == (even, level)
    likely, chances = panel.odds(heads)
    assert np.allclose(likely, one_by_one(panel, heads), rtol=1e-12)
    assert np.allclose(np.add.reduceat(chances, panel.starts), 1)
    score, information = panel.score(chances), panel.information(chances)
    for j in range(2):
        ahead, behind = heads.copy(), heads.copy()
        ahead[:, j] += step
        behind[:, j] -= step
        change = (np.array(one_by_one(panel, ahead)) - one_by_one(panel, behind)) / (2 * step)
        assert np.allclose(score[:, j], change, atol=1e-8)
        change = (panel.score(panel.odds(ahead)[1]) - panel.score(panel.odds(behind)[1])) / (2 * step)
        assert np.allclose(information[:, :, j], -change, atol=1e-8)


def test_a_cut_panel_is_the_panel_of_what_is_left(panel, heads):
    part, who = panel.cut(np.array([False, True, False, True]))
    assert who.tolist() == [0, 2] and part.sizes.tolist() == [3, 2] and part.chosen.tolist() == [0, 3]
    assert np.allclose(part.odds(heads[who])[0], one_by_one(part, heads[who]))
    assert panel.only(np.array([False, False, True])).chosen.tolist() == [0]


def test_a_direction_is_all_that_is_seen_along_it(panel):
    basis = np.array([[0.6], [0.8]])
    z = np.array([[1.0], [-2.0], [0.5]])
    assert np.allclose(panel.along(basis).odds(z)[0], panel.odds(z @ basis.T)[0])


def test_newton_stops_where_the_penalised_score_is_nothing(panel):
    penalty, centre = np.eye(2), np.array([0.5, -0.5])
    fit = newton(panel, penalty, centre, gain=1e-12)
    assert np.allclose(panel.score(fit.chances), (fit.heads - centre) @ penalty, atol=1e-5)
    assert np.allclose(fit.likely, one_by_one(panel, fit.heads))


def test_drawn_answers_have_the_chances_of_the_heads():
    """Of three alternatives, 4,000 users with one head: within seven standard errors; the tasks are the same."""
    traits = np.array([[1.0, 0.0], [0.0, 2.0], [-1.0, -2.0]])
    many = Panel(np.tile(traits, (4000, 1)), np.full(4000, 3), np.arange(4000) * 3, np.ones(4000, dtype=int))
    heads = np.tile([0.5, 0.25], (4000, 1))
    drawn = many.answered(heads, np.random.default_rng(0))
    chances = many.odds(heads)[1][:3]
    rates = np.bincount(drawn.chosen % 3, minlength=3) / 4000
    assert (np.abs(rates - chances) < 7 * np.sqrt(chances * (1 - chances) / 4000)).all()
    assert drawn.traits is many.traits and (drawn.chosen // 3 == np.arange(4000)).all()
