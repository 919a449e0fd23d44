"""−B⁻¹C modulo powers of a prime: the congruence itself, in words and beyond."""

from __future__ import annotations

from itertools import pairwise
from math import prod

import pytest
from flint import fmpz, fmpz_mat
from hypothesis import given, settings
from hypothesis import strategies as st

from theory.exact.padic import PRIMES, Inverse

pytestmark = pytest.mark.slow


def holds(square: fmpz_mat, right: fmpz_mat, solution: fmpz_mat, modulus: fmpz) -> bool:
    return all(x % modulus == 0 for x in (square * solution + right).entries())


@settings(deadline=None, max_examples=150)
@given(st.data(), st.integers(1, 6), st.integers(1, 4), st.sampled_from((4, 19, 20, 21, 39, 40, 41, 55, 70, 200)))
def test_the_congruence(data: st.DataObject, size: int, width: int, bits: int) -> None:
    entries = st.integers(-(2**bits), 2**bits) | st.sampled_from((-(2**bits), 2**bits, -(2 ** (bits - 1)), 0))
    square = fmpz_mat(size, size, data.draw(st.lists(entries, min_size=size**2, max_size=size**2)))
    right = fmpz_mat(size, width, data.draw(st.lists(entries, min_size=size * width, max_size=size * width)))
    if square.det() == 0:
        square += fmpz_mat(size, size, [int(i == j) * 2 ** (bits + 3) * size for i in range(size) for j in range(size)])
    inverse = Inverse(square)
    lifting, other = inverse.lifting(right), inverse.lifting_of_transpose(right)
    for goal in (1, 100, 700):
        lifting.lift(goal)
        other.lift(goal)
        assert lifting.modulus.bit_length() >= goal
        assert holds(square, right, lifting.solution, lifting.modulus)
        assert holds(square.transpose(), right, other.solution, other.modulus)


@pytest.mark.parametrize("bits", [10, 27, 50, 140])
def test_long_sums_of_long_entries(bits: int) -> None:
    size = 200
    square = fmpz_mat(
        size,
        size,
        [2**bits if i == j else (-1) ** (i * j) * (2**bits - i - j) for i in range(size) for j in range(size)],
    )
    right = fmpz_mat(size, 1, [(-2) ** 61 - i for i in range(size)])
    lifting = Inverse(square).lifting(right)
    lifting.lift(400)
    assert holds(square, right, lifting.solution, lifting.modulus)


def test_the_modulus_is_a_power_of_the_step() -> None:
    lifting = Inverse(fmpz_mat([[1, 2], [3, 5]])).lifting(fmpz_mat([[1], [2**80]]))
    lifting.lift(300)
    power = fmpz(1)
    while power < lifting.modulus:
        power *= lifting.step
    assert power == lifting.modulus


def test_another_prime_where_one_divides_the_determinant() -> None:
    for prime, other in pairwise(PRIMES):
        square = fmpz_mat([[PRIMES[0], 0], [0, 1 if prime == PRIMES[0] else prime]])
        inverse = Inverse(square)
        assert inverse.prime == other
        lifting = inverse.lifting(fmpz_mat([[1], [2]]))
        lifting.lift(200)
        assert holds(square, fmpz_mat([[1], [2]]), lifting.solution, lifting.modulus)


def test_no_prime_is_left() -> None:
    with pytest.raises(ZeroDivisionError):
        Inverse(fmpz_mat([[prod(PRIMES)]]))
