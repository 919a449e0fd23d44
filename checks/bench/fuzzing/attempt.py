"""One malformed input handed to the command line, and what must be true of how it ends."""

from __future__ import annotations

import io
import json
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from time import process_time
from types import FrameType

from checks.cli import LONGEST_LINE, run

SECONDS = 20.0
"""Most seconds of work one input may take."""

WAIT = 30
"""How much longer than its work an input may take, on a machine that others use too."""

REFUSED = 2
BY_BUDGET = 3


@dataclass(frozen=True)
class Input:
    """A command line and the files it names.

    Attributes
    ----------
    line : sequence of str
        The arguments.
    files : dict
        Name → content; written into the working folder first.
    """

    line: Sequence[str]
    files: dict[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """How an input ended: its exit status, what is wrong with it (``None``: nothing), and its seconds of work."""

    status: int | None
    problem: str | None
    seconds: float


class HangError(BaseException):
    """The time of one input is over."""


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """Ring when so many seconds of work are over, or `WAIT` times as many by the clock."""

    def ring(number: int, frame: FrameType | None) -> None:
        raise HangError

    timers = {signal.ITIMER_PROF: (signal.SIGPROF, seconds), signal.ITIMER_REAL: (signal.SIGALRM, WAIT * seconds)}
    before = {number: signal.signal(number, ring) for number, _ in timers.values()}
    for timer, (_, after) in timers.items():
        signal.setitimer(timer, after)
    try:
        yield
    finally:
        for timer in timers:
            signal.setitimer(timer, 0)
        for number, handler in before.items():
            signal.signal(number, handler)


def attempt(given: Input, seconds: float = SECONDS) -> Outcome:
    """Hand an input to the command line, in this process and in the present folder, and judge how it ends."""
    for name, content in given.files.items():
        Path(name).unlink(missing_ok=True)  # a file cut to nothing and written again is flushed, a new one is not
        Path(name).write_bytes(content)
    output, errors = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
    stdin, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO())
    start = process_time()
    status: int | None = None
    try:
        with redirect_stdout(output), redirect_stderr(errors), _alarm(seconds):
            status = run(given.line)
        output.flush()
        problem = judge(given.line, status, output.buffer.getvalue().decode(), errors.getvalue())
    except HangError:
        problem = f"still running after {seconds:g} s"
    except BaseException as error:
        problem = f"{type(error).__name__} {error}"[:300]
    finally:
        sys.stdin = stdin
    return Outcome(status, problem, process_time() - start)


def judge(line: Sequence[str], status: int, output: str, errors: str) -> str | None:
    r"""Say what is wrong with the way a command ended; ``None`` where nothing is.

    Examples
    --------
    >>> judge(["check"], 2, "", "user-diversity: Missing argument 'FILE'.\n")
    >>> judge(["check"], 2, "", "")
    '0 lines on standard error'
    """
    allowed = {0, 1, REFUSED} | ({BY_BUDGET} if any(word.startswith("--budget") for word in line) else set())
    if status not in allowed:
        return f"exit status {status}"
    if not _clean(output) or not _clean(errors):
        return "control characters in the output"
    if status == REFUSED:
        lines = errors.splitlines()
        if len(lines) != 1:
            return f"{len(lines)} lines on standard error"
        if not lines[0].startswith("user-diversity: ") or len(lines[0]) > 2 * LONGEST_LINE:
            return f"not a short line: {lines[0][:80]}"
        return "output although refused" if output and "--json" in line else None
    if "--json" in line and line[-1] == "--json":
        try:
            json.loads(output)
        except ValueError:
            return "standard output is not JSON"
    return None


def _clean(text: str) -> bool:
    return all(letter.isprintable() or letter in "\n\t" for letter in set(text))


def prepare(folder: str | os.PathLike[str], good: bytes) -> None:
    """Make a folder the present one, with what command lines may name there."""
    os.chdir(folder)
    Path("good.json").write_bytes(good)
    Path("heads.csv").write_bytes(b"user,x,y\nann,1,0\nbob,0,1\n")
    Path("table.parquet").write_bytes(b"PAR1")
    if not Path("pipe").exists():
        os.mkfifo("pipe")
