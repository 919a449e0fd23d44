import numpy as np
import pytest

from checks.audit.certifying import strength

MISSES = 4
"""Of 10 intervals at 99.9 % each, more than this many miss with probability below 1e-12."""


def truth(rng, users=80, size=4):
    heads = rng.standard_normal((users, size)) * [3.0, 2.0, 1.0, 0.5]
    return heads, np.linalg.eigvalsh(heads.T @ heads / users)


def covered(spectrum, values):
    return bool(((spectrum.lower <= values + 1e-12) & (values <= spectrum.upper + 1e-12)).all())


@pytest.mark.parametrize("kind", ["common", "individual", "replicates"])
@pytest.mark.slow
def test_intervals_hold_all_eigenvalues_of_the_true_heads(kind):
    misses = 0
    for seed in range(10):
        rng = np.random.default_rng(seed)
        heads, values = truth(rng)
        scales = rng.uniform(0.2, 0.8, (80, 1)) if kind == "individual" else 0.5
        noisy = [heads + scales * rng.standard_normal(heads.shape) for _ in range(2)]
        if kind == "common":
            found = strength.with_common(noisy[0].T @ noisy[0], 80, 0.25 * np.eye(4), 0.999, seed)
        elif kind == "individual":
            found = strength.with_individual(noisy[0], scales[:, :, None] ** 2 * np.eye(4), 0.999, seed)
        else:
            found = strength.with_replicates(*noisy, 0.999, seed)
        misses += not covered(found, values)
        assert found.upper[0] < values[-1]
        assert not covered(strength.spectrum(noisy[0].T @ noisy[0], 80), values)
    assert misses <= MISSES


def test_exact_heads_have_no_width():
    heads, values = truth(np.random.default_rng(0))
    found = strength.spectrum(heads.T @ heads, 80)
    assert np.allclose(found.values, values)
    assert (found.lower == found.upper).all()


def test_rounding_leaves_nothing_below_nothing():
    values, vectors = np.array([-1e-17, 2.0]), np.eye(2)
    found = strength.Spectrum(values, values, values, vectors).floored()
    assert [list(one) for one in (found.values, found.lower, found.upper)] == [[0, 2]] * 3
    assert found.vectors is vectors


def test_distance_is_the_smallest_move_that_loses_a_direction():
    heads, values = truth(np.random.default_rng(1))
    found = strength.spectrum(heads.T @ heads, 80)
    weakest = found.vectors[:, 0]
    moved = heads - np.outer(heads @ weakest, weakest)
    assert np.linalg.matrix_rank(moved) == 3
    assert np.sqrt(((moved - heads) ** 2).sum() / 80) == pytest.approx(np.sqrt(values[0]))


def test_scale_measures_the_constants_of_t17():
    heads = np.array([[1.0, 0.0], [0.0, 2.0]])
    found = strength.scale(heads, [np.array([[0.0, 0.0], [1.0, 0.5]])])
    assert (found.gap_bound, found.smallest_gap) == (1.0, 1.0)
    assert found.length == pytest.approx(2 * np.sqrt(1.25))
    expected = 32 * 5 * np.cosh(0.5) ** 2 / 0.25
    assert found.selections(0.25) == pytest.approx(expected)
    assert found.selections(0.5) == pytest.approx(expected / 2)
    assert found.selections(0.0) is None


def test_rounding_is_no_gap():
    """Three tenths are not 3 × 0.1 in floats."""
    assert 3 * 0.1 > 0.3
    assert (
        strength.scale(np.array([[0.1, 0.3]]), [np.array([[3.0, 0.0], [0.0, 1.0], [0.0, 0.0]])]).smallest_gap == 3 * 0.1
    )


def test_gaps_that_are_not_known_are_ties():
    found = [strength.scale(np.array([[1.0], [1e-9]]), [np.array([[0.0], [1.0]])], least) for least in (0, 1e-6)]
    assert [one.smallest_gap for one in found] == [1e-9, 1.0]


def test_scale_without_a_gap_bounds_nothing():
    found = strength.scale(np.ones((2, 2)), [np.zeros((1, 2))])
    assert found.smallest_gap == 0
    assert found.selections(1.0) is None


def test_names_are_ordered_signed_and_scaled():
    names = strength.weakest_names(np.array([0.1, -20.0, 0.0]), ("a", "b", "c"), np.array([1.0, 10.0, 1.0]))
    assert [item["feature"] for item in names] == ["b"]
    assert names[0]["loading"] == pytest.approx(2 / np.hypot(0.1, 2))
