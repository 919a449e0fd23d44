"""−B⁻¹C modulo powers of a prime: the congruence itself, in words and beyond."""

from __future__ import annotations

import pytest
from flint import fmpz, fmpz_mat
from hypothesis import given, settings
from hypothesis import strategies as st

from theory.lifting import NARROW, Inverse, LongLifting, WordLifting


def holds(square: fmpz_mat, right: fmpz_mat, solution: fmpz_mat, modulus: fmpz) -> bool:
    return all(x % modulus == 0 for x in (square * solution + right).entries())


@settings(deadline=None, max_examples=150)
@given(st.data(), st.integers(1, 6), st.integers(1, 4), st.sampled_from((4, 19, 20, 21, 39, 40, 41, 55, 70, 200)))
def test_the_congruence(data: st.DataObject, size: int, width: int, bits: int) -> None:
    entries = st.integers(-(2**bits), 2**bits)
    square = fmpz_mat(size, size, data.draw(st.lists(entries, min_size=size**2, max_size=size**2)))
    right = fmpz_mat(size, width, data.draw(st.lists(entries, min_size=size * width, max_size=size * width)))
    if square.det() == 0:
        square += fmpz_mat(size, size, [int(i == j) * 2 ** (bits + 3) * size for i in range(size) for j in range(size)])
    lifting = Inverse(square).lifting(right)
    for goal in (1, 100, 700):
        lifting.lift(goal)
        assert lifting.modulus.bit_length() >= goal
        assert holds(square, right, lifting.solution, lifting.modulus)


@pytest.mark.parametrize("bits", [10, 27, 50])
def test_words_hold_the_longest_entries_they_accept(bits: int) -> None:
    size = 200
    square = fmpz_mat(
        size,
        size,
        [2**bits if i == j else (-1) ** (i * j) * (2**bits - i - j) for i in range(size) for j in range(size)],
    )
    right = fmpz_mat(size, 1, [2**61 - i for i in range(size)])
    lifting = Inverse(square).lifting(right)
    assert isinstance(lifting, WordLifting)
    lifting.lift(400)
    assert holds(square, right, lifting.solution, lifting.modulus)


def test_what_words_do_not_hold_is_lifted_all_the_same() -> None:
    one, huge = fmpz_mat([[1, 2], [3, 5]]), fmpz_mat([[2**70, 1], [3, 2**80]])
    for square, right in (
        (huge, one),
        (one, huge),
        (fmpz_mat([[NARROW, 0], [0, 1]]), one),
    ):
        lifting = Inverse(square).lifting(right)
        assert isinstance(lifting, LongLifting)
        lifting.lift(300)
        assert holds(square, right, lifting.solution, lifting.modulus)
