"""Tables with named columns: cells as names or as numbers, within stated limits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np

from checks.audit.reading.numbers import Array, Floats, Scaled, from_decimals, from_floats
from theory.errors import InputError
from theory.files.rational import shown
from theory.files.validate import MAX_NAME, opened

MAX_CELLS = 100_000_000
"""Most cells of a table that is read into memory; larger NPY files are streamed."""

MAX_TEXT_CELLS = 20_000_000
"""Most cells of a text table, and most texts of a Parquet column."""

MAX_CHARACTERS = 1 << 29
"""Most characters of a text table, unpacked, and of a column of texts."""

MAX_BYTES = 1 << 31
"""Most bytes of a Parquet file, unpacked."""

MAX_LINE = 1 << 20
"""Longest line of a text table, in characters."""

MAX_COLUMNS = 512
"""Most columns of a table."""

DECIMAL = re.compile(r"([+-]?)(?=\.?\d)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?", re.ASCII)
"""A decimal: its sign, whole digits, digits behind the point, and power of ten."""

MAX_DIGITS = 60
"""Longest number of a text table, in characters; its decimal exponent may be at most 300."""

WORDS = {"true": "1", "false": "0", "yes": "1", "no": "0"}
"""Words that stand for numbers."""

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
        Whether the cells are text.
    first : int
        The line of the first row, where the cells are text.
    notes : tuple of str
        What was made of the file that is not obvious: its delimiter, columns left out.
    origin : callable, optional
        Where the cell of a row and a column stands in the file, where the rows are not those of the file.
    """

    source: str
    names: tuple[str, ...]
    columns: dict[str, Any]
    text: bool
    first: int = 2
    notes: tuple[str, ...] = ()
    origin: Callable[[int, str], str] | None = None

    @property
    def rows(self) -> int:
        """How many rows the table has."""
        return len(self.columns[self.names[0]]) if self.names else 0

    def place(self, row: int, column: str) -> str:
        """Where a cell stands, for messages."""
        if self.origin is not None:
            return self.origin(row, column)
        where = f"line {row + self.first}" if self.text else f"row {row}"
        return f"{self.source}: {where}, column {shown(column)}"

    def labels(self, column: str) -> tuple[str, ...]:
        """A column as names; a missing or empty one is an error."""
        if column not in self.columns:
            raise InputError(self.source, f"no column {shown(column)}")
        cells = self.columns[column]
        for row, cell in enumerate(cells):
            name = str(cell)
            if is_missing(cell) or len(name) > MAX_NAME or not name.isprintable():
                got = "nothing" if is_missing(cell) else shown(name)
                problem = f"expected a name of 1 to {MAX_NAME} printable characters, got {got}"
                raise InputError(self.place(row, column), problem)
        return tuple(str(cell) for cell in cells)

    def numbers(self, columns: tuple[str, ...]) -> tuple[Floats, Scaled]:
        """Columns as floats and exactly; anything that is not a finite number is an error naming its cell."""
        missing = [name for name in columns if name not in self.columns]
        if missing:
            raise InputError(self.source, f"no column {shown(missing[0])}")
        twice = [name for turn, name in enumerate(columns) if name in columns[:turn]]
        if twice:
            raise InputError(self.source, f"column {shown(twice[0])} is asked for twice")
        return _decimals(self, columns) if self.text else _binary(self, columns)


def check_names(names: tuple[str, ...], source: str) -> None:
    """Refuse column names that are missing, too many, unprintable or not unique."""
    if not names:
        raise InputError(source, "an empty table")
    if len(names) > MAX_COLUMNS:
        raise InputError(source, f"more than {MAX_COLUMNS} columns")
    for name in names:
        if not name or len(name) > MAX_NAME or not name.isprintable():
            raise InputError(source, f"column name {shown(name)}: empty, too long or not printable")
        if names.count(name) > 1:
            raise InputError(source, f"column {shown(name)} twice")


def _decimals(frame: Frame, columns: tuple[str, ...]) -> tuple[Floats, Scaled]:
    given = [frame.columns[name] for name in columns]
    known: dict[str, tuple[int, int, float]] = {}
    wrong: dict[str, ValueError] = {}
    for cell in set().union(*given):
        try:
            known[cell] = _number(cell)
        except ValueError as error:
            wrong[cell] = error
    if wrong:
        row, j = next((row, j) for row in range(frame.rows) for j, cells in enumerate(given) if cells[row] in wrong)
        raise InputError(frame.place(row, columns[j]), f"{wrong[given[j][row]]}")
    order = {cell: place for place, cell in enumerate(known)}
    places = (
        np.array([[order[cell] for cell in cells] for cells in given], dtype=int).reshape(len(columns), frame.rows).T
    )
    mantissas = np.array([m for m, _, _ in known.values()], dtype=object)
    exponents = np.array([e for _, e, _ in known.values()], dtype=np.int64)
    values = np.array([x for _, _, x in known.values()], dtype=np.float64)[places]
    finite(values, frame.source, columns, place=frame.place)
    return values, from_decimals(mantissas[places], exponents[places])


def _number(cell: str) -> tuple[int, int, float]:
    """Return m and e of m · 10^e, what a cell holds exactly, and the nearest float."""
    text = cell.strip()
    text = WORDS.get(text.lower(), text)
    if not text:
        raise ValueError("missing value")
    if len(text) > MAX_DIGITS:
        raise ValueError(f"a number longer than {MAX_DIGITS} characters")
    parts = DECIMAL.fullmatch(text)
    if parts is None:
        raise ValueError(f"not a finite number: {shown(text)}")
    sign, whole, fraction, power = parts.groups("")
    exponent = int(power or 0) - len(fraction)
    if abs(exponent) > 300:
        raise ValueError(f"decimal exponent beyond ±300: {shown(text)}")
    return int(sign + whole + fraction), exponent, float(text)


def _binary(frame: Frame, columns: tuple[str, ...]) -> tuple[Floats, Scaled]:
    values = np.empty((frame.rows, len(columns)))
    for j, name in enumerate(columns):
        cells = np.asarray(frame.columns[name])
        if cells.dtype.kind not in "fiub":
            cells = np.array([_plain(frame, row, name, cell) for row, cell in enumerate(frame.columns[name])])
        if cells.dtype.kind in "iu" and cells.size and max(abs(int(cells.min())), abs(int(cells.max()))) > 2**53:
            raise InputError(frame.source, f"column {shown(name)} holds integers beyond 2^53")
        values[:, j] = cells
    finite(values, frame.source, columns, place=frame.place)
    return values, from_floats(values)


def is_missing(cell: Any) -> bool:
    """Whether a cell holds nothing: empty text, or what tables in memory write for a missing value."""
    if isinstance(cell, str):
        return not cell.strip()
    return cell is None or str(cell) in {"nan", "<NA>", "NaT"}


def _plain(frame: Frame, row: int, column: str, cell: Any) -> Any:
    """A cell of a column that is not only of numbers as a number: it may be one, or a word that stands for one."""
    if isinstance(cell, str) and cell.strip().lower() in WORDS:
        return float(WORDS[cell.strip().lower()])
    if isinstance(cell, (int, float, np.integer, np.floating, np.bool_)):
        return cell
    if isinstance(cell, Decimal):
        return float(cell)
    raise InputError(
        frame.place(row, column), "missing value" if is_missing(cell) else f"not a number: {shown(str(cell))}"
    )


def finite(
    values: Array,
    source: str,
    columns: tuple[str, ...] = (),
    first_row: int = 0,
    place: Callable[[int, str], str] | None = None,
) -> None:
    """Refuse the first NaN or infinity of a table, naming where it stands, and sizes beyond `MAX_SIZE`."""
    bad = np.argwhere(~np.isfinite(values))
    what = "not a finite number"
    if not len(bad):
        sizes = np.abs(values)
        bad = np.argwhere((sizes > MAX_SIZE) | ((sizes > 0) & (sizes < 1 / MAX_SIZE)))
        what = f"beyond {MAX_SIZE:g} or below {1 / MAX_SIZE:g}, choose another unit"
    if len(bad):
        row, column = int(bad[0][0]), int(bad[0][-1])
        where = f"{source}: row {first_row + row}"
        if place is not None:
            where = place(row, columns[column])
        elif len(bad[0]) > 1:
            where += f", column {shown(columns[column]) if columns else column}"
        raise InputError(where, f"{what}: {values[tuple(bad[0])]}")


@contextmanager
def readable(source: str) -> Iterator[None]:
    """Turn whatever a reader raises into one line that names the file."""
    opened(source).close()
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
