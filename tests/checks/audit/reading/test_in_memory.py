"""Tables that are already in memory."""

import numpy as np
import pytest

from checks.audit.reading.in_memory import array_of, frame_of
from theory.errors import InputError

COLUMNS = {"user": ["ann", "bob"], "x": [0.5, 1.5]}


def table(kind):
    if kind == "dict":
        return COLUMNS
    library = pytest.importorskip({"pandas": "pandas", "polars": "polars"}.get(kind, "pyarrow"))
    if kind == "batch":
        return library.record_batch(COLUMNS)
    return library.table(COLUMNS) if kind == "arrow" else library.DataFrame(COLUMNS)


@pytest.mark.parametrize("kind", ["dict", "pandas", "polars", "arrow", "batch"])
def test_every_kind_of_table_is_the_same_frame(kind):
    found = frame_of(table(kind))
    assert found.names == ("user", "x") and not found.text
    assert list(map(str, found.columns["user"])) == ["ann", "bob"] and list(found.columns["x"]) == [0.5, 1.5]


def test_columns_of_different_lengths_and_other_things_are_refused():
    with pytest.raises(InputError, match="different lengths"):
        frame_of({"x": [1], "y": [1, 2]})
    with pytest.raises(InputError, match="a set: a file, or a pandas"):
        frame_of({1, 2})


def test_columns_of_a_data_frame_with_the_same_name_are_refused():
    pandas = pytest.importorskip("pandas")
    for names in (["x", "x"], [0, "0"]):
        with pytest.raises(InputError, match="twice"):
            frame_of(pandas.DataFrame([[1, 2]], columns=names))


@pytest.mark.filterwarnings("error")
def test_a_table_that_is_not_collected_is_refused_in_one_line():
    polars = pytest.importorskip("polars")
    with pytest.raises(InputError, match="a LazyFrame: a file, or a pandas"):
        frame_of(polars.DataFrame(COLUMNS).lazy())


def test_arrays_have_no_names():
    assert array_of([[1, 2], [3, 4]]).tolist() == [[1, 2], [3, 4]]
    assert array_of(np.ones((2, 2))) is not None and array_of(COLUMNS) is None
    assert array_of(np.ma.masked_invalid([[1.0, 2.0]])) is not None
    with pytest.raises(InputError, match="masked values are missing"):
        array_of(np.ma.masked_invalid([[1.0, np.nan]]))
    for bad, why in (([[1], [1, 2]], "different lengths"), ([["a"]], "numbers are needed")):
        with pytest.raises(InputError, match=why):
            array_of(bad)
