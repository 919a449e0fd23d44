"""Malformed tables for the audit, in every format that is read."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from typing import Any

import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy, composite

from checks.bench.fuzzing.hostile import LONG_NUMBERS, NAME, NUMBER, broken

Table = list[list[str]]

TEXT, ARRAYS = ("csv", "tsv", "csv.gz"), ("npy", "npz", "safetensors")
FORMATS = (*TEXT, *ARRAYS, "parquet")
DTYPES = ("<f8", "<f4", ">f8", "<i4", "<u8", "|b1", "<c16", "|O", "<U4", "|V8", "<f16", "f8,f8", "nonsense", "<M8[s]")


_PICKLE = b"\x80\x04]\x94(K\x01K\x02e."
"""A list, pickled."""


_OBJECTS = b"\x93NUMPY\x01\x00\x39\x00{'descr': '|O', 'fortran_order': False, 'shape': (1,), }\n"
"""The header of an array of objects."""


@composite
def heads(draw: DrawFn) -> Table:
    """Draw a table of heads: a header, then a row a user."""
    width, size = draw(st.integers(1, 3)), draw(st.integers(1, 5))
    rows = [[f"u{i}", *(str(draw(st.integers(-3, 3))) for _ in range(width))] for i in range(size)]
    return [["user", *(f"x{j}" for j in range(width))], *rows]


@composite
def choices(draw: DrawFn) -> Table:
    """Draw a long table of choices: a row an alternative."""
    rows = [["user", "task", "chosen", "x0", "x1"]]
    for user in range(draw(st.integers(1, 3))):
        for task in range(draw(st.integers(1, 3))):
            for y in range(2):
                rows.append([f"u{user}", f"t{task}", str(1 - y), str(draw(st.integers(-2, 2))), str(y)])
    return rows


_DAMAGES = st.sampled_from(("cell", "cell", "cell", "name", "short", "long", "twice", "column", "gone", "everywhere"))


@composite
def damaged(draw: DrawFn, table: Table) -> Table:
    """Change a cell, a row or a column."""
    i = draw(st.integers(0, len(table) - 1))
    j = draw(st.integers(0, len(table[i]) - 1))
    kind = draw(_DAMAGES)
    if kind == "short":
        del table[i][j]
    elif kind == "long":
        table[i].append(draw(NUMBER))
    elif kind == "twice":
        table.append(list(table[i]))
    elif kind == "column":
        table = [[*row, row[min(j, len(row) - 1)]] for row in table]
    elif kind == "gone":
        del table[i]
    elif kind == "everywhere":
        new, old = draw(NUMBER), table[i][j]
        table = [[new if cell == old else cell for cell in row] for row in table]
    else:
        table[i][j] = draw(NUMBER if kind == "cell" else NAME)
    return table


def written(table: Table, delimiter: str) -> bytes:
    """Return a table as text; cells are not quoted, whatever they hold."""
    lines = (delimiter.join(row) for row in table)
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogatepass")


@composite
def _text(draw: DrawFn, table: Table, suffix: str) -> bytes:
    data = written(draw(damaged(table)), "\t" if suffix == "tsv" else ",")
    if draw(st.integers(0, 499)) == 0:
        data += draw(st.sampled_from(LONG_NUMBERS)).encode()
    return gzip.compress(data, mtime=0) if suffix.endswith("gz") else data


def _array(table: Table, dtype: str = "<f8") -> Any:
    return np.array([[float(cell) for cell in row[1:]] for row in table[1:]] or [[]]).astype(dtype)


@composite
def npy(draw: DrawFn, table: Table) -> bytes:
    """Draw an NPY file with a header that does not fit, or with a pickle inside."""
    values = _array(table)
    if draw(st.integers(0, 7)) == 0:
        return _OBJECTS * draw(st.integers(0, 1)) + _PICKLE
    shapes = [values.shape, (10**9,), (10**12, 64), (-1, 4), (0, 3), (2**63, 2), (3,), (), (1, 1, 1), (1.5, 2), "x"]
    header = {
        "descr": draw(st.sampled_from(DTYPES)),
        "fortran_order": draw(st.sampled_from([False, True, None, 7])),
        "shape": draw(st.sampled_from(shapes)),
    }
    if draw(st.booleans()):
        header.pop(draw(st.sampled_from(list(header))))
    text = draw(st.sampled_from([repr(header), "__import__('os').getcwd()", "[" * 9000, "{", repr(header) * 2, ""]))
    version = draw(st.sampled_from([b"\x01\x00", b"\x01\x00", b"\x02\x00", b"\x03\x00", b"\x09\x09"]))
    off = draw(st.sampled_from([0, 0, 0, 1, -1, 60_000]))
    body: bytes = draw(st.sampled_from([values.tobytes(), b"", values.tobytes()[:-1], b"\x00" * 999]))
    return _header(text, version, off) + body


def _header(text: str, version: bytes = b"\x01\x00", off: int = 0) -> bytes:
    length = (len(text) + 1 + off) % (1 << 16)
    return b"\x93NUMPY" + version + length.to_bytes(2, "little") + text.encode() + b"\n"


@composite
def npz(draw: DrawFn, table: Table) -> bytes:
    """Draw an NPZ file: members that are no arrays, names that repeat or climb, sizes that lie."""
    buffer, good = io.BytesIO(), io.BytesIO()
    np.save(good, _array(table))
    with zipfile.ZipFile(buffer, "w", draw(st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]))) as archive:
        for number in range(draw(st.integers(0, 3))):
            name = draw(st.sampled_from(["heads.npy", "x.npy", "../../x.npy", "a/b", "\x1b[31m.npy", f"{number}"]))
            if name not in archive.namelist():
                archive.writestr(name, draw(st.one_of(npy(table), st.just(good.getvalue()), st.binary(max_size=20))))
    return buffer.getvalue()


@composite
def safetensors(draw: DrawFn, table: Table) -> bytes:
    """Draw a safetensors file whose header does not fit what follows."""
    values = _array(table)
    body: bytes = values.tobytes()
    entry = {
        "dtype": draw(st.sampled_from(["F64", "F32", "BF16", "F8_E4M3", "I64", "BOOL", "X", 7])),
        "shape": draw(st.sampled_from([list(values.shape), [10**9, 10**9], [-1], [2**64], [], "x", None])),
        "data_offsets": draw(st.sampled_from([[0, len(body)], [0, 10**15], [8, 0], [-1, 8], [], None])),
    }
    if draw(st.integers(0, 3)) == 0:
        entry.pop(draw(st.sampled_from(list(entry))))
    name = draw(st.sampled_from(["heads", "", "\x1b[2J", "a" * 10_000, "__metadata__"]))
    header = json.dumps({name: entry}).encode()
    length: int = len(header) + draw(st.sampled_from([0, 0, 0, 1, -1, 10**18, 2**64 - 1 - len(header)]))
    return (length % 2**64).to_bytes(8, "little") + header + body


_CELL: SearchStrategy[Any] = st.one_of(
    st.sampled_from((None, float("nan"), float("inf"), 1e300, True, 2**62, 1.5, b"\xff", [1], {"a": 1}, "")),
    NAME.map(lambda text: text.encode("utf-8", "replace").decode()),
)


@composite
def parquet(draw: DrawFn, table: Table) -> bytes:
    """Draw a Parquet file with columns of the wrong type, missing values, names that repeat, nested values."""
    import pyarrow as pa
    from pyarrow import parquet as file

    size = len(table) - 1
    columns = [[row[j] if j < len(row) else "" for row in table[1:]] for j in range(len(table[0]))]
    arrays: list[Any] = [_floats(column) for column in columns]
    wrong = draw(st.integers(0, len(arrays) - 1))
    arrays[wrong] = [draw(_CELL)] * size if draw(st.booleans()) else [*arrays[wrong][:-1], draw(_CELL)][:size]
    titles = [title.encode("utf-8", "replace").decode() for title in table[0]]
    if draw(st.integers(0, 3)) == 0:
        titles[wrong] = draw(NAME).encode("utf-8", "replace").decode()
    buffer = io.BytesIO()
    try:
        file.write_table(pa.Table.from_arrays([pa.array(column) for column in arrays], titles), buffer)
    except (pa.ArrowException, TypeError, ValueError, OverflowError):
        file.write_table(pa.table({"x": pa.array([1.0] * size, pa.float32())}), buffer)
    return buffer.getvalue()


def _floats(column: list[str]) -> list[Any]:
    try:
        return [float(cell) for cell in column]
    except ValueError:
        return list(column)


def in_format(table: Table, suffix: str) -> SearchStrategy[bytes]:
    """Draw a file of one format from a table that is right."""
    made = {"npy": npy, "npz": npz, "safetensors": safetensors, "parquet": parquet}
    return made[suffix](table) if suffix in made else _text(table, suffix)


@composite
def tables(draw: DrawFn, table: SearchStrategy[Table], formats: tuple[str, ...] = FORMATS) -> tuple[str, bytes]:
    """Draw a damaged table: the ending of its name, and its bytes."""
    suffix = draw(st.sampled_from(formats))
    data = draw(in_format(draw(table), suffix))
    return suffix, draw(broken(data)) if draw(st.integers(0, 3)) == 0 else data
