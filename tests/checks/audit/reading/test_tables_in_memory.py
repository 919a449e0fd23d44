import numpy as np
import pytest

from checks.audit.reading.tables import read_features, read_heads, read_noise
from theory.errors import InputError

HEADS = {"user": ["ann", "bob"], "price": [1.0, 2.0], "range": [0.5, -1.0]}
ERRORS = [[0.1, 0.2], [0.3, 0.4]]


def test_standard_errors_in_memory():
    heads = read_heads(HEADS)
    named = {"range": [0.4, 0.2], "user": ["bob", "ann"], "price": [0.3, 0.1]}
    wanted = [np.diag(np.square(row)) for row in ERRORS]
    for given in (named, ERRORS, np.array(ERRORS)):
        assert np.allclose(read_noise(heads, None, given), wanted)


def test_covariances_in_memory():
    heads = read_heads(HEADS)
    assert np.allclose(read_noise(heads, np.eye(2), None), np.eye(2))
    assert np.allclose(read_noise(heads, [np.eye(2), 2 * np.eye(2)], None)[1], 2 * np.eye(2))


@pytest.mark.parametrize(
    ("covariances", "errors"),
    [
        (None, [[0.1, 0.2]]),
        (None, [[0.1, 0.2], [0.3, 0.0]]),
        (None, [["a", "b"], ["c", "d"]]),
        (np.eye(3), None),
        ([[1, 0], [0, -1]], None),
        ([["a", "b"], ["c", "d"]], None),
    ],
)
def test_noise_in_memory_that_does_not_fit(covariances, errors):
    with pytest.raises(InputError) as error:
        read_noise(read_heads(HEADS), covariances, errors)
    assert "\n" not in str(error.value)


def test_features_in_memory():
    found = read_features([[1, 0], [0, 1], [1, 1]])
    assert (found.columns, found.responses, set(found.prompts)) == (("x0", "x1"), ("0", "1", "2"), {"all"})
    named = read_features({"response": ["a", "b"], "price": [1, 2]})
    assert (named.columns, named.values.tolist()) == (("price",), [[1], [2]])
