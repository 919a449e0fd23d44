import numpy as np
import pytest

from checks.audit.certifying.coverage import exact_coverage, versus
from checks.audit.certifying.noise import Common
from checks.audit.certifying.population import of_heads
from checks.audit.reading.tables import make_heads
from checks.audit.run import audit_heads
from theory.errors import InputError


def test_exact_coverage_is_a_comparison_of_spans():
    training = make_heads(np.array([[1.0, 0.0, 0.0], [0.0, 0.5, 0.5]])).exact
    inside, outside = make_heads(np.array([[2.0, 3.0, 3.0]])).exact, make_heads(np.array([[0.0, 1e-50, 0.0]])).exact
    assert exact_coverage(training, inside) == (2, 1, 2)
    assert exact_coverage(training, outside) == (2, 1, 3)


@pytest.mark.parametrize(
    ("target", "coverage", "refuted"), [([[2.0, 2.0]], "covered as given", False), ([[1.0, 0.0]], "not covered", True)]
)
def test_answers_name_what_is_hidden(target, coverage, refuted):
    training = make_heads(np.array([[1.0, 1.0], [2.0, 2.0]]))
    result = audit_heads(training, against=make_heads(np.array(target)))
    assert result.coverage == coverage
    assert result.refuted == refuted
    assert len(result.versus.hidden) == (coverage == "not covered")


def population(values, noise, rng):
    return of_heads(
        make_heads(values + noise * rng.standard_normal(values.shape)), None, noise**2 * np.eye(values.shape[1])
    )


def test_a_direction_only_the_target_has_is_found_in_noise():
    rng = np.random.default_rng(0)
    training = population(rng.standard_normal((200, 3)) * [1, 1, 0], 0.1, rng)
    target = population(rng.standard_normal((200, 3)) * [0, 1, 1], 0.1, rng)
    assert isinstance(target.noise, Common)
    training = of_same_metric(training)
    target = of_same_metric(target)
    signal = training.noise.signal(training.heads, 0.99, 0)
    found = versus(training, signal, target, 0.99, 0)
    assert (found.certified, found.uncovered) == (2, 1)
    assert np.abs(found.directions[:, 0]).argmax() == 2


def of_same_metric(population):
    """In the coordinates as given."""
    return population.through(population.dual)


def test_a_target_within_the_span_leaves_nothing_uncovered():
    rng = np.random.default_rng(1)
    training = of_same_metric(population(rng.standard_normal((200, 3)) * [1, 1, 0], 0.1, rng))
    target = of_same_metric(population(rng.standard_normal((200, 3)) * [1, 0, 0], 0.1, rng))
    found = versus(training, training.noise.signal(training.heads, 0.9999, 0), target, 0.9999, 0)
    assert found.uncovered == 0


def test_other_columns_are_refused():
    with pytest.raises(InputError, match="not in both"):
        audit_heads(make_heads(np.eye(2)), against=make_heads(np.eye(2), columns=("a", "b")))


def test_users_given_in_other_units_span_the_same():
    """The target's columns are whole multiples of other powers of two than the training users'."""
    training = make_heads(np.array([[1.0, 1.0, 0.0], [0.0, 0.25, 1.0]])).exact
    assert exact_coverage(training, make_heads(np.array([[4.0, 4.0, 0.0]])).exact) == (2, 1, 2)
    assert exact_coverage(training, make_heads(np.array([[0.25, 0.0625, 0.0]])).exact) == (2, 1, 3)
