"""Arrays from files: NPY, NPZ and safetensors, read within stated limits and without pickle."""

from __future__ import annotations

import json
import zipfile
from os import SEEK_CUR
from pathlib import Path
from typing import Any

import numpy as np

from checks.audit.reading.frames import MAX_CELLS, extra, readable
from checks.audit.reading.numbers import Array
from theory.errors import InputError
from theory.files.rational import shown

LISTED = 12
"""Most tensors that a message names."""

KINDS = ("F64", "F32", "F16", "I64", "I32", "I16", "I8", "U64", "U32", "U16", "U8", "BOOL")
"""Types of tensors that NumPy has."""

MAX_HEADER = 10_000
"""Longest header of an NPY file, in bytes."""


def read_arrays(path: str | Path, only: str | None = None) -> dict[str, Array]:
    """Read the arrays of an NPY, NPZ or safetensors file; an NPY file holds one, named ``""``.

    Of a safetensors file, which may hold a whole model, the one asked for is read, or ``heads``, or the only one.

    Raises
    ------
    InputError
        For anything but plain numeric arrays of at most `MAX_CELLS` cells.
    """
    source = str(path)
    with readable(source):
        if source.lower().endswith(".npy"):
            with open(source, "rb") as stream:
                return {"": _plain(stream, source, Path(source).stat().st_size, MAX_CELLS)}
        if source.lower().endswith(".npz"):
            return _read_archive(source)
        if source.lower().endswith(".safetensors"):
            return _read_safetensors(source, only)
    raise InputError(source, "unknown kind of file: .csv, .tsv, .csv.gz, .parquet, .npy, .npz or .safetensors")


def _read_archive(source: str) -> dict[str, Array]:
    arrays: dict[str, Array] = {}
    left = MAX_CELLS
    with zipfile.ZipFile(source) as archive:
        for item in archive.infolist():
            name = item.filename.removesuffix(".npy")
            if name in arrays:
                raise InputError(source, f"array {shown(name)} twice")
            with archive.open(item) as stream:
                arrays[name] = _plain(stream, source, item.file_size, left)
            left -= arrays[name].size
    return arrays


def npy_header(stream: Any, source: str) -> tuple[tuple[int, ...], bool, np.dtype[Any]]:
    """Shape, order and type of an NPY stream; types other than plain numbers are refused before anything is read."""
    version = np.lib.format.read_magic(stream)
    if version != (1, 0):
        raise InputError(source, f"NPY version {version[0]}.{version[1]}: plain numbers are written in version 1.0")
    if int.from_bytes(stream.read(2), "little") > MAX_HEADER:
        raise InputError(source, f"a header longer than {MAX_HEADER} bytes")
    stream.seek(-2, SEEK_CUR)
    shape, fortran, dtype = np.lib.format.read_array_header_1_0(stream)
    if dtype.kind not in "fiu" or dtype.itemsize > 8:
        raise InputError(source, f"array of type {dtype} where plain numbers are needed")
    return shape, fortran, dtype


def _plain(stream: Any, source: str, size: int, most: int) -> Array:
    shape, fortran, dtype = npy_header(stream, source)
    cells = 1
    for length in shape:
        cells *= length
    if cells > most:
        raise InputError(source, f"more than {MAX_CELLS} cells")
    if cells * dtype.itemsize > size:
        raise InputError(source, f"shape {shape} needs more bytes than the file has")
    data = np.frombuffer(stream.read(cells * dtype.itemsize), dtype=dtype, count=cells)
    return data.reshape(shape, order="F" if fortran else "C")


def _read_safetensors(source: str, only: str | None) -> dict[str, Array]:
    library = extra("safetensors", source)
    try:
        with library.safe_open(source, framework="numpy") as file:
            names = list(file.keys())
            wanted = [name for name in (only, "heads") if name in names][:1] or names
            if len(wanted) > 1:
                told = ", ".join(f"{name} {tuple(file.get_slice(name).get_shape())}" for name in sorted(names)[:LISTED])
                raise InputError(source, f"several tensors: {told}; --array NAME chooses one")
            return {name: _tensor(file, name, source) for name in wanted if name is not None}
    except library.SafetensorError as error:
        raise InputError(source, f"not safetensors: {' '.join(str(error).split())[:120]}") from None


def _tensor(file: Any, name: str, source: str) -> Array:
    part = file.get_slice(name)
    if np.prod(part.get_shape(), dtype=float) > MAX_CELLS:
        raise InputError(source, f"more than {MAX_CELLS} cells")
    kind = str(part.get_dtype())
    if kind == "BF16":
        return _bfloat(source, name)
    if kind not in KINDS:
        raise InputError(source, f"tensor {shown(name)} of type {kind} (cast to float32 first)")
    return np.asarray(file.get_tensor(name))


def _bfloat(source: str, name: str) -> Array:
    """Read a tensor of brain floats, the upper halves of single-precision ones."""
    with open(source, "rb") as stream:
        length = int.from_bytes(stream.read(8), "little")
        about = json.loads(stream.read(length))[name]
        start, stop = about["data_offsets"]
        stream.seek(8 + length + start)
        halves = np.frombuffer(stream.read(stop - start), dtype="<u2")
    return (halves.astype(np.uint32) << 16).view(np.float32).reshape(about["shape"])
