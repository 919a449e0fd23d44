"""Handling of Ctrl-C in long jobs.

Python drops an exception that is raised inside a callback of the garbage collector. Hypothesis has one, and a signal
that arrives during a collection is delivered just there.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

DROPPING = "gc_callback"
"""The function in which an exception would be dropped."""

PAUSE = 0.01
"""Seconds until a signal that came there is delivered again."""


def _deliver(number: int, frame: FrameType | None) -> None:
    if frame is not None and frame.f_code.co_name == DROPPING:
        threading.Timer(PAUSE, signal.pthread_kill, [threading.get_ident(), number]).start()
        return
    raise KeyboardInterrupt


@contextmanager
def delivered() -> Iterator[None]:
    """Raise KeyboardInterrupt on Ctrl-C wherever it is not dropped, at once or a moment later."""
    own = threading.current_thread() is threading.main_thread()
    before = signal.getsignal(signal.SIGINT)
    if not own or before in {signal.SIG_IGN, None}:
        yield
        return
    signal.signal(signal.SIGINT, _deliver)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def stoppable() -> Iterator[threading.Event]:
    """Turn the first Ctrl-C into an event, so that what is finished is kept; the second one ends the command."""
    stop = threading.Event()
    own = threading.current_thread() is threading.main_thread()
    before = signal.getsignal(signal.SIGINT)
    if not own or before in {signal.SIG_IGN, None}:
        yield stop
        return

    def first(*_: object) -> None:
        stop.set()
        signal.signal(signal.SIGINT, before)

    signal.signal(signal.SIGINT, first)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


def left_to_parent() -> None:
    """Ignore Ctrl-C in a worker: the run that wants its results ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
