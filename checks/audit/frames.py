"""Tables from files: CSV, TSV, Parquet, NPY, NPZ and safetensors, read within stated limits and without pickle."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from checks.audit.numbers import Array, Floats, Scaled, from_decimals, from_floats
from theory.errors import InputError
from theory.rational import shown

MAX_CELLS = 100_000_000
"""Most cells of a table that is read into memory; larger NPY files are streamed."""

MAX_LINE = 1 << 20
"""Longest line of a text table, in characters."""

MAX_COLUMNS = 512
"""Most columns of a table."""

MAX_DIGITS = 60
"""Longest number of a text table, in characters; its decimal exponent may be at most 300."""

MAX_SIZE = 1e60
"""Largest size of a number, and one over the smallest: rewards and their squares then stay within the floats."""


@dataclass(frozen=True)
class Frame:
    """Named columns of one file.

    Attributes
    ----------
    source : str
        The file, for messages.
    names : tuple of str
        Column names, each once.
    columns : dict
        Name → cells: text for CSV, arrays or lists otherwise.
    text : bool
        Whether the cells are text; row i then stands on line i + 2.
    """

    source: str
    names: tuple[str, ...]
    columns: dict[str, Any]
    text: bool

    @property
    def rows(self) -> int:
        """How many rows the table has."""
        return len(self.columns[self.names[0]]) if self.names else 0

    def place(self, row: int, column: str) -> str:
        """Where a cell stands, for messages."""
        return (
            f"{self.source}: {'line' if self.text else 'row'} {row + 2 if self.text else row}, column {shown(column)}"
        )

    def labels(self, column: str) -> tuple[str, ...]:
        """A column as names; a missing or empty one is an error."""
        if column not in self.columns:
            raise InputError(self.source, f"no column {shown(column)}")
        cells = self.columns[column]
        for row, cell in enumerate(cells):
            if cell is None or str(cell).strip() == "" or len(str(cell)) > 200:
                raise InputError(self.place(row, column), "empty name or a name longer than 200 characters")
        return tuple(str(cell) for cell in cells)

    def numbers(self, columns: tuple[str, ...]) -> tuple[Floats, Scaled]:
        """Columns as floats and exactly; anything that is not a finite number is an error naming its cell."""
        missing = [name for name in columns if name not in self.columns]
        if missing:
            raise InputError(self.source, f"no column {shown(missing[0])}")
        return _decimals(self, columns) if self.text else _binary(self, columns)


def _decimals(frame: Frame, columns: tuple[str, ...]) -> tuple[Floats, Scaled]:
    mantissas: list[list[int]] = []
    exponents: list[list[int]] = []
    values = np.empty((frame.rows, len(columns)))
    for row in range(frame.rows):
        pairs = []
        for j, name in enumerate(columns):
            cell = frame.columns[name][row]
            try:
                pairs.append(_decimal(cell))
                values[row, j] = float(cell)
            except (ValueError, OverflowError) as error:
                raise InputError(frame.place(row, name), f"{error}") from None
        mantissas.append([m for m, _ in pairs])
        exponents.append([e for _, e in pairs])
    finite(values, frame.source, columns)
    return values, from_decimals(mantissas, exponents, len(columns))


def _decimal(cell: str) -> tuple[int, int]:
    text = cell.strip()
    if not text:
        raise ValueError("missing value")
    if len(text) > MAX_DIGITS:
        raise ValueError(f"a number longer than {MAX_DIGITS} characters")
    head, _, power = text.lower().partition("e")
    whole, _, fraction = head.partition(".")
    digits = (whole + fraction).lstrip("+-")
    if not (digits.isascii() and digits.isdigit()) or len(whole + fraction) - len(digits) > 1:
        raise ValueError(f"not a finite number: {shown(text)}")
    if "e" in text.lower() and not power.lstrip("+-").isdigit():
        raise ValueError(f"not a finite number: {shown(text)}")
    exponent = int(power or 0) - len(fraction)
    if abs(exponent) > 300:
        raise ValueError(f"decimal exponent beyond ±300: {shown(text)}")
    return int(whole + fraction), exponent


def _binary(frame: Frame, columns: tuple[str, ...]) -> tuple[Floats, Scaled]:
    values = np.empty((frame.rows, len(columns)))
    for j, name in enumerate(columns):
        cells = np.asarray(frame.columns[name])
        if cells.dtype.kind not in "fiub":
            raise InputError(frame.source, f"column {shown(name)} is not numeric")
        if cells.dtype.kind in "iu" and cells.size and max(abs(int(cells.min())), abs(int(cells.max()))) > 2**53:
            raise InputError(frame.source, f"column {shown(name)} holds integers beyond 2^53")
        values[:, j] = cells
    finite(values, frame.source, columns)
    return values, from_floats(values)


def finite(values: Array, source: str, columns: tuple[str, ...] = (), first_row: int = 0) -> None:
    """Refuse the first NaN or infinity of a table, naming where it stands, and sizes beyond `MAX_SIZE`."""
    bad = np.argwhere(~np.isfinite(values))
    what = "not a finite number"
    if not len(bad):
        sizes = np.abs(values)
        bad = np.argwhere((sizes > MAX_SIZE) | ((sizes > 0) & (sizes < 1 / MAX_SIZE)))
        what = f"beyond {MAX_SIZE:g} or below {1 / MAX_SIZE:g}, choose another unit"
    if len(bad):
        place = f"{source}: row {first_row + int(bad[0][0])}"
        if len(bad[0]) > 1:
            column = int(bad[0][-1])
            place += f", column {shown(columns[column]) if columns else column}"
        raise InputError(place, f"{what}: {values[tuple(bad[0])]}")


@contextmanager
def _readable(source: str) -> Iterator[None]:
    try:
        yield
    except InputError:
        raise
    except Exception as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error) or type(error).__name__
        raise InputError(source, f"cannot be read: {' '.join(str(reason).split())[:160]}") from None


def extra(module: str, source: str) -> Any:
    """Import a library of the extra ``audit``; say so in one line where it is missing."""
    from importlib import import_module

    try:
        return import_module(module)
    except ImportError:
        raise InputError(source, f"needs {module.split('.')[0]}: pip install 'user-diversity[audit]'") from None


def read_frame(path: str | Path) -> Frame:
    """Read CSV, TSV (also gzipped) or Parquet with named columns.

    Raises
    ------
    InputError
        Naming the file, and the line and column where there is one.
    """
    source = str(path)
    name = source.lower().removesuffix(".gz")
    with _readable(source):
        if name.endswith((".csv", ".tsv", ".txt")):
            return _read_text(source, "\t" if name.endswith(".tsv") else ",")
        if name.endswith(".parquet"):
            return _read_parquet(source)
    raise InputError(source, "a table with named columns is needed: .csv, .tsv, .csv.gz or .parquet")


def _lines(source: str) -> Iterator[str]:
    binary: Any = gzip.open(source, "rb") if source.lower().endswith(".gz") else open(source, "rb")  # noqa: SIM115
    with io.TextIOWrapper(binary, encoding="utf-8-sig", newline="") as stream:
        while line := stream.readline(MAX_LINE):
            if len(line) >= MAX_LINE:
                raise InputError(source, f"a line longer than {MAX_LINE} characters")
            yield line


def _read_text(source: str, delimiter: str) -> Frame:
    reader = csv.reader(_lines(source), delimiter=delimiter, strict=True)
    names = tuple(cell.strip() for cell in next(reader, []))
    _check_names(names, source)
    cells: list[list[str]] = []
    for row in reader:
        if len(row) != len(names):
            raise InputError(f"{source}: line {reader.line_num}", f"{len(row)} cells where the header has {len(names)}")
        cells.append(row)
        if len(cells) * len(names) > MAX_CELLS:
            raise InputError(source, f"more than {MAX_CELLS} cells")
    columns = {name: [row[j] for row in cells] for j, name in enumerate(names)}
    return Frame(source, names, columns, text=True)


def _check_names(names: tuple[str, ...], source: str) -> None:
    if not names:
        raise InputError(source, "an empty table")
    if len(names) > MAX_COLUMNS:
        raise InputError(source, f"more than {MAX_COLUMNS} columns")
    for name in names:
        if not name or len(name) > 200 or not name.isprintable():
            raise InputError(source, f"column name {shown(name)}: empty, too long or not printable")
        if names.count(name) > 1:
            raise InputError(source, f"column {shown(name)} twice")


def _read_parquet(source: str) -> Frame:
    arrow, parquet = extra("pyarrow", source), extra("pyarrow.parquet", source)
    try:
        with parquet.ParquetFile(source) as file:
            names = tuple(file.schema_arrow.names)
            _check_names(names, source)
            if file.metadata.num_rows * len(names) > MAX_CELLS:
                raise InputError(source, f"more than {MAX_CELLS} cells")
            table = file.read()
    except arrow.ArrowException as error:
        raise InputError(source, f"not Parquet: {' '.join(str(error).split())[:120]}") from None
    columns: dict[str, Any] = {}
    for name in names:
        column = table.column(name)
        if column.null_count:
            row = column.is_null().to_pylist().index(True)
            raise InputError(f"{source}: row {row}, column {shown(name)}", "missing value")
        numeric = arrow.types.is_floating(column.type) or arrow.types.is_integer(column.type)
        columns[name] = column.to_numpy() if numeric else column.to_pylist()
    return Frame(source, names, columns, text=False)


def read_arrays(path: str | Path) -> dict[str, Array]:
    """Read the arrays of an NPY, NPZ or safetensors file; an NPY file holds one, named ``""``.

    Raises
    ------
    InputError
        For anything but plain numeric arrays of at most `MAX_CELLS` cells.
    """
    source = str(path)
    with _readable(source):
        if source.lower().endswith(".npy"):
            with open(source, "rb") as stream:
                return {"": _plain(stream, source, Path(source).stat().st_size)}
        if source.lower().endswith(".npz"):
            with zipfile.ZipFile(source) as archive:
                return {
                    item.filename.removesuffix(".npy"): _member(archive, item, source) for item in archive.infolist()
                }
        if source.lower().endswith(".safetensors"):
            return _read_safetensors(source)
    raise InputError(source, "unknown kind of file: .csv, .tsv, .csv.gz, .parquet, .npy, .npz or .safetensors")


def _member(archive: zipfile.ZipFile, item: zipfile.ZipInfo, source: str) -> Array:
    with archive.open(item) as stream:
        return _plain(stream, source, item.file_size)


def npy_header(stream: Any, source: str) -> tuple[tuple[int, ...], bool, np.dtype[Any]]:
    """Shape, order and type of an NPY stream; types other than plain numbers are refused before anything is read."""
    version = np.lib.format.read_magic(stream)
    if version not in {(1, 0), (2, 0)}:
        raise InputError(source, f"NPY version {version[0]}.{version[1]} is not read")
    read = np.lib.format.read_array_header_1_0 if version == (1, 0) else np.lib.format.read_array_header_2_0
    shape, fortran, dtype = read(stream)
    if dtype.kind not in "fiu" or dtype.itemsize > 8:
        raise InputError(source, f"array of type {dtype} where plain numbers are needed")
    return shape, fortran, dtype


def _plain(stream: Any, source: str, size: int) -> Array:
    shape, fortran, dtype = npy_header(stream, source)
    cells = 1
    for length in shape:
        cells *= length
    if cells > MAX_CELLS:
        raise InputError(source, f"more than {MAX_CELLS} cells")
    if cells * dtype.itemsize > size:
        raise InputError(source, f"shape {shape} needs more bytes than the file has")
    data = np.frombuffer(stream.read(cells * dtype.itemsize), dtype=dtype, count=cells)
    return data.reshape(shape, order="F" if fortran else "C")


def _read_safetensors(source: str) -> dict[str, Array]:
    library = extra("safetensors", source)
    try:
        with library.safe_open(source, framework="numpy") as file:
            arrays = {}
            for name in file.keys():  # noqa: SIM118
                shape = file.get_slice(name).get_shape()
                if int(np.prod(shape, dtype=float)) > MAX_CELLS:
                    raise InputError(source, f"more than {MAX_CELLS} cells")
                arrays[name] = np.asarray(file.get_tensor(name))
            return arrays
    except library.SafetensorError as error:
        raise InputError(source, f"not safetensors: {' '.join(str(error).split())[:120]}") from None
    except (TypeError, AttributeError):
        raise InputError(source, "a tensor type that numpy does not have (cast to float32 first)") from None
