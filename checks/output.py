"""What the commands print and write: one JSON document, whole or not at all."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from theory.errors import InputError


def emit(document: Mapping[str, Any], target: str | None) -> bool:
    """Write a document where ``--json`` asks for it.

    Parameters
    ----------
    document : mapping
        What to write; JSON values only.
    target : str or None
        A path, ``-`` for standard output, or ``None`` when ``--json`` was not given.

    Returns
    -------
    bool
        Whether people should still be shown something on standard output.

    Raises
    ------
    InputError
        When the file cannot be written.
    """
    if target is None:
        return True
    text = dumps(document)
    if target == "-":
        sys.stdout.flush()
        raw = getattr(sys.stdout, "buffer", None)
        if raw is None:
            sys.stdout.write(text)
        else:
            raw.write(text.encode("utf-8"))
            raw.flush()
        return False
    write_text(target, text)
    return True


def dumps(document: Mapping[str, Any]) -> str:
    """Return a document as JSON text."""
    return json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def write_text(path: str | Path, text: str) -> None:
    """Write a text file whole or not at all: to a temporary neighbour, then renamed."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: str | Path, data: bytes) -> None:
    """Write a file whole or not at all: to a temporary neighbour, then renamed."""
    target = Path(path)
    try:
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            os.chmod(temporary, 0o666 & ~_umask())
            os.replace(temporary, target)
        except BaseException:
            os.unlink(temporary)
            raise
    except OSError as error:
        raise InputError(str(path), error.strerror or "cannot be written") from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
