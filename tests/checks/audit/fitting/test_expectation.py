from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from checks.audit.fitting import expectation
from checks.audit.fitting.average import Known, averaged, weights
from checks.audit.fitting.expectation import Ratio, largest
from checks.audit.fitting.panel import Panel
from checks.audit.fitting.prediction import posteriors, predict

pytestmark = pytest.mark.slow

TASKS = 6
PLACES = np.linspace(-8, 8, 65)


def ratio(seed):
    rng = np.random.default_rng(seed)
    traits = 1.5 * rng.standard_normal((TASKS * 2, 2))
    panel = Panel(traits, np.full(TASKS, 2), np.arange(TASKS) * 2, np.array([TASKS]))
    law = posteriors(panel, np.zeros(TASKS, dtype=bool), rng.standard_normal(2), np.eye(2))
    return Ratio(panel, law, np.array([[0.8], [0.6]]))


def enumerated(given, places):
    """The expectation of prediction over average at some heads, by all answers there are."""
    total = np.zeros(len(places))
    for answer in product((0, 1), repeat=TASKS):
        one = replace(given.panel, chosen=np.arange(TASKS) * 2 + np.array(answer))
        told = predict(one, given.law)
        precision, information = weights(given.law.spreads), one.information(one.odds(told.heads)[1])
        average = averaged(Known(one, given.law.heads, precision, information), given.basis).logs[0]
        own = np.array([one.odds(z * given.basis.T)[0][0] for z in places])
        total += np.exp(own + told.likely[0] - average)
    return total


@pytest.mark.parametrize("seed", range(3))
def test_the_expectation_is_estimated(seed, monkeypatch):
    """Against enumeration, within a tenth: more than ten standard errors."""
    monkeypatch.setattr(expectation, "EACH", 800)
    given = ratio(seed)
    precision = weights(given.law.spreads)
    known = Known(given.panel, given.law.heads, precision, precision)
    centre, _ = known.within(given.basis)
    rng = np.random.default_rng(seed)
    whole = given.law.heads + rng.standard_normal((12, 1, 2))
    parts = np.array([one - replace(known, heads=one).within(given.basis)[0] @ given.basis.T for one in whole])
    for place in (centre, centre + 1, centre - 1):
        told = given.at(place, parts, rng)[0]
        assert abs(told / enumerated(given, place.ravel())[0] - 1) < 0.1


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_no_head_has_a_larger_expectation(seed):
    """By enumeration on a grid of heads: what is divided out is the largest, or not much less, or a little more."""
    given = ratio(seed)
    worst = np.log(enumerated(given, PLACES).max())
    assert max(worst, 0) - 0.15 <= largest(given, np.random.default_rng(seed))[0] <= max(worst, 0) + 0.6


def test_without_directions_there_is_nothing_to_divide_out():
    given = ratio(0)
    assert largest(replace(given, basis=np.zeros((2, 0))), np.random.default_rng(0)).tolist() == [0]
