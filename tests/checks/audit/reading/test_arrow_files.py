"""Tables from Parquet, Feather and Arrow."""

import pytest

from checks.audit.reading import frames
from checks.audit.reading.arrow_files import of_table, read_feather, read_parquet
from theory.errors import InputError

arrow = pytest.importorskip("pyarrow")


def test_numbers_stay_numbers_and_words_become_a_list():
    frame = of_table(arrow.table({"user": ["a", "b"], "x": [0.5, 1.5], "n": [1, 2]}), "t")
    assert list(frame.columns["user"]) == ["a", "b"]
    assert frame.columns["x"].dtype.kind == "f" and frame.columns["n"].dtype.kind == "i" and not frame.text


@pytest.mark.parametrize(
    ("columns", "why"),
    [({"x": [1.0, None]}, "row 1, column 'x': missing value"), ({"x": [[1.0], [2.0]]}, "column 'x' is nested")],
)
def test_what_is_missing_or_nested_is_named(columns, why):
    with pytest.raises(InputError, match=why):
        of_table(arrow.table(columns), "t")


@pytest.mark.parametrize(("read", "name"), [(read_parquet, "Parquet"), (read_feather, "Feather")])
def test_another_file_is_refused(read, name, tmp_path):
    path = tmp_path / "t"
    path.write_bytes(b"PAR1 but no more of it PAR1")
    with pytest.raises(InputError, match=f"not {name}"):
        read(str(path))


def test_a_large_parquet_file_is_refused_before_it_is_read(tmp_path, monkeypatch):
    from pyarrow import parquet

    parquet.write_table(arrow.table({"x": list(range(10))}), tmp_path / "t.parquet")
    monkeypatch.setattr(frames, "MAX_CELLS", 9)
    monkeypatch.setattr(parquet.ParquetFile, "read", lambda self: pytest.fail("read"))
    with pytest.raises(InputError, match="more than 9 cells"):
        read_parquet(str(tmp_path / "t.parquet"))
