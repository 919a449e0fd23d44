"""Documents of audits: the figures of every part, and the same for the same input."""

import json

import numpy as np
import pytest

from checks.audit.reading.numbers import from_floats
from checks.audit.reading.tables import Features, make_heads
from checks.audit.run import audit_choices, audit_heads
from checks.audit.verdict import relative
from checks.audit.writing import document, exactly
from checks.bench.bench_signal import choices


def test_features_add_audiences_and_the_regret_scale():
    rng = np.random.default_rng(0)
    heads = make_heads(rng.standard_normal((40, 2)), columns=("a", "b"))
    values = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    found = document(audit_heads(heads, Features(("p",) * 3, ("x", "y", "z"), ("a", "b"), values, from_floats(values))))
    assert [a["response"] for a in found["audiences"]["responses"]] == ["x", "y", "z"]
    assert found["audiences"]["lacking"] == []
    assert found["strength"]["regret_scale"]["selections"] > 1


def test_recruiting_figures_are_those_of_t18():
    heads = make_heads(np.array([[1.0, 0], [1, 0], [0, 1], [0, 1]]))
    recruiting = document(audit_heads(heads))["recruiting"]
    assert recruiting["escape_chances"] == ["1", "1/2"]
    assert (recruiting["expected_users"], recruiting["users_needed"]) == ("3", 8)


@pytest.mark.slow
@pytest.mark.parametrize("size", [1e-30, 1e-10, 1.0, 1e3, 1e30])
@pytest.mark.parametrize("users", [2, 3, 40])
def test_every_interval_holds_its_estimate_and_no_estimate_is_below_nothing(size, users):
    """Of the strength of heads with standard errors, and with a second estimate that is as far off."""
    rng = np.random.default_rng(0)
    heads = make_heads(rng.standard_normal((users, 3)))
    again = make_heads(heads.values + size * rng.standard_normal((users, 3)))
    for noise in (size**2 * np.eye(3), again):
        strength = document(audit_heads(heads, noise=noise))["strength"] if size > 1e-20 or noise is not again else None
        for told in [] if strength is None else [strength["coefficient"], strength["distance"], *strength["spectrum"]]:
            assert 0 <= told["interval"][0] <= told["value"] <= told["interval"][1]


def test_choices_against_choices():
    rng = np.random.default_rng(0)
    training = choices(2 * rng.standard_normal((80, 3)) * [1, 1, 0], 16, rng)
    target = choices(2 * rng.standard_normal((80, 3)), 16, rng)
    found = document(audit_choices(training, target))
    assert found["against"]["certified"] == 2
    assert found["against"]["uncovered"] == 1
    assert found["against"]["directions"][0][0]["feature"] == "x2"
    assert found["against"]["coverage"] == "undecided"


def test_same_input_same_document():
    rng = np.random.default_rng(0)
    data = choices(rng.standard_normal((30, 2)), 8, rng)
    assert json.dumps(document(audit_choices(data))) == json.dumps(document(audit_choices(data)))


def test_witnesses_of_any_length_can_be_written():
    assert exactly((2, -1), ("a", "b")) == {"a": "2", "b": "-1"}
    assert exactly((0.5, -1.0), ("a", "b")) == {"a": 0.5, "b": -1.0}
    huge = 10**5000
    assert exactly((huge, -2 * huge), ("a", "b")) == {"a": 0.5, "b": -1.0}
    assert relative((0, 4)) == [0.0, 1.0]
