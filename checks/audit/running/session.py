"""One audit while it runs: it minds a budget, can say how far it got, and keeps finished fits for the next run."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from time import monotonic
from typing import Any

import numpy as np
from numpy.typing import NDArray

from checks.audit.reading.array_files import read_arrays
from checks.runtime.output import TEMPORARY, write_bytes
from checks.runtime.versions import versions
from theory.errors import InputError

Array = NDArray[Any]
Floats = NDArray[np.floating[Any]]


class OutOfTimeError(RuntimeError):
    """The budget of an audit is spent; the message says on what."""


@dataclass
class Session:
    """How far an audit got.

    Attributes
    ----------
    until : float or None
        When its budget is spent, on the clock of `time.monotonic`.
    folder : Path or None
        Where finished fits are kept.
    doing : str
        What it is at.
    fits : int
        How many heads were fitted, or read back.
    dimensions : tuple of int or None
        Relevant and exposed dimensions, as given and exactly, once they are known.
    """

    until: float | None = None
    folder: Path | None = None
    doing: str = "reading"
    fits: int = 0
    dimensions: tuple[int, int] | None = None

    @property
    def verdict(self) -> str | None:
        """What is certain already: ``vacuous`` or ``not diverse`` where the exact dimensions say so."""
        if self.dimensions is None:
            return None
        relevant, exposed = self.dimensions
        return "vacuous" if relevant == 0 else "not diverse" if exposed < relevant else "undecided"

    @property
    def certain(self) -> str:
        """What is certain already, in words."""
        if self.dimensions is None:
            return f"nothing yet, {self.fits} fits are done" if self.fits else "nothing yet"
        relevant, exposed = self.dimensions
        return f"as given, the heads span {exposed} of {relevant} relevant dimensions"


_SESSION: ContextVar[Session] = ContextVar("session")


@contextmanager
def running(session: Session) -> Iterator[Session]:
    """Audit within a session.

    Raises
    ------
    InputError
        Where the folder for fits cannot be made.
    """
    if session.folder is not None:
        try:
            session.folder.mkdir(parents=True, exist_ok=True)
            for leftover in session.folder.glob(f"{TEMPORARY}*"):
                leftover.unlink()
        except OSError as error:
            raise InputError(str(session.folder), error.strerror or "cannot be written") from None
    token = _SESSION.set(session)
    try:
        yield session
    finally:
        _SESSION.reset(token)


def at(doing: str) -> None:
    """Say what the audit is at now."""
    session = _SESSION.get(None)
    if session is not None:
        session.doing = doing
        tick()


def tick() -> None:
    """Stop when the budget is spent.

    Raises
    ------
    OutOfTimeError
        Saying what the audit was at.
    """
    session = _SESSION.get(None)
    if session is not None and session.until is not None and monotonic() > session.until:
        raise OutOfTimeError(session.doing)


def found(relevant: int, exposed: int) -> None:
    """Note the exact dimensions of the audited population."""
    session = _SESSION.get(None)
    if session is not None and session.dimensions is None:
        session.dimensions = (relevant, exposed)


def kept(inputs: tuple[Array | float, ...], shape: tuple[int, ...], make: Callable[[], Floats]) -> Floats:
    """Return what ``make`` makes of some inputs, or what an earlier session made of the same inputs."""
    session = _SESSION.get(None)
    if session is None or session.folder is None:
        values = make()
    else:
        values = _from_folder(session.folder / f"fit-{_digest(inputs)}.npy", shape, make)
    if session is not None:
        session.fits += 1
    return values


def _from_folder(path: Path, shape: tuple[int, ...], make: Callable[[], Floats]) -> Floats:
    if path.exists():
        try:
            (values,) = read_arrays(path).values()
        except InputError:
            raise InputError(str(path), "not a fit that was kept") from None
        if values.shape != shape or values.dtype != np.float64:
            raise InputError(str(path), f"not a fit of shape {shape}")
        return values
    values, buffer = make(), io.BytesIO()
    np.save(buffer, values, allow_pickle=False)
    write_bytes(path, buffer.getvalue())
    return values


def _digest(inputs: tuple[Array | float, ...]) -> str:
    digest = blake2b(" ".join(versions("user-diversity", "numpy", "scipy").values()).encode(), digest_size=16)
    for given in inputs:
        array = np.ascontiguousarray(given)
        digest.update(f"{array.dtype.str}{array.shape}".encode())
        digest.update(array.tobytes())
    return digest.hexdigest()
