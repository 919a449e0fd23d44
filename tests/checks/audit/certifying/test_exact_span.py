import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.audit.certifying.exact_rank import exact_rank
from checks.audit.certifying.exact_span import ExactSpan
from checks.audit.reading.numbers import from_floats


def spanned(matrix, size):
    span = ExactSpan(matrix.shape[1])
    for start in range(0, len(matrix), size):
        span.add(matrix[start : start + size])
    return span.rank()


@settings(max_examples=40)
@given(st.integers(0, 2**32), st.integers(0, 5), st.sampled_from([np.float32, np.float64]), st.integers(0, 40))
def test_agrees_with_the_rank_of_the_whole_table(seed, rank, dtype, spread):
    rng = np.random.default_rng(seed)
    matrix = (rng.integers(-3, 4, (300, rank)) @ rng.integers(-3, 4, (rank, 5))).astype(dtype)
    matrix *= np.ldexp(1.0, rng.integers(-spread, spread + 1, (300, 1))).astype(dtype)
    whole = exact_rank(from_floats(matrix))
    streamed = spanned(matrix, 70)
    assert (streamed.rank, streamed.nullspace) == (whole.rank, whole.nullspace)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("last", [2.0**-20, 2.0**-120, 2.0**60])
def test_one_entry_at_the_end_counts(dtype, last):
    rng = np.random.default_rng(1)
    matrix = rng.standard_normal((5000, 6)).astype(dtype)
    matrix[:, 2] = matrix[:, 0] * 2
    assert spanned(matrix, 1000).nullspace == ((-2, 0, 1, 0, 0, 0),)
    matrix[4999, 2] += last
    expected = 6 if matrix[4999, 2] != 2 * matrix[4999, 0] else 5
    assert spanned(matrix, 1000).rank == expected == exact_rank(from_floats(matrix)).rank


def test_cancellation_beyond_a_double_is_not_taken_for_zero():
    matrix = np.zeros((2000, 3), dtype=np.float64)
    matrix[:, 0], matrix[:, 1] = 1.0, 1.0
    matrix[-1] = [2.0**60, 2.0**60, 2.0**-60]
    assert spanned(matrix, 500).rank == 2
    matrix = np.tile([1.0, -1.0, 0.0], (2000, 1))
    matrix[-1] = [2.0**60, 1.0, -(2.0**60)]
    assert spanned(matrix, 500).rank == 2


def test_two_new_directions_in_one_slice_both_count():
    matrix = np.tile(np.array([1.0, 0.0, 0.0, 0.0]), (40, 1))
    matrix[38], matrix[39] = [0, 1, 0, 0], [0, 0, 1, 0]
    assert spanned(matrix, 40).rank == 3


@pytest.mark.parametrize("one", [0, 1, 2])
def test_a_sum_that_doubles_cancel_is_looked_at_again(one):
    """The nullspace so far is (1, 1, 1): 2⁶⁰ + 1 − 2⁶⁰ is not 0, whatever is added first."""
    matrix = np.tile([[1.0, -1.0, 0.0], [0.0, 1.0, -1.0]], (200, 1))
    big, negative = (j for j in range(3) if j != one)
    matrix[-1, one], matrix[-1, big], matrix[-1, negative] = 1.0, 2.0**60, -(2.0**60)
    assert spanned(matrix, 100).rank == 3
