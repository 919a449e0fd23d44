"""Which columns are coordinates, and what is said of the others."""

import pytest

from checks.audit.reading.coordinates import coordinates
from checks.audit.reading.frames import Frame
from theory.errors import InputError


def frame(**columns):
    return Frame("t.csv", tuple(columns), columns, text=True)


@pytest.mark.parametrize("name", ["weight", "Weights", "id", "ID", "rownum", "timestamp", "index"])
def test_a_column_that_only_looks_like_numbers_is_left_out_and_said(name):
    used, left = coordinates(frame(**{name: ["3", "1"], "price": ["1", "2"]}), set())
    assert used == ("price",)
    assert len(left) == 1 and name in left[0] and "--columns" in left[0]


def test_a_column_that_counts_the_rows_is_left_out_from_six_rows_on():
    for rows, expected in ((6, ("x",)), (5, ("n", "x"))):
        table = frame(n=[str(7 + i) for i in range(rows)], x=["1.5"] * rows)
        assert coordinates(table, set())[0] == expected


def test_columns_with_another_meaning_are_not_asked_about():
    assert coordinates(frame(user=["a"], id=["1"], x=["2"]), {"user", "id", None}) == (("x",), ())


def test_where_nothing_is_left_the_reason_is_given():
    with pytest.raises(InputError, match=r"no coordinates.*weight"):
        coordinates(frame(user=["a"], weight=["1"]), {"user"})
