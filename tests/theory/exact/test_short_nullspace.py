"""Nullspaces in short vectors: how short, and the same however they are shared."""

from __future__ import annotations

import pytest
from flint import fmpz, fmpz_mat, nmod_mat

from tests.theory.matrices import modest
from theory.exact import integer_nullspace, lattice, short_nullspace


def test_short_vectors_are_shorter() -> None:
    matrix = modest(50, 74)
    solution = integer_nullspace.solve(matrix).nullspace
    longest = max(abs(x) for x in solution.entries()).bit_length()
    minor = abs(fmpz_mat([row[:50] for row in matrix.tolist()]).det()).bit_length()
    assert longest < minor / 8


def test_shared_among_processors_it_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    matrix = modest(41, 115)
    monkeypatch.setattr(short_nullspace, "GROUP", 8)
    alone = integer_nullspace.solve(matrix).nullspace
    monkeypatch.setattr(short_nullspace, "SHARED", 0)
    shared = integer_nullspace.solve(matrix).nullspace
    assert integer_nullspace.certified(matrix, 41, shared, integer_nullspace.PRIMES[0])
    assert shared == alone


def test_many_elementary_divisors() -> None:
    matrix = modest(45, 80, 9, step=7 * 8 * 9)
    assert 45 - nmod_mat(matrix, 7).rank() > lattice.SUMS
    assert integer_nullspace.solve(matrix).nullspace.nrows() == 35


def test_more_rows_than_sums_are_exact_for_are_left_to_others(monkeypatch: pytest.MonkeyPatch) -> None:
    matrix = modest(41, 44)
    short = integer_nullspace.solve(matrix).nullspace
    monkeypatch.setattr(short_nullspace, "ROWS", 41)
    assert short_nullspace.short_kernel(modest(41, 41), modest(41, 3)) is None
    reduced = integer_nullspace.solve(matrix).nullspace
    assert max(abs(x) for x in short.entries()) < max(abs(x) for x in reduced.entries())
    assert fmpz_mat(short.tolist() + reduced.tolist()).rank() == 3


def test_a_volume_that_was_too_small_grows(monkeypatch: pytest.MonkeyPatch) -> None:
    matrix = modest(41, 60)
    expected = integer_nullspace.solve(matrix).nullspace
    monkeypatch.setattr(short_nullspace, "_volume", lambda rows: 300)
    monkeypatch.setattr(short_nullspace, "GROWTH", (3, 2))
    tried: list[int] = []
    short = short_nullspace.short

    def watched(images: lattice.Images, right: fmpz_mat, volume: int, reach: fmpz) -> object:
        tried.append(volume)
        return short(images, right, volume, reach)

    monkeypatch.setattr(short_nullspace, "short", watched)
    found = integer_nullspace.solve(matrix).nullspace
    assert tried[0] == 300 < tried[-1]
    assert fmpz_mat(expected.tolist() + found.tolist()).rank() == 19
