"""What is said of a class: the pair hides within the bound, the evidence is decided again, bad input is named."""

from itertools import combinations

import numpy as np
import pytest

from checks.audit.classes.reading import read
from checks.audit.classes.saying import bound_of, document, evidence, instance
from checks.audit.reading.numbers import from_floats
from checks.audit.reading.tables import Features, make_heads
from checks.instance.check import check
from tests.checks.audit.classes.populations import BOUND, people, viewed
from theory.diversity import Conditions
from theory.errors import InputError
from theory.files.instance_file import loads
from theory.files.writing import dumps
from theory.problem import Problem

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("seed", range(60))
def test_the_pair_hides_and_is_within_the_bound(seed):
    heads, features = people(seed)
    view = viewed(heads, features)
    if view.found.verdict != "logarithmic at best":
        return
    conditions = Conditions(Problem.of(instance(view, view.found.pair)))
    assert not conditions.pointwise_diversity(0) and conditions.unique_optimum_of(0)
    told = document(view)
    if view.setting.coinciding:
        return
    low, high = (float(x) for x in told["regret_constant"]["constant"])
    assert 0 < low <= high and told["regret_constant"]["exploration"]
    assert set(told["confusing"]["believed"]) == set(told["confusing"]["hidden"]) == set(heads.columns)
    gaps = [abs(a - b) for table in _tables(view) for row in table for a, b in combinations(row, 2)]
    assert max(gaps) == BOUND


def _tables(view):
    return instance(view, view.found.pair).models.table.values()


@pytest.mark.parametrize("seed", range(12))
def test_what_a_decision_rests_on_is_decided_again(seed):
    view = viewed(*people(seed))
    told = check(loads(dumps(evidence(view)), "evidence"))
    if view.found.pair is not None:
        assert told["regime"] in ("logarithmic", None) and not told["conditions"]["diversity"]
    else:
        assert told["class"]["decision"] == "bounded"


def test_bad_input_is_named():
    heads = make_heads(np.array([[1.0, 2.0]]))
    for text in ("0", "-1", "wide", "data", "1/0"):
        with pytest.raises(InputError, match="--box"):
            bound_of(text, None)
    with pytest.raises(InputError, match="nothing can alter"):
        read(make_heads(np.array([[0.0, 0.0]])), None, None, None)
    with pytest.raises(InputError, match="--baseline"):
        read(heads, None, "x", None)
    values = np.array([[0.0], [1.0], [2.0]])
    uneven = Features(("p", "p", "q"), ("x", "y", "x"), ("f",), values, from_floats(values))
    with pytest.raises(InputError, match="other responses"):
        read(heads, uneven, None, None)
