"""Short vectors of one group of columns, and when there are none."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flint import fmpz, fmpz_mat

from tests.theory.matrices import modest
from theory.exact import lattice
from theory.exact.lattice import APART, SUMS, Images, bits, reduced, short
from theory.exact.padic import Inverse, Lifting


def parts(size: int, width: int) -> tuple[fmpz_mat, fmpz_mat, fmpz]:
    """An invertible matrix, columns beside it, and how far they reach."""
    rows = modest(size, size + width).tolist()
    square, right = fmpz_mat([row[:size] for row in rows]), fmpz_mat([row[size:] for row in rows])
    return square, right, 2 * (size + width) * max(map(abs, (*square.entries(), *right.entries())))


def test_sums_are_sums_of_the_terms() -> None:
    square, right, _ = parts(12, 5)
    images = Images(square)
    terms = images.terms(right)
    terms.lift(300)
    for start in (0, SUMS):
        sums, modulus = images.sums(right, start, 200)
        common = modulus if terms.modulus % modulus == 0 else terms.modulus
        assert common.bit_length() >= 200
        expected = terms.solution.transpose() * lattice.weights(12, start)
        assert all((x - y) % common == 0 for x, y in zip(sums.entries(), expected.entries(), strict=True))


def test_vectors_of_the_expected_volume_are_found_and_smaller_ones_are_not_imagined() -> None:
    square, right, reach = parts(30, 9)
    volume = abs(square.det()).bit_length()
    found = short(Images(square), right, volume, reach)
    assert found is not None
    y, z = fmpz_mat([one for one, _ in found]), fmpz_mat([other for _, other in found])
    assert (square * y.transpose() + right * z.transpose()).is_zero()
    assert z.rank() == 9
    assert bits(z) < volume + 9 * 16
    assert short(Images(square), right, volume // 2, reach) is None


def test_nothing_stands_apart_by_chance() -> None:
    size, modulus = 6, fmpz(2) ** 61 - 1
    sums = fmpz_mat(size, SUMS, [pow(i + 5, 23, int(modulus)) for i in range(size * SUMS)])
    one = fmpz_mat([[int(i == j) for j in range(size)] for i in range(size)])
    assert reduced(one, sums, modulus) is None


def test_terms_are_lifted_as_far_as_vectors_are_long(monkeypatch: pytest.MonkeyPatch) -> None:
    square, right, reach = parts(40, 20)
    reached: list[Lifting] = []

    def watched(start: Callable[[Inverse, fmpz_mat], Lifting]) -> Callable[[Inverse, fmpz_mat], Lifting]:
        def starting(inverse: Inverse, chosen: fmpz_mat) -> Lifting:
            reached.append(start(inverse, chosen))
            return reached[-1]

        return starting

    for name in ("lifting", "lifting_of_transpose"):
        monkeypatch.setattr(Inverse, name, watched(getattr(Inverse, name)))
    volume = abs(square.det()).bit_length()
    assert short(Images(square), right, volume, reach) is not None
    terms, sums = reached
    assert sums.modulus.bit_length() >= volume // SUMS + volume // 20
    assert terms.modulus.bit_length() < volume // 20 + 2 * (reach.bit_length() + APART + sums.step.bit_length())


def test_the_modulus_is_no_longer_than_asked() -> None:
    square, right, _ = parts(12, 5)
    images = Images(square)
    long = images.sums(right, 0, 900)[1]
    assert images.sums(right, 0, 100)[1] == Images(square).sums(right, 0, 100)[1] < long
