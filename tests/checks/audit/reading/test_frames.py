import gzip

import numpy as np
import pytest

from checks.audit.reading import frames
from checks.audit.reading.table_files import read_frame
from checks.audit.reading.tables import read_heads
from tests.checks.audit.refusals import refused
from theory.errors import InputError


def test_csv_is_read_exactly(write):
    frame = read_frame(write("h.csv", "user,a,b\nann,0.1,-2e3\nbob,+7,.5\n"))
    values, exact = frame.numbers(("a", "b"))
    assert values.tolist() == [[0.1, -2000.0], [7.0, 0.5]]
    assert exact.integers().tolist() == [[1, -20000], [70, 5]]
    assert frame.labels("user") == ("ann", "bob")


def test_the_first_cell_that_is_wrong_is_named_row_by_row(write):
    refused(lambda p: read_frame(p).numbers(("a", "b")), write("h.csv", "a,b\n1,2\n3,x\ny,4\n"), "line 3, column 'b'")


@pytest.mark.parametrize("cell", ["+7", " 7 ", "7.", "07.00", "70e-1", ".7E+1"])
def test_a_number_is_written_in_many_ways(write, cell):
    values, exact = read_frame(write("h.csv", f"a\n{cell}\n7\n")).numbers(("a",))
    assert values.tolist() == [[7], [7]] and exact.integers()[0, 0] == exact.integers()[1, 0]


def test_gzip_and_tabs(tmp_path):
    path = tmp_path / "h.tsv.gz"
    path.write_bytes(gzip.compress(b"a\tb\n1\t2\n"))
    assert read_frame(path).numbers(("a", "b"))[0].tolist() == [[1, 2]]


@pytest.mark.parametrize(
    ("cell", "word"),
    [
        ("", "missing"),
        ("NaN", "finite"),
        ("inf", "finite"),
        ("1/2", "finite"),
        ("0x10", "finite"),
        ("1e999999", "exponent"),
        ("1e-301", "exponent"),
        ("9" * 61, "longer"),
        ("1_0", "finite"),
        ("--1", "finite"),
        ("1e", "finite"),
        ("1e+-3", "finite"),
        ("1.-5", "finite"),
        ("١", "finite"),
        (".", "finite"),
        ("1e5e5", "finite"),
        ("1+1", "finite"),
        ("a\x07b", "finite"),
    ],
)
def test_what_is_not_a_number_is_named_with_its_cell(write, cell, word):
    path = write("h.csv", f"user,a\nann,1\nbob,{cell}\n")
    refused(lambda p: read_frame(p).numbers(("a",)), path, "line 3", "'a'", word)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ("", "empty"),
        ("a,b\n1\n", "line 2"),
        ("a,a\n1,2\n", "twice"),
        ("a,\n1,2\n", "column name"),
        (b"a\n\xff\n", "decode"),
        ('a\n"1', "end"),
        ("a\x00b\n1\n", "column name"),
        ("a\n" + "1" * (1 << 20), "longer"),
        (b"\x1f\x8b\x08", "decode"),
    ],
)
def test_broken_text_tables(write, content, word):
    refused(read_frame, write("h.csv", content), word)


def test_broken_gzip_and_unknown_kinds(write, tmp_path):
    refused(read_frame, write("h.csv.gz", b"\x1f\x8b\x08\x00broken"), "cannot be read")
    refused(read_frame, write("h.csv.gz", b"plain text"), "gzip")
    refused(read_frame, write("h.pickle", b""), "named columns")
    refused(read_frame, tmp_path / "none.csv", "No such file")
    refused(read_frame, write("h.parquet", b"PAR1broken"), "")


def test_too_many_cells(write, monkeypatch):
    monkeypatch.setattr(frames, "MAX_TEXT_CELLS", 3)
    refused(read_frame, write("h.csv", "a,b\n1,2\n3,4\n"), "more than 3 cells")


@pytest.mark.parametrize(
    ("limit", "most", "content", "words"),
    [
        ("MAX_LINE", 4, "a\n11111\n", "a line longer than 4 characters"),
        ("MAX_CHARACTERS", 4, "a\n11\n1\n", "more than 4 characters"),
        ("MAX_TEXT_CELLS", 1, "a\n1\n1\n", "more than 1 cells"),
    ],
)
def test_text_tables_stop_at_a_stated_limit(write, monkeypatch, limit, most, content, words):
    monkeypatch.setattr(frames, limit, most)
    refused(read_frame, write("h.csv", content), words)


def test_names_that_a_terminal_would_obey_are_refused(write):
    path = write("h.csv", "user,a\n\x1b[2Jann,1\n")
    refused(lambda p: read_frame(p).labels("user"), path, "line 2", "printable", "x1b")


def test_parquet_stops_at_a_stated_limit(tmp_path, monkeypatch):
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = tmp_path / "h.parquet"
    pq.write_table(pa.table({"user": ["a" * 1000] * 1000, "x": [1.0] * 1000}), path)
    assert read_frame(path).rows == 1000
    for limit, words in {
        "MAX_CHARACTERS": "characters in a column",
        "MAX_TEXT_CELLS": "texts in a column",
        "MAX_CELLS": "cells",
        "MAX_BYTES": "bytes, unpacked",
    }.items():
        with monkeypatch.context() as patch:
            patch.setattr(frames, limit, 999)
            refused(read_frame, path, f"more than 999 {words}")
    pq.write_table(pa.table({"x": [[1.0], [2.0]]}), path)
    refused(read_frame, path, "nested")


def test_parquet(tmp_path):
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.table({"user": ["a", "b"], "x": [1.5, 2.0], "n": [1, 2]}), tmp_path / "h.parquet")
    frame = read_frame(tmp_path / "h.parquet")
    assert frame.numbers(("x", "n"))[0].tolist() == [[1.5, 1], [2, 2]]
    refused(lambda p: read_frame(p).numbers(("user",)), tmp_path / "h.parquet", "row 0", "not a number")
    pq.write_table(pa.table({"x": [1.5, None]}), tmp_path / "m.parquet")
    refused(read_frame, tmp_path / "m.parquet", "row 1", "missing")
    pq.write_table(pa.table({"x": [1.5, float("nan")]}), tmp_path / "n.parquet")
    refused(lambda p: read_frame(p).numbers(("x",)), tmp_path / "n.parquet", "row 1", "finite")


def test_a_missing_library_is_one_line(monkeypatch):
    def none(name):
        raise ImportError(name)

    monkeypatch.setattr("importlib.import_module", none)
    with pytest.raises(InputError, match=r"needs pyarrow: pip install 'user-diversity\[audit\]'"):
        frames.extra("pyarrow.parquet", "h.parquet")


@pytest.mark.parametrize("number", ["1e61", "-1e200", "1e-61"])
def test_sizes_beyond_the_floats_are_refused_with_the_limit(write, number):
    refused(lambda p: read_frame(p).numbers(("a",)), write("h.csv", f"a\n{number}\n"), "1e+60")


def test_a_name_of_blanks_is_none(write):
    refused(lambda p: read_frame(p).labels("user"), write("h.csv", 'user,a\n"  ",1\n'), "expected a name", "line 2")


def test_integers_beyond_the_floats_are_refused():
    """2⁵³ + 1 is no float64."""
    most = frames.Frame("t", ("a",), {"a": np.array([2**53, -(2**53)])}, text=False)
    assert most.numbers(("a",))[0].ravel().tolist() == [2.0**53, -(2.0**53)]
    for beyond in (2**53 + 1, -(2**53) - 1):
        with pytest.raises(InputError, match="beyond 2"):
            frames.Frame("t", ("a",), {"a": np.array([1, beyond])}, text=False).numbers(("a",))


def test_a_missing_value_of_a_record_is_an_empty_cell(write):
    frame = read_frame(write("r.jsonl", '{"a": null, "b": [1, null]}\n{"a": 2}\n'))
    assert frame.columns == {"a": ["", "2"], "b.0": ["1", ""], "b.1": ["", ""]}


def test_a_column_asked_for_twice_is_refused(write):
    refused(lambda p: read_frame(p).numbers(("x", "y", "x")), write("t.csv", "x,y\n1,2\n"), "'x' is asked for twice")


def test_cells_in_memory_may_be_of_several_kinds():
    """Whole numbers, decimals and words for numbers in one column; what is none of these is named with its row."""
    from decimal import Decimal

    def read(*cells):
        return frames.Frame("t", ("x",), {"x": list(cells)}, text=False).numbers(("x",))[0].ravel().tolist()

    assert read(1, Decimal("2.5"), "yes", "FALSE", True, np.float32(0.5)) == [1, 2.5, 1, 0, 1, 0.5]
    for cell, word in (
        (None, "missing value"),
        (1j, "not a number: '1j'"),
        ("7", "not a number: '7'"),
        (float("nan"), "not a finite number"),
    ):
        with pytest.raises(InputError, match=f"t: row 1, column 'x': {word}"):
            read(1, cell)


def test_sizes_are_named_by_line_in_text(write):
    refused(lambda p: read_frame(p).numbers(("x",)), write("t.csv", "x\n1\n1e61\n"), "line 3, column 'x'")


def test_people_without_a_name_are_not_one_user():
    """What data frames write for a missing value; the text "nan" is a name."""
    pandas = pytest.importorskip("pandas")
    for cell in (None, float("nan"), pandas.NA, pandas.NaT, "", " "):
        with pytest.raises(InputError, match=r"t: row 1, column 'user': expected a name .* got"):
            frames.Frame("t", ("user",), {"user": ["ann", cell]}, text=False).labels("user")
    assert frames.Frame("t", ("user",), {"user": ["nan"]}, text=False).labels("user") == ("nan",)


@pytest.mark.filterwarnings("error")
def test_complex_and_infinite_numbers_are_refused_without_a_warning():
    for cells in (np.array([1.0, 2j] * 4), [1.0, np.inf] * 4):
        with pytest.raises(InputError, match=r"row [01], column 'x'"):
            read_heads({"user": list(range(8)), "x": cells})
