import numpy as np
import pytest
from scipy.stats import chi2

from checks.audit.certifying import signal
from checks.audit.certifying.signal import _pvalue
from checks.bench import bench_signal
from theory.errors import InputError

SETTINGS = [
    bench_signal.Setting(method, users, size, missing, 3.0)
    for method in bench_signal.METHODS
    for users, size in ((30, 4), (100, 8))
    for missing in (0, 1, size // 2)
]


@pytest.mark.slow
def test_small_table_of_simulated_populations():
    rows = [bench_signal.measure(setting, range(3)) for setting in SETTINGS]
    figures = bench_signal.summary(rows)
    assert figures["runs"] == 54
    assert figures["overstated"] * 54 <= 9  # a binomial with 1 % exceeds 9 of 54 with probability below 1e-11
    assert figures["exact_where_strong"] > 0.9


@pytest.mark.slow
def test_full_table_has_enough_rows():
    assert len(bench_signal.settings()) >= 60


@pytest.mark.slow
def test_rank_by_tolerance_overstates_every_time_so_the_table_can_fail():
    rng = np.random.default_rng(3)
    for setting in SETTINGS:
        if setting.missing:
            noisy = bench_signal.heads(setting, rng) + rng.standard_normal((setting.users, setting.size))
            assert np.linalg.matrix_rank(noisy) == setting.size > setting.size - setting.missing


@pytest.mark.slow
def test_noise_alone_is_nothing():
    rng = np.random.default_rng(5)
    noise = rng.standard_normal((50, 5))
    assert signal.common(noise.T @ noise, 50, np.eye(5), 0.9999).dimension == 0


@pytest.mark.slow
def test_floor_of_one_direction_is_the_chi_square_quantile():
    gram = np.diag([1000.0, 1000.0, 1.0])
    found = signal.common(gram, 40, np.eye(3) / 40, 0.9)
    assert found.dimension == 2
    assert found.floors[2] == pytest.approx(chi2.ppf(0.9, 40) / 40, abs=0.06)


@pytest.mark.slow
def test_individual_with_equal_covariances_is_common():
    rng = np.random.default_rng(0)
    heads = 3 * rng.standard_normal((40, 3))
    one = signal.individual(heads, np.tile(np.eye(3), (40, 1, 1)), 0.99)
    other = signal.common(heads.T @ heads, 40, np.eye(3), 0.99)
    assert one.method == "common"
    assert np.allclose(one.eigenvalues, other.eigenvalues)


@pytest.mark.slow
def test_a_linear_change_of_coordinates_changes_no_eigenvalue():
    rng = np.random.default_rng(2)
    first, second = (rng.standard_normal((60, 4)) + 2 * np.ones(4) for _ in range(2))
    turn = rng.standard_normal((4, 4))
    plain, turned = (signal.replicated(first @ m, second @ m, 0.99) for m in (np.eye(4), turn))
    assert plain.dimension == turned.dimension == 1
    assert np.allclose(plain.eigenvalues, turned.eigenvalues)


@pytest.mark.slow
def test_too_few_users_certify_nothing():
    rng = np.random.default_rng(1)
    assert signal.replicated(*rng.standard_normal((2, 5, 4)), 0.99).dimension == 0
    assert signal.replicated(np.zeros((9, 2)), np.zeros((9, 2)), 0.99).dimension == 0


@pytest.mark.slow
def test_wisharts_have_their_mean_and_the_rank_of_their_degrees_of_freedom():
    draws = signal.white_wisharts(50, 3, 20_000, 0)
    assert (
        np.abs(draws.mean(axis=0) - 50 * np.eye(3)).max() < 0.7
    )  # ten standard errors of the mean of a diagonal entry
    assert np.linalg.matrix_rank(signal.white_wisharts(2, 4, 1, 0)[0]) == 2


@pytest.mark.parametrize("confidence", [0.2, 1.0, 0.99999, float("nan")])
@pytest.mark.slow
def test_impossible_confidence_is_refused(confidence):
    with pytest.raises(InputError, match="confidence"):
        signal.draws_for(confidence)


@pytest.mark.slow
def test_too_much_simulation_is_refused():
    with pytest.raises(InputError, match="one for everybody"):
        signal.noise_grams(np.zeros((10**6, 10, 10)), 999, 0)


@pytest.mark.slow
def test_memory_is_bounded_before_anything_is_simulated():
    with pytest.raises(InputError, match="too much to simulate"):
        signal.draws_for(0.9999, 100)
    assert signal.draws_for(0.99, 256) == 999


def test_a_p_value_counts_the_observation_itself():
    """Of n simulated values none exceeds: 1/(n + 1), never 0; ties count against the rejection."""
    sample = np.array([0.0, 1.0, 2.0])
    assert [_pvalue(sample, value) for value in (5.0, 2.0, 0.5, -1.0)] == [0.25, 0.5, 0.75, 1.0]
