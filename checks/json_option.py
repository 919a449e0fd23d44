"""The option ``--json``: where it cannot write is refused before anything is computed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from theory.errors import InputError


def writable(target: str | None) -> str | None:
    """Return a target that may be written: a file in a folder that is there, or ``-`` for standard output.

    Raises
    ------
    InputError
        Where it can be seen beforehand that the file cannot be written.
    """
    if target is None or target == "-":
        return target
    if Path(target).is_dir():
        raise InputError(target, "is a folder, not a file")
    if not Path(target).parent.is_dir():
        raise InputError(target, "there is no such folder")
    return target


JsonTarget = Annotated[str | None, typer.Option("--json", metavar="[FILE]", help="Write JSON.", callback=writable)]
"""What every command takes: a path, ``-`` for standard output, or nothing."""
