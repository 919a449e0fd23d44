"""Delimited text as others write it."""

import gzip
import zipfile

import pytest

from checks.audit.reading import frames
from checks.audit.reading.text_files import delimiter_of, lines, read_text
from theory.errors import InputError


@pytest.fixture
def written(tmp_path):
    def write(text, name="t.csv"):
        path = tmp_path / name
        path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
        return str(path)

    return write


@pytest.mark.parametrize(
    ("header", "usual", "found"),
    [("a,b;c", ",", ","), ("a;b;c", ",", ";"), ("a\tb", ",", "\t"),
     ("a b c", ",", " "), ("a", "\t", "\t"), ("a|b", ",", "|")],
)  # fmt: skip
def test_the_delimiter_that_cuts_into_most_names(header, usual, found):
    assert delimiter_of(header, usual) == found


def test_decimal_commas_are_points_only_where_no_point_stands(written):
    assert read_text(written("u;x\na;1,5\nb;2,25\n")).columns["x"] == ["1.5", "2.25"]
    assert read_text(written("u;x\na;1,5\nb;2.25\n")).columns["x"] == ["1,5", "2.25"]


def test_a_first_column_without_a_name_is_an_index_and_a_mark_of_order_is_none(written):
    assert read_text(written("\ufeff,x\n0,1\n")).names == ("index", "x")


def test_a_header_without_the_index_and_columns_aligned_by_spaces(written):
    """As R writes tables, and as people print them."""
    table = read_text(written('"x" "y"\n"1" 0.5 2\n"7" 2 5\n', "t.dat"))
    assert table.names == ("index", "x", "y") and table.columns["index"] == ["1", "7"]
    table = read_text(written("  u   x    y  \n  a   1.5  2 \n\n", "t.dat"))
    assert table.names == ("u", "x", "y") and [table.columns[name] for name in "uxy"] == [["a"], ["1.5"], ["2"]]
    assert read_text(written("x\n")).rows == read_text(written("u,x\n")).rows == 0
    for text, line in (("u,x\na,1,\n", 2), ("u,x\na,1,2,3\n", 2), ("u,x\na,1\nb,1,2\n", 3), ("u,x\na,1,2\nb,1\n", 3)):
        with pytest.raises(InputError, match=f"line {line}: . cells where the header has"):
            read_text(written(text))


def test_blank_lines_at_the_end_are_nothing_and_between_rows_a_fault(written):
    for end in ("\n\n\n", "\n  \n", "\n,\n , \n"):
        assert read_text(written(f"u,x\na,1{end}")).rows == 1
    with pytest.raises(InputError, match=r"line 3.*blank"):
        read_text(written("u,x\na,1\n\nb,2\n"))
    with pytest.raises(InputError, match=r"line 3.*1 cells where the header has 2"):
        read_text(written("u,x\na,1\nb\n"))


def test_packed_files_are_read_as_what_is_in_them(written, tmp_path):
    assert list(lines(written(gzip.compress(b"u,x\na,1\n"), "t.csv.gz"))) == ["u,x\n", "a,1\n"]
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.writestr("a.csv", "u\n")
        archive.writestr("b.csv", "u\n")
    with pytest.raises(InputError, match="one file is needed, this one has 2"):
        list(lines(str(tmp_path / "two.zip")))


def test_there_are_limits(written, monkeypatch):
    monkeypatch.setattr(frames, "MAX_LINE", 10)
    with pytest.raises(InputError, match="longer than 10"):
        list(lines(written("x" * 20 + "\n")))
    monkeypatch.setattr(frames, "MAX_CHARACTERS", 12)
    with pytest.raises(InputError, match="more than 12 characters"):
        list(lines(written("abcdefg\nabcdefg\n")))
