"""Journals: files of JSON lines that only grow, so that a killed run loses at most the line it was writing."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any, BinaryIO

from theory.errors import InputError
from theory.files.validate import opened

MAX_BYTES = 1 << 30
"""Largest journal that is read."""

PATIENCE = 20.0
"""Seconds to wait for another run to let go of a journal."""

Write = Callable[[Any], None]


def read(path: str | Path) -> list[Any]:
    """Return the entries of a journal, but for a last line that was cut short; nothing where there is no file.

    Raises
    ------
    InputError
        Where the file is no journal.
    """
    if not os.path.lexists(path):
        return []
    try:
        with opened(path) as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputError(str(path), error.strerror or "cannot be read") from None
    if len(data) > MAX_BYTES:
        raise InputError(str(path), f"larger than {MAX_BYTES} bytes")
    entries = []
    for number, line in enumerate(data.split(b"\n")[:-1], start=1):
        try:
            entries.append(json.loads(line))
        except (ValueError, RecursionError):
            raise InputError(f"{path}:{number}", "not a line of a journal") from None
    return entries


@contextmanager
def appending(path: str | Path) -> Iterator[Write]:
    """Open a journal for this run alone, drop a last line that was cut short, and add whole lines to it.

    Each line is on the disk before the next thing happens.

    Raises
    ------
    InputError
        Where the file cannot be written, or another run is writing it.
    """
    with _blamed(path):
        stream = Path(path).open("a+b")  # noqa: SIM115
    with stream:
        with _blamed(path):
            _lock(stream, path)
            stream.seek(0)
            stream.truncate(stream.read().rfind(b"\n") + 1)

        def write(entry: Any) -> None:
            with _blamed(path):
                stream.write(json.dumps(entry, ensure_ascii=False).encode() + b"\n")
                stream.flush()
                os.fsync(stream.fileno())

        yield write


@contextmanager
def _blamed(path: str | Path) -> Iterator[None]:
    """Say of a failure which file it concerns."""
    try:
        yield
    except OSError as error:
        raise InputError(str(path), error.strerror or "cannot be written") from None


def _lock(stream: BinaryIO, path: str | Path) -> None:
    deadline = monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if monotonic() > deadline:
                raise InputError(str(path), "another run is writing it") from None
            sleep(0.05)
        else:
            return
