"""What a command tells people on standard error while it works, and how much of it they want."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import IntEnum


class Level(IntEnum):
    """How much is told: no progress, progress, or progress with times."""

    QUIET = 0
    NORMAL = 1
    VERBOSE = 2


_LEVEL = ContextVar("level", default=Level.NORMAL)


def level() -> Level:
    """Return how much is told now."""
    return _LEVEL.get()


def choose(wanted: Level) -> None:
    """Set how much is told, within `kept`."""
    _LEVEL.set(wanted)


@contextmanager
def kept() -> Iterator[None]:
    """Give the level back at the end of a command."""
    token = _LEVEL.set(_LEVEL.get())
    try:
        yield
    finally:
        _LEVEL.reset(token)


def tell(line: str, at_least: Level = Level.NORMAL) -> None:
    """Print one line of progress on standard error, where it is wanted."""
    if level() >= at_least:
        print(line, file=sys.stderr)
