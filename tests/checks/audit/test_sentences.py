"""What an audit says, and what it does not say."""

import numpy as np

from checks.audit.reading.tables import make_heads
from checks.audit.run import audit_heads
from checks.audit.sentences import does_not_say, says
from tests.checks.audit.test_verdict import noisy


def test_without_noise_nothing_is_known_of_it():
    found = audit_heads(noisy(3))
    assert found.verdict == "diverse as given"
    assert "Nothing is known of the estimation noise" in does_not_say(found)[0]
    assert "above rounding" in says(found)[0]


def test_hidden_directions_are_named_as_hidden_and_a_certified_number_with_its_confidence():
    told = says(audit_heads(noisy(2), noise=0.01 * np.eye(3), confidence=0.9999))
    assert "With 99.99 % confidence the true heads span at least 2 of 3 dimensions." in told
    assert not any("hidden" in line for line in told)
    whole = make_heads(np.array([[1.0, 2.0, 0.0], [2.0, 1.0, 0.0]]))
    assert any("The missing directions are hidden" in line for line in says(audit_heads(whole)))
