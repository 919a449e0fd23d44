"""Tables with named columns from files of any usual kind, by the ending of their name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from checks.audit.reading import frames
from checks.audit.reading.arrow_files import read_feather, read_parquet
from checks.audit.reading.frames import Frame, check_names, extra, readable
from checks.audit.reading.text_files import lines, named, read_text
from theory.errors import InputError

PACKED = (".gz", ".zst", ".zip")
TEXT = (".csv", ".tsv", ".txt", ".dat")
KINDS = ".csv, .tsv, .txt, .dat or .jsonl, also as .gz, .zst or .zip; .xlsx, .parquet or .feather"


def kind_of(source: str) -> str:
    """The ending of a file's name that says its kind, without what packs it."""
    name = source.lower()
    for packed in PACKED:
        name = name.removesuffix(packed)
    return Path(name).suffix


def read_frame(path: str | Path) -> Frame:
    """Read a table with named columns.

    Raises
    ------
    InputError
        Naming the file, and the line and column where there is one.
    """
    source, kind = str(path), kind_of(str(path))
    with readable(source):
        if kind in TEXT:
            return read_text(source, "\t" if kind == ".tsv" else ",")
        if kind in {".jsonl", ".ndjson"}:
            return read_json_lines(source)
        if kind == ".parquet":
            return read_parquet(source)
        if kind in {".feather", ".arrow"}:
            return read_feather(source)
        if kind == ".xlsx":
            return read_sheet(source)
    if kind in {".pkl", ".pickle"}:
        raise InputError(source, f"pickles run code and are not read; a table with named columns is needed: {KINDS}")
    raise InputError(source, f"a table with named columns is needed: {KINDS}")


def read_json_lines(source: str) -> Frame:
    """Read one JSON object a line; vectors and objects within it become columns ``name.0``, ``name.key``."""
    records: list[dict[str, str]] = []
    for number, line in enumerate(lines(source), 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line, parse_int=str, parse_float=str, parse_constant=str)
        except (ValueError, RecursionError):
            raise InputError(f"{source}: line {number}", "not JSON") from None
        if not isinstance(found, dict):
            raise InputError(f"{source}: line {number}", "an object is needed")
        records.append(dict(_flat("", found)))
        if len(records[-1]) > frames.MAX_COLUMNS or len(records) * len(records[-1]) > frames.MAX_TEXT_CELLS:
            raise InputError(f"{source}: line {number}", "too many cells")
    names = tuple(dict.fromkeys(name for record in records for name in record))
    check_names(names, source)
    columns = {name: [record.get(name, "") for record in records] for name in names}
    return Frame(source, names, columns, text=True, first=1)


def _flat(name: str, value: Any) -> list[tuple[str, str]]:
    if isinstance(value, dict):
        inner = value.items()
    elif isinstance(value, list):
        inner = enumerate(value)  # type: ignore[assignment]
    else:
        return [(name, "" if value is None else str(value))]
    return [pair for key, part in inner for pair in _flat(f"{name}.{key}" if name else str(key), part)]


def read_sheet(source: str) -> Frame:
    """Read the first sheet of a workbook, as the numbers it shows."""
    book = extra("openpyxl", source).load_workbook(source, read_only=True, data_only=True)
    sheet = book.worksheets[0]
    rows: list[list[str]] = []
    for row in sheet.iter_rows(values_only=True):
        rows.append(["" if cell is None else str(cell) for cell in row])
        if len(rows) * len(row) > frames.MAX_TEXT_CELLS:
            raise InputError(source, f"more than {frames.MAX_TEXT_CELLS} cells")
    while rows and not any(rows[-1]):
        rows.pop()
    names = named(tuple(cell.strip() for cell in rows[0]) if rows else (), source)
    notes = (f"the first of {len(book.worksheets)} sheets is read",) if len(book.worksheets) > 1 else ()
    return Frame(source, names, {n: [row[j] for row in rows[1:]] for j, n in enumerate(names)}, text=True, notes=notes)
