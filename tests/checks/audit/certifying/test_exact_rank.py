from fractions import Fraction

import flint
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.audit.certifying.exact_rank import BLOCK, FIRST_PRIME, annihilated, exact_rank, primes, times
from checks.audit.reading.numbers import from_decimals, from_floats

small = st.integers(-3, 3)


def by_flint(table):
    rows, columns = table.shape
    return flint.fmpz_mat(rows, columns, [int(v) for v in table.integers().ravel()]).rank()


@given(st.integers(1, 5).flatmap(lambda k: st.lists(st.lists(small, min_size=k, max_size=k), min_size=1, max_size=8)))
def test_rank_agrees_with_flint_and_the_kernel_is_one(rows):
    matrix = np.array(rows, dtype=float)
    rank = exact_rank(from_floats(matrix))
    assert rank.rank == by_flint(from_floats(matrix))
    assert len(rank.nullspace) == rank.columns - rank.rank
    for vector in rank.nullspace:
        assert all(sum(Fraction(a) * b for a, b in zip(row, vector, strict=True)) == 0 for row in rows)
    assert exact_rank(from_floats(matrix[list(rank.pivots)].reshape(-1, matrix.shape[1]))).rank == rank.rank


@settings(max_examples=30)
@given(st.integers(0, 2**32), st.integers(1, 6), st.integers(6, 9))
def test_planted_dependence_among_wild_scales(seed, rank, size):
    rng = np.random.default_rng(seed)
    matrix = rng.integers(-99, 99, (40, rank)) @ rng.integers(-99, 99, (rank, size))
    scaled = matrix * np.ldexp(1.0, rng.integers(-300, 300, size))
    assert exact_rank(from_floats(scaled)).rank == by_flint(from_floats(matrix.astype(float)))


def test_one_last_bit_makes_the_difference_that_no_tolerance_sees():
    matrix = np.outer(np.arange(1.0, 6.0), [1.0, 2.0, 4.0])
    assert exact_rank(from_floats(matrix)).rank == 1
    matrix[3, 1] = np.nextafter(matrix[3, 1], np.inf)
    assert exact_rank(from_floats(matrix)).rank == 2
    assert np.linalg.matrix_rank(matrix) == 1


def test_decimals_are_dependent_where_their_floats_are_not():
    decimals = from_decimals(np.array([[1, 3], [3, 9]]), np.array([[-1, -1], [-1, -1]]))
    assert exact_rank(decimals).rank == 1
    assert exact_rank(from_floats(decimals.floats())).rank == 2


def test_a_multiple_of_the_prime_is_not_zero():
    matrix = np.diag([1.0, float((1 << 22) + 15)])
    assert exact_rank(from_floats(matrix)).rank == 2


def test_empty_and_zero_tables():
    assert exact_rank(from_floats(np.zeros((0, 2)))).rank == 0
    assert exact_rank(from_floats(np.zeros((3, 2)))).nullspace == ((1, 0), (0, 1))


def test_annihilated_sees_a_single_row():
    matrix = np.zeros((200_000, 2))
    assert annihilated(from_floats(matrix), ((0, 1),))
    matrix[-1, 1] = 2.0**-1000
    assert not annihilated(from_floats(matrix), ((0, 1),))


def test_helpers():
    left, right = np.full((1, 600), 4194304), np.full((600, 1), 4194300)
    assert times(left, right, 4194319)[0, 0] == 600 * 4194304 * 4194300 % 4194319


@pytest.mark.parametrize("rows", [1, 3])
def test_fewer_rows_than_columns(rows):
    rank = exact_rank(from_floats(np.arange(1.0, 1 + 5 * rows).reshape(rows, 5)))
    assert (rank.rank, rank.full) == (min(rows, 2), False)


def test_a_product_that_one_prime_divides_is_not_zero():
    prime = next(primes(FIRST_PRIME + (1 << 20)))
    assert not annihilated(from_decimals(np.array([[prime, 1]]), np.array([[0, 0]])), ((1, 0),))
    assert annihilated(from_decimals(np.array([[prime, 1]]), np.array([[0, 0]])), ((1, -prime),))


def test_a_later_block_in_other_units_keeps_its_units():
    """(1, 2) alone in its block has the mantissas of (1, 1)."""
    matrix = np.ones((BLOCK + 1, 2))
    matrix[-1, 1] = 2.0
    assert exact_rank(from_floats(matrix)).rank == 2
    assert not annihilated(from_floats(matrix), ((-1, 1),))
