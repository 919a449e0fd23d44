"""Tables from Parquet and Feather files and from Arrow tables."""

from __future__ import annotations

from typing import Any

from checks.audit.reading import frames
from checks.audit.reading.frames import Frame, check_names, extra
from theory.errors import InputError
from theory.files.rational import shown


def read_parquet(source: str) -> Frame:
    """Read a Parquet file."""
    arrow, parquet = extra("pyarrow", source), extra("pyarrow.parquet", source)
    try:
        with parquet.ParquetFile(source) as file:
            names = tuple(file.schema_arrow.names)
            check_names(names, source)
            _check_parquet(file, source)
            texts = [field.name for field in file.schema_arrow if not _numeric(arrow, field.type)]
        with parquet.ParquetFile(source, read_dictionary=texts) as file:
            table = file.read()
    except arrow.ArrowException as error:
        raise InputError(source, f"not Parquet: {' '.join(str(error).split())[:120]}") from None
    return of_table(table, source)


def read_feather(source: str) -> Frame:
    """Read a Feather (Arrow IPC) file."""
    arrow, feather = extra("pyarrow", source), extra("pyarrow.feather", source)
    try:
        return of_table(feather.read_table(source), source)
    except arrow.ArrowException as error:
        raise InputError(source, f"not Feather: {' '.join(str(error).split())[:120]}") from None


def of_table(table: Any, source: str) -> Frame:
    """A frame of an Arrow table or of one batch of it."""
    arrow = extra("pyarrow", source)
    if isinstance(table, arrow.RecordBatch):
        table = arrow.Table.from_batches([table])
    names = tuple(map(str, table.column_names))
    check_names(names, source)
    if table.num_rows * table.num_columns > frames.MAX_CELLS:
        raise InputError(source, f"more than {frames.MAX_CELLS} cells")
    columns: dict[str, Any] = {}
    for name in names:
        column = table.column(name)
        if arrow.types.is_nested(column.type):
            raise InputError(source, f"column {shown(name)} is nested")
        if column.null_count:
            row = column.is_null().to_pylist().index(True)
            raise InputError(f"{source}: row {row}, column {shown(name)}", "missing value")
        columns[name] = column.to_numpy() if _numeric(arrow, column.type) else _texts(arrow, column, source)
    return Frame(source, names, columns, text=False)


def _numeric(arrow: Any, kind: Any) -> bool:
    return bool(arrow.types.is_floating(kind) or arrow.types.is_integer(kind))


def _check_parquet(file: Any, source: str) -> None:
    """Refuse before anything is read what would unpack to too much."""
    from pyarrow import types

    for field in file.schema_arrow:
        if types.is_nested(field.type):
            raise InputError(source, f"column {shown(field.name)} is nested")
    if file.metadata.num_rows * file.metadata.num_columns > frames.MAX_CELLS:
        raise InputError(source, f"more than {frames.MAX_CELLS} cells")
    unpacked = sum(file.metadata.row_group(i).total_byte_size for i in range(file.metadata.num_row_groups))
    if unpacked > frames.MAX_BYTES:
        raise InputError(source, f"more than {frames.MAX_BYTES} bytes, unpacked")


def _texts(arrow: Any, column: Any, source: str) -> list[Any]:
    """Return a column of texts as a list, once it is known not to unpack to too much."""
    if len(column) > frames.MAX_TEXT_CELLS:
        raise InputError(source, f"more than {frames.MAX_TEXT_CELLS} texts in a column")
    longest = 0
    for chunk in column.chunks:
        values = chunk.dictionary if arrow.types.is_dictionary(chunk.type) else chunk
        if len(values) and (arrow.types.is_string(values.type) or arrow.types.is_binary(values.type)):
            longest = max(longest, extra("pyarrow.compute", source).max(arrow.compute.binary_length(values)).as_py())
    if longest * len(column) > frames.MAX_CHARACTERS:
        raise InputError(source, f"more than {frames.MAX_CHARACTERS} characters in a column")
    return list(column.to_pylist())
