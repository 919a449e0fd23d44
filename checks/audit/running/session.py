"""One audit while it runs: it minds a budget and can say how far it got."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from time import monotonic


class OutOfTimeError(RuntimeError):
    """The budget of an audit is spent; the message says on what."""


@dataclass
class Session:
    """How far an audit got.

    Attributes
    ----------
    until : float or None
        When its budget is spent, on the clock of `time.monotonic`.
    doing : str
        What it is at.
    dimensions : tuple of int or None
        Relevant and exposed dimensions, as given and exactly, once they are known.
    sure : bool
        Whether what is not exposed as given is certainly missing.
    """

    until: float | None = None
    doing: str = "reading"
    dimensions: tuple[int, int] | None = None
    sure: bool = True

    @property
    def verdict(self) -> str | None:
        """What is certain already: ``vacuous`` or ``not diverse`` where the exact dimensions say so."""
        if self.dimensions is None:
            return None
        relevant, exposed = self.dimensions
        return "vacuous" if relevant == 0 else "not diverse" if exposed < relevant and self.sure else "undecided"

    @property
    def certain(self) -> str:
        """What is certain already, in words."""
        if self.dimensions is None:
            return "nothing yet"
        relevant, exposed = self.dimensions
        return f"as given, the heads span {exposed} of {relevant} relevant dimensions"


_SESSION: ContextVar[Session] = ContextVar("session")


@contextmanager
def running(session: Session) -> Iterator[Session]:
    """Audit within a session."""
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


def found(relevant: int, exposed: int, sure: bool) -> None:
    """Note the exact dimensions of the audited population, and whether what is not exposed is certainly missing."""
    session = _SESSION.get(None)
    if session is not None and session.dimensions is None:
        session.dimensions, session.sure = (relevant, exposed), sure
