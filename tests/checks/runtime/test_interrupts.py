"""Ctrl-C, wherever it arrives."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator

import pytest

from checks.runtime.interrupts import delivered, stoppable


@pytest.fixture(autouse=True)
def usual() -> Iterator[None]:
    """Python's own handler: these tests may run in the background, where Ctrl-C is ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def gc_callback(taken: list[str]) -> None:
    """Stands for the callback of the garbage collector, in which an exception would be dropped."""
    os.kill(os.getpid(), signal.SIGINT)
    for _ in range(100):
        pass
    taken.append("callback ended")


def test_an_interrupt_is_put_off_where_it_would_be_dropped() -> None:
    taken: list[str] = []
    with pytest.raises(KeyboardInterrupt), delivered():
        gc_callback(taken)
        time.sleep(10)
    assert taken == ["callback ended"]


def test_an_interrupt_is_at_once_elsewhere_and_the_handler_is_put_back() -> None:
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt), delivered():
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(10)
    assert signal.getsignal(signal.SIGINT) is before


def test_an_interrupt_that_is_ignored_stays_ignored() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with delivered():
            os.kill(os.getpid(), signal.SIGINT)
    finally:
        signal.signal(signal.SIGINT, before)


def test_the_first_interrupt_is_an_event_and_the_second_ends_the_command() -> None:
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt), delivered(), stoppable() as stop:
        assert not stop.is_set()
        os.kill(os.getpid(), signal.SIGINT)
        assert stop.wait(5)
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(10)
    assert signal.getsignal(signal.SIGINT) is before


def test_an_interrupt_that_is_ignored_stops_nothing() -> None:
    """A command that a script started in the background."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with stoppable() as stop:
        os.kill(os.getpid(), signal.SIGINT)
        assert not stop.is_set()
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
