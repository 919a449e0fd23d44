"""Tables that are already in memory: pandas, polars and Arrow tables, dictionaries of columns."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from checks.audit.reading.arrow_files import of_table
from checks.audit.reading.frames import Frame, check_names
from checks.audit.reading.table_files import read_frame
from theory.errors import InputError


def frame_of(table: Any) -> Frame:
    """Read a file by its name, or take a table that is in memory.

    Parameters
    ----------
    table : str, Path or table
        A file, a pandas, polars or Arrow table, or a dictionary of columns.

    Raises
    ------
    InputError
        For anything else.
    """
    if isinstance(table, (str, Path)):
        return read_frame(table)
    source = f"a {type(table).__module__.split('.')[0]} table"
    if hasattr(table, "column_names") and hasattr(table, "schema"):
        return of_table(table, source)
    if hasattr(table, "to_arrow"):
        return of_table(table.to_arrow(), source)
    if isinstance(table, dict):
        return _frame(list(table), list(map(list, table.values())), "a dictionary of columns")
    if hasattr(table, "to_dict") and hasattr(table, "columns"):
        return _frame(list(table.columns), [cells.to_numpy() for _, cells in table.items()], source)
    raise InputError(f"a {type(table).__name__}", "a file, or a pandas, polars or Arrow table is needed")


def _frame(columns: list[Any], cells: list[Any], source: str) -> Frame:
    names = tuple(map(str, columns))
    check_names(names, source)
    if len(set(map(len, cells))) > 1:
        raise InputError(source, "columns of different lengths")
    return Frame(source, names, dict(zip(names, cells, strict=True)), text=False)


def array_of(table: Any) -> Any:
    """An array where a table has no named columns: a NumPy array or nested lists; ``None`` otherwise.

    Raises
    ------
    InputError
        For rows of different lengths, and for anything that is not a number or is masked.
    """
    if not isinstance(table, (np.ndarray, list, tuple)):
        return None
    source = "an array" if isinstance(table, np.ndarray) else "nested lists"
    if np.ma.is_masked(table):
        raise InputError(source, "masked values are missing ones")
    try:
        found = np.asarray(table)
    except ValueError:
        raise InputError(source, "rows of different lengths") from None
    if found.dtype.kind not in "fiub":
        raise InputError(source, f"numbers are needed, got values of type {found.dtype}")
    return found
