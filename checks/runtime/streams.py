"""Standard streams that let a command end as it should, whatever happens to what it prints."""

from __future__ import annotations

import os
import sys
from io import BufferedWriter, FileIO, TextIOWrapper
from typing import Any


class _Unread(FileIO):
    """A stream whose reader may leave, as ``head`` does: what is written after that is dropped.

    The verdict is still reached, what it rests on is still kept, and the exit status is the verdict's.
    """

    def write(self, data: Any, /) -> int:
        """Write to the descriptor, or to nowhere once nobody reads it."""
        try:
            return super().write(data)
        except BrokenPipeError:
            to_nowhere(self.fileno())
            return super().write(data)


def to_nowhere(descriptor: int) -> None:
    """Drop what is written to a descriptor from now on."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)


def prepare() -> None:
    """Let no stream that is closed, that nobody reads or that lacks a letter change how a command ends."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
        elif isinstance(stream, TextIOWrapper):
            setattr(sys, name, _patient(stream))


def _patient(stream: TextIOWrapper) -> TextIOWrapper:
    stream.flush()
    raw = BufferedWriter(_Unread(stream.fileno(), "wb", closefd=False))
    immediate = stream.line_buffering or stream.write_through
    return TextIOWrapper(raw, stream.encoding, "backslashreplace", line_buffering=immediate)
