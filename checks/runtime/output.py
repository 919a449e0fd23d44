"""Output of documents and files, written whole or not at all."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from theory.errors import InputError
from theory.files.rational import shown

TEMPORARY = ".user-diversity-"
"""How the names of temporary files begin; a killed process may leave one behind."""


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
    """Write a file whole or not at all: to a temporary neighbour, then renamed; a device is written to.

    Raises
    ------
    InputError
        When the file cannot be written.
    """
    try:
        mode = _mode(path)
        if mode is None or stat.S_ISREG(mode):
            _replace(Path(os.path.realpath(path)), data)
        elif _in_place(path, mode):
            with open(path, "wb") as stream:
                stream.write(data)
        else:
            raise InputError(str(path), "is there and is not a file")
    except OSError as error:
        raise InputError(str(path), error.strerror or "cannot be written") from None
    except ValueError as error:
        if isinstance(error, InputError):
            raise
        raise InputError(shown(str(path)), "is not the name of a file") from None


def hindrance(path: str) -> str | None:
    """Say what can be seen to hinder `write_bytes` before there is anything to write; ``None`` where nothing can.

    Examples
    --------
    >>> hindrance("/"), hindrance("/no/such/file.json"), hindrance("/dev/null")
    ('is a folder, not a file', 'there is no such folder', None)
    """
    if not Path(path).parent.is_dir():
        return "there is no such folder"
    mode = _mode(path)
    if mode is not None and stat.S_ISDIR(mode):
        return "is a folder, not a file"
    if mode is not None and not stat.S_ISREG(mode):
        return None if _in_place(path, mode) else "is there and is not a file"
    return closed(Path(os.path.realpath(path)).parent)


def closed(folder: Path) -> str | None:
    """Say that no file can be put into a folder; ``None`` where one can."""
    return None if os.access(folder, os.W_OK | os.X_OK) else f"no permission to write into {folder}"


def _in_place(path: str | Path, mode: int) -> bool:
    """Whether what is there is written to, not replaced."""
    return stat.S_ISCHR(mode) or str(path).startswith(("/dev/", "/proc/"))


def _mode(path: str | Path) -> int | None:
    try:
        return os.stat(path).st_mode
    except FileNotFoundError:
        return None


def _replace(target: Path, data: bytes) -> None:
    from tempfile import mkstemp

    handle, temporary = mkstemp(dir=target.parent, prefix=TEMPORARY)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, target)
    except BaseException:
        os.unlink(temporary)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def wrapped(line: str, width: int = 80) -> str:
    """Break a line that is too long at its spaces; what follows stands two columns further in.

    Examples
    --------
    >>> print(wrapped("  a line that is too long", 16))
      a line that is
        too long
    """
    from textwrap import wrap

    inside = line[: len(line) - len(line.lstrip())] + "  "
    return "\n".join(wrap(line, width, subsequent_indent=inside, break_long_words=False, break_on_hyphens=False))


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, in the plural unless there is one.

    Examples
    --------
    >>> counted(1, "case"), counted(0, "case")
    ('1 case', '0 cases')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
