import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from checks.audit.fitting.logit import fit, metric
from checks.audit.reading.choices import Choices
from checks.audit.reading.numbers import from_floats
from checks.bench.bench_signal import choices


def simulated(users=6, size=3, tasks=30, alternatives=2, seed=0):
    rng = np.random.default_rng(seed)
    return choices(rng.standard_normal((users, size)), tasks, rng, alternatives)


def test_metric_splits_the_covariance_and_moves_with_the_units():
    rng = np.random.default_rng(1)
    gram = np.cov(rng.standard_normal((3, 9)))
    root, dual = metric(gram, 3)
    assert np.allclose(root @ root.T, gram)
    assert np.allclose(dual @ root, np.eye(3))
    units = np.diag([1e-6, 1.0, 1e6])
    assert np.allclose(metric(units @ gram @ units, 3)[0], units @ root)


def test_metric_of_a_constant_feature():
    root, dual = metric(np.diag([4.0, 0.0]), 1)
    assert np.allclose(np.abs(root), [[2], [0]])
    assert np.allclose(np.abs(dual), [[0.5, 0]])


def test_two_alternatives_agree_with_scikit_learn():
    data = simulated()
    _, dual = metric(data.information(), 3)
    found = fit(data, dual, penalty=2.0)
    traits = data.spread() @ dual.T
    for user in range(6):
        tasks = np.flatnonzero(data.owner == user)
        steps = traits[2 * tasks + 1] - traits[2 * tasks]
        second = data.chosen[tasks] == 2 * tasks + 1
        reference = LogisticRegression(C=0.5, fit_intercept=False, tol=1e-10, max_iter=10_000).fit(steps, second)
        assert np.allclose(found[user], reference.coef_[0], atol=1e-4)


def test_three_alternatives_are_at_the_maximum():
    data = simulated(alternatives=3)
    _, dual = metric(data.information(), 3)
    found = fit(data, dual, penalty=1.0)
    traits = (data.spread() @ dual.T).reshape(6, 30, 3, 3)
    utility = np.einsum("utaf,uf->uta", traits, found)
    chances = np.exp(utility) / np.exp(utility).sum(axis=2, keepdims=True)
    observed = (data.spread() @ dual.T)[data.chosen].reshape(6, 30, 3).sum(axis=1)
    gradient = observed - np.einsum("uta,utaf->uf", chances, traits) - found
    assert np.abs(gradient).max() < 1e-4


def test_units_of_the_features_do_not_matter():
    data = simulated(alternatives=3)
    units = np.array([1e-3, 1.0, 1e3])
    scaled = Choices(
        data.users,
        data.columns,
        data.values * units,
        from_floats(data.values * units),
        data.starts,
        data.owner,
        data.chosen,
    )
    one, other = (fit(c, metric(c.information(), 3)[1]) for c in (data, scaled))
    assert np.allclose(one, other, atol=1e-5)


def test_nothing_to_fit():
    data = simulated()
    assert fit(data, np.zeros((0, 3))).shape == (6, 0)


def test_heads_of_people_who_choose_alike_are_alike():
    data = simulated(tasks=4000, users=2)
    root, dual = metric(data.information(), 3)
    rng = np.random.default_rng(0)
    truth = rng.standard_normal((2, 3))
    assert np.linalg.norm(fit(data, dual, 0.01) @ dual - truth) < 0.5
    assert root.shape == (3, 3)


@pytest.mark.parametrize("penalty", [0.1, 10.0])
def test_a_larger_penalty_shrinks(penalty):
    data = simulated()
    dual = metric(data.information(), 3)[1]
    assert np.linalg.norm(fit(data, dual, penalty)) > np.linalg.norm(fit(data, dual, 2 * penalty))
