"""A pair that is glimpsed hides by the definition; where everything is always exposed none is found."""

import numpy as np
import pytest

from checks.audit.classes import glimpsing
from checks.audit.classes.glimpsing import glimpsed
from checks.audit.classes.hiding import breakers, hides, served
from checks.audit.classes.reading import read
from checks.audit.reading.tables import make_heads


@pytest.mark.parametrize("seed", range(20))
def test_what_is_glimpsed_hides_from_the_people_asked_about(seed):
    rng = np.random.default_rng(seed)
    setting = read(make_heads(np.vstack([np.eye(3), rng.integers(-2, 3, (3, 3))]).astype(float)), None, None, None)
    rows = list(range(3))
    pair = glimpsed(setting, rows, rng)
    assert pair is not None and pair.user in rows and hides(setting, pair)
    people = setting.everybody.only(rows)
    assert breakers(setting, people, pair) == []
    one, two = setting.values(people, pair.believed, pair.hidden)
    assert served(two)[pair.user, pair.prompt] == pair.response != served(one)[pair.user, pair.prompt]


def test_the_reward_that_serves_everybody_the_baseline_needs_no_draw(monkeypatch):
    """With (-1, -1) nobody buys, and nothing is seen."""
    monkeypatch.setattr(glimpsing, "TRIED", 0)
    setting = read(make_heads(np.array([[1.0, 0], [0.0, 1], [1.0, 2]])), None, None, None)
    pair = glimpsed(setting, [0, 1, 2], np.random.default_rng(0))
    assert pair is not None and max(pair.believed) < 0 and hides(setting, pair)


@pytest.mark.parametrize("seed", range(5))
def test_with_opposites_nothing_is_glimpsed(seed):
    """Of two opposite people one buys, whatever is believed, so that both coordinates are always seen."""
    heads = make_heads(np.array([[1.0, 0], [-1.0, 0], [0.0, 1], [0.0, -1]]))
    assert glimpsed(read(heads, None, None, None), list(range(4)), np.random.default_rng(seed)) is None
