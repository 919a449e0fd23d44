"""How far stored numbers may be from the numbers meant."""

import numpy as np
import pytest

from checks.audit.reading.frames import Frame
from checks.audit.reading.numbers import from_decimals
from checks.audit.reading.rounding import computed, moved, of_decimals, of_floats, unit_of


@pytest.mark.parametrize("values", [np.array([[1.0, -3.0], [0.0, 1e15]]), np.array([[1, 2]])])
def test_whole_numbers_are_exact(values):
    assert of_floats(values) is None


def test_floats_are_off_by_a_last_place_of_the_row_and_zero_columns_are_not():
    bound = of_floats(np.array([[0.5, 0.0, 3.0], [0.25, 0.0, 1.0]]))
    assert (bound[:, [0, 2]] > 0).all() and (bound[:, 1] == 0).all()
    assert bound.max() < 1e-14


def test_the_coarsest_format_that_holds_every_number_counts():
    rng = np.random.default_rng(0)
    double = rng.standard_normal((20, 3))
    single = double.astype(np.float32)
    brain = (single.view(np.uint32) & np.uint32(0xFFFF0000)).view(np.float32)
    units = [unit_of(values) for values in (double, single.astype(float), brain, double.astype(np.float16))]
    assert units == [2.0**-53, 2.0**-24, 2.0**-8, 2.0**-11]


def test_few_numbers_do_not_show_a_format():
    assert unit_of(np.array([[0.5, 0.25]])) == 2.0**-53


def test_printed_decimals_are_off_by_half_of_the_last_place_printed():
    printed = Frame("t.csv", ("x", "y"), {"x": ["0.5", "0.25"], "y": ["12", "-7"]}, text=True)
    values, exact = printed.numbers(("x", "y"))
    assert of_decimals(exact, values).tolist() == [[0.005, 0.0], [0.005, 0.0]]
    values, exact = printed.numbers(("y",))
    assert of_decimals(exact, values) is None


def test_what_moves_is_at_least_what_was_rounded():
    table, rounding = np.ones((3, 2)), np.full((3, 2), 0.5)
    assert moved(table, None) is None
    assert moved(table, rounding) >= np.linalg.norm(rounding)


def test_sums_over_a_row_by_hand():
    """Columns of size 3 and √8; the largest entry of the first row is √2 of its size, of the second 1."""
    root = np.sqrt(2)
    expected = np.array([[root * 3, 4.0], [3.0, 2 * root]])
    assert computed(np.array([[3.0, 4.0], [-3.0, 0.0]]), 0.5) == pytest.approx(expected, rel=1e-12)
    assert computed(np.array([[1.0, 0.0]]), 0.5).tolist() == [[1.0, 0.0]]


def test_a_long_decimal_is_a_printed_float():
    table = from_decimals(np.array([[333333333333333, 5]]), np.array([[-15, -1]]))
    bound = of_decimals(table, table.floats())
    assert (bound >= 2 * 2.0**-53 * np.abs(table.floats())).all() and bound[0, 1] == 0.05


@pytest.mark.parametrize("kind", [np.float16, np.float32, np.float64])
def test_floats_so_large_that_they_are_whole_numbers_are_rounded(kind):
    largest = 2 / np.finfo(kind).eps
    assert of_floats(np.array([[largest, 1.0]], dtype=kind)) is None
    found = of_floats(np.array([[2 * largest, 1.0]], dtype=kind))
    assert found is not None and found[0, 0] >= largest * float(np.finfo(kind).eps)


def test_whole_numbers_of_many_digits_are_exact_and_powers_of_ten_of_a_float_are_not():
    for cells, exact in ((["12345678901234567890", "3"], True), (["1e3", "2e5"], True), (["1.25e30", "3e20"], False)):
        values, given = Frame("t.csv", ("x",), {"x": cells}, text=True).numbers(("x",))
        assert (of_decimals(given, values) is None) == exact


def test_no_float_is_rounded_less_than_double_precision():
    assert unit_of(np.array([[0.1]], dtype=np.longdouble)) == 2.0**-53
