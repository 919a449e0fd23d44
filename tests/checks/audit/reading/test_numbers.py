from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from checks.audit.reading.numbers import from_decimals, from_floats, from_fractions

finite = st.floats(allow_nan=False, allow_infinity=False)
tables = st.integers(1, 3).flatmap(lambda k: st.lists(st.lists(finite, min_size=k, max_size=k), min_size=1, max_size=4))


def values(table):
    scales = table.scales()
    return [[int(m) * s for m, s in zip(row, scales, strict=True)] for row in table.integers()]


@given(tables)
def test_floats_keep_their_exact_value(rows):
    assert values(from_floats(np.array(rows))) == [[Fraction(v) for v in row] for row in rows]


@given(tables)
def test_residues_and_bits_belong_to_the_integers(rows):
    table = from_floats(np.array(rows))
    whole = table.integers()
    assert (table.residues(8388617) == np.array(whole % 8388617, dtype=np.int64)).all()
    assert all(abs(int(v)).bit_length() <= table.bits() for v in whole.ravel())


def test_decimals_are_read_as_decimals():
    table = from_decimals(np.array([[3833333333], [1]]), np.array([[-9], [-1]]))
    assert values(table) == [[Fraction("3.833333333")], [Fraction(1, 10)]]
    assert table.floats().tolist() == [[3.833333333], [0.1]]


def test_centred_rows_sum_to_exactly_zero():
    table = from_decimals(np.array([[1, 2, 4], [35, 0, 1]]), np.array([[0, 0, -1], [-1, 0, 0]])).centred()
    assert [sum(row) for row in values(table)] == [0, 0]
    assert values(table)[0] == [
        Fraction(1) - Fraction(17, 15),
        Fraction(2) - Fraction(17, 15),
        Fraction(2, 5) - Fraction(17, 15),
    ]


@given(st.lists(st.lists(st.fractions(max_denominator=50), min_size=2, max_size=2), min_size=1, max_size=3))
def test_fractions_keep_their_value(rows):
    assert values(from_fractions(np.array(rows, dtype=object))) == rows


def test_take_keeps_the_rows():
    table = from_floats(np.array([[1.0, 0.5], [3.0, 4.0]]))
    assert values(table.take(np.array([1]))) == [[3, 4]]
