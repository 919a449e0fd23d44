"""Kinds of noise: which one a file means, and what is left of each when heads are seen along a basis."""

from __future__ import annotations

import numpy as np
import pytest

from checks.audit.certifying.certify import answers
from checks.audit.certifying.noise import Answered, Common, Individual, Replicates, from_covariances
from tests.checks.audit.answered import population

BASIS = np.array([[1.0, 0.0], [1.0, 2.0], [0.0, 3.0]])


def test_one_covariance_is_common_and_one_a_user_is_individual() -> None:
    assert from_covariances(None, 5) is None
    common = from_covariances(np.eye(3), 5)
    assert isinstance(common, Common) and common.users == 5
    assert isinstance(from_covariances(np.tile(np.eye(3), (5, 1, 1)), 5), Individual)


def test_noise_seen_along_a_basis_is_that_of_the_heads_seen_along_it() -> None:
    """By hand: Bᵀ diag(1, 2, 3) B = ((1 + 2, 4), (4, 8 + 27))."""
    covariance, wanted = np.diag([1.0, 2.0, 3.0]), [[3.0, 4.0], [4.0, 35.0]]
    assert Common(covariance, 7).through(BASIS).covariance.tolist() == wanted
    each = Individual(np.stack([covariance, 2 * covariance])).through(BASIS).covariances
    assert each.tolist() == [wanted, (2 * np.array(wanted)).tolist()]
    heads = np.random.default_rng(0).standard_normal((4, 3))
    seen = Replicates(heads, -heads).through(BASIS)
    assert np.allclose(seen.first, heads @ BASIS) and np.allclose(seen.second, -heads @ BASIS)


@pytest.mark.parametrize("scale", [1e-3, 1e3])
def test_common_noise_and_the_same_noise_of_each_user_agree(scale: float) -> None:
    """One strong direction in noise: both count one dimension, whatever the unit."""
    rng = np.random.default_rng(1)
    heads = scale * (8 * rng.standard_normal((80, 1)) @ [[1.0, 1.0]] + rng.standard_normal((80, 2)))
    covariance = scale**2 * np.eye(2)
    common, each = Common(covariance, 80), Individual(np.tile(covariance, (80, 1, 1)))
    assert common.signal(heads, 0.99, 0).dimension == each.signal(heads, 0.99, 0).dimension == 1
    one, two = (noise.spectrum(heads, 0.99, 0).values for noise in (common, each))
    assert np.allclose(one, two, rtol=0.2, atol=0.1 * scale**2)


def test_estimates_that_share_nothing_certify_nothing() -> None:
    rng = np.random.default_rng(2)
    first, second = rng.standard_normal((2, 60, 2))
    assert Replicates(first, second).signal(first, 0.9999, 0).dimension == 0
    assert Replicates(9 * first, 9 * first + second).signal(first, 0.99, 0).dimension == 2


def test_answers_are_kept_and_looked_at_along_the_basis() -> None:
    choices, dual = population(np.random.default_rng(0).standard_normal((10, 2)), tasks=4)
    found = Answered(answers(choices, dual, 0))
    assert found.basis is None
    along = found.through(np.eye(2)[:, :1])
    assert along.answers is found.answers and along.basis is not None
    assert along.signal(choices.values, 0.99, 0).eigenvalues.shape == (1,)
