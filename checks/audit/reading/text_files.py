"""Delimited text as others write it: any of the usual delimiters, decimal commas, an index column, packed or not."""

from __future__ import annotations

import csv
import gzip
import io
import re
import zipfile
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from checks.audit.reading import frames
from checks.audit.reading.frames import Frame, check_names, extra
from theory.errors import InputError

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars", " ": "spaces"}
INDEX = "index"
"""What a first column without a name is called."""

_COMMA = re.compile(r"[+-]?\d+,\d+([eE][+-]?\d+)?")
_POINT = re.compile(r"[+-]?\d*\.\d+([eE][+-]?\d+)?")


def unpacked(source: str) -> Any:
    """Open a file for reading bytes, through gzip, zstandard or a zip archive of one file."""
    name = source.lower()
    if name.endswith(".gz"):
        return gzip.open(source, "rb")
    if name.endswith(".zst"):
        arrow = extra("pyarrow", source)
        return io.BufferedReader(arrow.CompressedInputStream(arrow.OSFile(source), "zstd"))
    if name.endswith(".zip"):
        archive = zipfile.ZipFile(source)
        members = [item for item in archive.namelist() if not item.endswith("/")]
        if len(members) != 1:
            raise InputError(source, f"a zip archive of one file is needed, this one has {len(members)}")
        return archive.open(members[0])
    return open(source, "rb")


def lines(source: str) -> Iterator[str]:
    """Yield the lines of a text file, within the limits."""
    with io.TextIOWrapper(unpacked(source), encoding="utf-8-sig", newline="") as stream:
        characters = 0
        while line := stream.readline(frames.MAX_LINE):
            characters += len(line)
            if len(line) >= frames.MAX_LINE:
                raise InputError(source, f"a line longer than {frames.MAX_LINE} characters")
            if characters > frames.MAX_CHARACTERS:
                raise InputError(source, f"more than {frames.MAX_CHARACTERS} characters")
            yield line


def delimiter_of(header: str, usual: str) -> str:
    """The delimiter that cuts a header into most names; the usual one of its kind of file where several do.

    Examples
    --------
    >>> delimiter_of("user;x;y", ",")
    ';'
    """
    counts = {mark: header.count(mark) for mark in (usual, ",", ";", "\t", "|")}
    best = max(counts, key=lambda mark: counts[mark])
    if counts[best]:
        return best
    return " " if " " in header.strip() else usual


def read_text(source: str, usual: str = ",") -> Frame:
    """Read a delimited table whose first line names the columns, all or, as R writes them, all but the index."""
    stream = lines(source)
    header = next(stream, "")
    delimiter = delimiter_of(header, usual)

    def whole() -> Iterator[str]:
        for line in chain([header], stream):
            yield f"{line.rstrip()}\n" if delimiter == " " else line

    reader = csv.reader(whole(), delimiter=delimiter, strict=True, skipinitialspace=delimiter == " ")
    names, notes = tuple(cell.strip() for cell in next(reader, [])), []
    first = list(islice(reader, 1))
    if names and first and len(first[0]) == len(names) + 1 and first[0][-1].strip():
        names = ("", *names)
    names = named(names, source)
    if delimiter != usual:
        notes.append(f"columns are separated by {DELIMITERS[delimiter]}")
    cells = _cells(reader, first, len(names), source)
    columns = {name: [row[j] for row in cells] for j, name in enumerate(names)}
    if delimiter != "," and _commas(columns, names):
        columns = {name: [cell.replace(",", ".") if _COMMA.fullmatch(cell.strip()) else cell for cell in column]
                   for name, column in columns.items()}  # fmt: skip
        notes.append("decimal commas are read as points")
    return Frame(source, names, columns, text=True, notes=tuple(notes))


def named(names: tuple[str, ...], source: str) -> tuple[str, ...]:
    """The column names; a first one that is empty is an index, as data frames write it."""
    if len(names) > 1 and names[0] in {"", "Unnamed: 0"} and INDEX not in names:
        names = (INDEX, *names[1:])
    check_names(names, source)
    return names


def _cells(reader: Any, first: list[list[str]], width: int, source: str) -> list[list[str]]:
    cells: list[list[str]] = []
    blank = 0
    for row in chain(first, reader):
        if width > 1 and not any(map(str.strip, row)):
            blank = blank or reader.line_num
            continue
        if blank:
            raise InputError(f"{source}: line {blank}", "a blank line between rows")
        if len(row) != width:
            raise InputError(f"{source}: line {reader.line_num}", f"{len(row)} cells where the header has {width}")
        cells.append(row)
        if len(cells) * width > frames.MAX_TEXT_CELLS:
            raise InputError(source, f"more than {frames.MAX_TEXT_CELLS} cells")
    return cells


def _commas(columns: dict[str, list[str]], names: tuple[str, ...]) -> bool:
    """Whether numbers are written with decimal commas: some are, and none with a point."""
    every = [cell.strip() for name in names for cell in columns[name]]
    return any(map(_COMMA.fullmatch, every)) and not any(map(_POINT.fullmatch, every))
