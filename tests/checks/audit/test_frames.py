import gzip
import io
import zipfile

import numpy as np
import pytest

from checks.audit import frames
from checks.audit.frames import read_arrays, read_frame
from theory.errors import InputError


def refused(read, path, *words):
    with pytest.raises(InputError) as error:
        read(path)
    text = str(error.value)
    assert "\n" not in text
    assert str(path) in text
    for word in words:
        assert word in text, text


@pytest.fixture
def write(tmp_path):
    def write(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def test_csv_is_read_exactly(write):
    frame = read_frame(write("h.csv", "user,a,b\nann,0.1,-2e3\nbob,+7,.5\n"))
    values, exact = frame.numbers(("a", "b"))
    assert values.tolist() == [[0.1, -2000.0], [7.0, 0.5]]
    assert exact.integers().tolist() == [[1, -20000], [70, 5]]
    assert frame.labels("user") == ("ann", "bob")


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
    refused(read_arrays, write("h.txt", b""), "unknown kind")
    refused(read_frame, tmp_path / "none.csv", "No such file")
    refused(read_frame, write("h.parquet", b"PAR1broken"), "")
    refused(read_arrays, write("h.safetensors", b"broken"), "safetensors")


def test_too_many_cells(write, monkeypatch):
    monkeypatch.setattr(frames, "MAX_CELLS", 3)
    refused(read_frame, write("h.csv", "a,b\n1,2\n3,4\n"), "more than 3 cells")


def test_no_pickle_is_ever_loaded(tmp_path):
    class Bomb:
        def __reduce__(self):
            return (pytest.fail, ("a pickle was loaded",))

    np.save(tmp_path / "h.npy", np.array([Bomb()], dtype=object), allow_pickle=True)
    refused(read_arrays, tmp_path / "h.npy", "plain numbers")
    np.savez(tmp_path / "h.npz", heads=np.array([Bomb()], dtype=object))
    refused(read_arrays, tmp_path / "h.npz", "plain numbers")


def npy(header, version=b"\x01\x00", body=b""):
    text = header.encode()
    return b"\x93NUMPY" + version + len(text).to_bytes(2, "little") + text + body


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x93NUMPY",
        npy("{'descr': '<f8', 'fortran_order': False, 'shape': (10**9,)}"),
        npy("__import__('os')"),
        npy("{'descr': '<f8', 'fortran_order': False, 'shape': (1000000000000, 64)}"),
        npy("{'descr': '|O', 'shape': ()}"),
        npy("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 2)}", body=b"\0" * 31),
        npy("{", version=b"\x09\x00"),
        npy("{'descr': '<c16', 'fortran_order': False, 'shape': (1, 1)}", body=b"\0" * 16),
        npy("{'descr': '<f8', 'fortran_order': False, 'shape': (-1, 4)}", body=b"\0" * 64),
    ],
)
def test_broken_npy(write, content):
    refused(read_arrays, write("h.npy", content))


def test_npz_with_a_false_header(tmp_path):
    with zipfile.ZipFile(tmp_path / "h.npz", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "heads.npy", npy("{'descr': '<f8', 'fortran_order': False, 'shape': (90000000, 1)}", body=b"\0" * 99)
        )
    refused(read_arrays, tmp_path / "h.npz", "more bytes")


def test_arrays_of_every_kind(tmp_path):
    table = np.arange(6, dtype=np.float32).reshape(3, 2)
    np.save(tmp_path / "h.npy", np.asfortranarray(table))
    np.savez_compressed(tmp_path / "h.npz", heads=table)
    from safetensors.numpy import save_file

    save_file({"heads": table}, tmp_path / "h.safetensors")
    for name in ("h.npy", "h.npz", "h.safetensors"):
        assert (next(iter(read_arrays(tmp_path / name).values())) == table).all()


def test_parquet(tmp_path):
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.table({"user": ["a", "b"], "x": [1.5, 2.0], "n": [1, 2]}), tmp_path / "h.parquet")
    frame = read_frame(tmp_path / "h.parquet")
    assert frame.numbers(("x", "n"))[0].tolist() == [[1.5, 1], [2, 2]]
    refused(lambda p: read_frame(p).numbers(("user",)), tmp_path / "h.parquet", "not numeric")
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


def test_a_zip_that_is_none(write):
    refused(read_arrays, write("h.npz", b"PK\x03\x04"), "cannot be read")
    buffer = io.BytesIO()
    zipfile.ZipFile(buffer, "w").close()
    assert read_arrays(write("e.npz", buffer.getvalue())) == {}


@pytest.mark.parametrize("number", ["1e61", "-1e200", "1e-61"])
def test_sizes_beyond_the_floats_are_refused_with_the_limit(write, number):
    refused(lambda p: read_frame(p).numbers(("a",)), write("h.csv", f"a\n{number}\n"), "1e+60")
