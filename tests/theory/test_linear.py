"""Rank, independent rows and nullspaces against elimination on Fractions, and planted faults that must be caught."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import fmpz, fmpz_mat, nmod_mat
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from theory import kernel, lattice, shortening
from theory.instance import Vector
from theory.linear import dot, independent_rows, meets, nullspace, orthogonal_part, orthogonal_within, rank, within

SMALL = st.fractions(min_value=-10, max_value=10, max_denominator=10)
HUGE = st.builds(Fraction, st.integers(-(10**60), 10**60), st.integers(1, 10**60))


def eliminated(rows: list[Vector]) -> list[list[Fraction]]:
    """The nonzero rows of an echelon form, by the schoolbook."""
    left, done = [list(row) for row in rows], []
    for j in range(len(rows[0])):
        at = next((i for i, row in enumerate(left) if row[j]), None)
        if at is not None:
            head = left.pop(at)
            left = [[x - row[j] / head[j] * y for x, y in zip(row, head, strict=True)] for row in left]
            done.append(head)
    return done


@st.composite
def matrices(draw: st.DrawFn) -> list[Vector]:
    """Rows of any rank: combinations, repetitions, rows and columns of zeros, long and short entries."""
    size = draw(st.integers(1, 9))
    entries = draw(st.sampled_from((SMALL, SMALL, HUGE)))
    rows = draw(st.lists(st.tuples(*[entries] * size), max_size=6)) or [(Fraction(0),) * size]
    for _ in range(draw(st.integers(0, 4))):
        one, other = draw(st.sampled_from(rows)), draw(st.sampled_from(rows))
        weight = draw(st.sampled_from((Fraction(0), Fraction(1), Fraction(-7, 3))))
        rows.append(tuple(x * weight + y for x, y in zip(one, other, strict=True)))
    empty = draw(st.sets(st.integers(0, size - 1), max_size=2))
    return draw(st.permutations([tuple(Fraction(0) if j in empty else x for j, x in enumerate(row)) for row in rows]))


@pytest.fixture(params=[0, kernel.DIRECT], ids=["short", "reduced"])
def direct(request: pytest.FixtureRequest) -> object:
    """Both ways to propose a nullspace, whatever the size."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kernel, "DIRECT", request.param)
        yield request.param


@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=matrices())
def test_any_rank_against_elimination(direct: object, rows: list[Vector]) -> None:
    size, expected = len(rows[0]), len(eliminated(rows))
    basis, normals = [rows[i] for i in independent_rows(rows)], nullspace(rows, size)
    assert rank(rows) == len(basis) == len(eliminated(basis or [(Fraction(0),) * size])) == expected
    assert len(normals) == size - expected
    assert all(dot(row, v) == 0 for row in rows for v in normals)
    assert not normals or len(eliminated(normals)) == len(normals)
    assert all(x.denominator == 1 for v in normals for x in v)
    assert within(rows, basis)


@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=matrices(), chosen=st.sets(st.integers(0, 9)))
def test_what_is_orthogonal_within_a_span(direct: object, rows: list[Vector], chosen: set[int]) -> None:
    basis = [rows[i] for i in independent_rows(rows)]
    given_rows = [row for i, row in enumerate(rows) if i in chosen]
    found = orthogonal_within(given_rows, basis)
    inside = [rows[i] for i in independent_rows(given_rows)] if given_rows else []
    assert len(found) == len(basis) - len(inside)
    assert all(dot(row, v) == 0 for row in given_rows for v in found)
    assert not found or (within(found, basis) and len(eliminated(found)) == len(found))


def modest(height: int, width: int, spread: int = 2520, step: int = 1) -> fmpz_mat:
    """Entries without a pattern; multiples of ``step`` nine times in ten."""
    values = [pow(i + 3, 7, 65_537) % spread - spread // 2 for i in range(height * width)]
    return fmpz_mat(height, width, [x if i % 10 == 0 else x * step for i, x in enumerate(values)])


@pytest.mark.parametrize("ranks", [(41, 41, 90), (60, 70, 100), (80, 80, 81), (45, 120, 50), (64, 64, 64)])
def test_short_vectors_against_the_library(ranks: tuple[int, int, int]) -> None:
    inner, height, width = ranks
    matrix = modest(height, inner, 9) * modest(inner, width) if height > inner else modest(inner, width)
    found = kernel.solve(matrix)
    assert len(found.rows) == len(found.columns) == matrix.rank() == inner
    assert found.kernel.nrows() == found.kernel.rank() == width - inner
    assert (matrix * found.kernel.transpose()).is_zero()
    assert len(kernel.independent(matrix)) == inner == len(kernel.independent(matrix.transpose()))


def test_short_vectors_are_shorter() -> None:
    matrix = modest(50, 74)
    solution = kernel.solve(matrix).kernel
    longest = max(abs(x) for x in solution.entries()).bit_length()
    minor = abs(fmpz_mat([row[:50] for row in matrix.tolist()]).det()).bit_length()
    assert longest < minor / 8


def test_shared_among_processors_it_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    matrix = modest(41, 115)
    monkeypatch.setattr(shortening, "GROUP", 8)
    alone = kernel.solve(matrix).kernel
    monkeypatch.setattr(shortening, "SHARED", 0)
    shared = kernel.solve(matrix).kernel
    assert kernel.certified(matrix, 41, shared, kernel.PRIMES[0])
    assert shared == alone


def test_many_elementary_divisors() -> None:
    matrix = modest(45, 80, 9, step=7 * 8 * 9)
    assert 45 - nmod_mat(matrix, 7).rank() > lattice.SUMS
    assert kernel.solve(matrix).kernel.nrows() == 35


def test_a_prime_that_hides_a_rank_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    prime = kernel.PRIMES[0]
    rows = [(Fraction(prime), Fraction(1), Fraction(0)), (Fraction(2 * prime), Fraction(2 + prime), Fraction(0))]
    matrix = fmpz_mat([[int(x) for x in row] for row in rows])
    assert len(kernel.pivots(matrix, prime)[0]) == 1
    assert (rank(rows), nullspace(rows, 3)) == (2, [(0, 0, 1)])
    monkeypatch.setattr(kernel, "PRIMES", (prime,))
    with pytest.raises(ArithmeticError):
        kernel.solve(matrix)


def test_a_wrong_nullspace_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    matrix = modest(45, 50)
    right = kernel.short_kernel

    def wrong(square: fmpz_mat, rest: fmpz_mat) -> list[list[fmpz]] | None:
        vectors = right(square, rest)
        assert vectors is not None
        vectors[3][7] += 1
        return vectors

    kernel.solve(matrix)
    monkeypatch.setattr(kernel, "short_kernel", wrong)
    with pytest.raises(ArithmeticError):
        kernel.solve(matrix)


def test_the_certificate_needs_every_part() -> None:
    matrix, prime = modest(6, 9), kernel.PRIMES[0]
    vectors = kernel.solve(matrix).kernel.tolist()
    assert kernel.certified(matrix, 6, fmpz_mat(vectors), prime)
    assert not kernel.certified(matrix, 5, fmpz_mat(vectors), prime)
    assert not kernel.certified(matrix, 6, fmpz_mat(vectors[:2]), prime)
    assert not kernel.certified(matrix, 6, fmpz_mat([*vectors[:2], vectors[0]]), prime)
    assert not kernel.certified(matrix, 6, fmpz_mat([*vectors[:2], [x + 1 for x in vectors[2]]]), prime)


def test_where_nothing_is_short_the_solution_is_reduced(monkeypatch: pytest.MonkeyPatch) -> None:
    matrix = modest(45, 50)
    expected = kernel.solve(matrix).kernel
    monkeypatch.setattr(kernel, "short_kernel", lambda square, right: None)
    found = kernel.solve(matrix).kernel
    assert found != expected
    assert fmpz_mat(expected.tolist() + found.tolist()).rank() == 5


def test_a_determinant_that_no_prime_can_be_lifted_from() -> None:
    size, prime = 45, kernel.PRIMES[0]
    diagonal = [prime, *[1] * (size - 1)]
    matrix = fmpz_mat([[diagonal[i] if i == j else int(j == size) for j in range(size + 1)] for i in range(size)])
    assert kernel.solve(matrix).kernel.tolist() == [[-1, *[-prime] * (size - 1), prime]]


def test_exact_rank_where_floating_point_is_blind() -> None:
    tiny = Fraction(1, 10**40)
    rows = [(Fraction(1), Fraction(1)), (Fraction(1), 1 + tiny)]
    assert rank(rows) == 2
    assert nullspace(rows[:1], 2) == [(Fraction(-1), Fraction(1))]
    assert dot(orthogonal_part(rows[:1], rows[1]), rows[0]) == 0
    assert meets(rows, nullspace(rows[:1], 2)) == [False, True]
