"""The Rocq tools of this machine, and how they are called."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from threading import Event, Timer
from time import monotonic

_PROBE = """From mathcomp Require Import all_algebra reals exp.
From mathcomp.algebra_tactics Require Import ring.
"""


SWAYING = ("COQC", "COQEXTRAFLAGS", "COQFLAGS", "COQLIBS", "MAKEFILES", "MAKEFLAGS", "OPT")
"""Variables of the environment through which a build could be given other options, or another compiler."""


class KernelUnavailable(RuntimeError):
    """Rocq, or a library it needs, is not on this machine."""


class BuildFailed(Exception):
    """A tool refused the development; the message is one line."""


class OutOfTime(BuildFailed):
    """The time given was not enough."""


@dataclass(frozen=True)
class Tools:
    """How the tools are called here: ``coqc`` in Coq 8, ``rocq compile`` in Rocq 9.

    Attributes
    ----------
    compiler, makefile, checker : tuple of str
        The beginnings of command lines.
    make : str
        A path.
    version : str
        What the compiler says of itself.
    fingerprint : str
        Of the compiler and of the libraries that the development uses: a file that requires them holds their hashes.
    """

    compiler: tuple[str, ...]
    makefile: tuple[str, ...]
    checker: tuple[str, ...]
    make: str
    version: str
    fingerprint: str


@dataclass(frozen=True)
class Deadline:
    """A moment after which nothing may go on; ``None`` for never."""

    moment: float | None = None

    @classmethod
    def after(cls, seconds: float | None) -> Deadline:
        """Return the deadline that is so many seconds away."""
        return cls(None if seconds is None else monotonic() + seconds)

    @property
    def left(self) -> float | None:
        """Seconds that are left, never negative."""
        return None if self.moment is None else max(0.0, self.moment - monotonic())


def call(
    command: Sequence[str],
    directory: Path,
    deadline: Deadline,
    heard: Callable[[str], None] | None = None,
    both: bool = False,
) -> str:
    """Run a tool and return what it writes to standard output; `SWAYING` variables are kept from it.

    Parameters
    ----------
    command : sequence of str
        The command line.
    directory : Path
        Where it runs.
    deadline : Deadline
        When to give up.
    heard : callable, optional
        Is given each line as it comes.
    both : bool
        Whether to return what goes to standard error too.

    Raises
    ------
    BuildFailed
        When it fails or takes too long; its children end with it.
    """
    environment = {name: value for name, value in os.environ.items() if name not in SWAYING}
    lines = []
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8") as complaint,
        subprocess.Popen(
            command,
            cwd=directory,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT if both else complaint,
            encoding="utf-8",
            start_new_session=True,
        ) as process,
        _limited(process, deadline) as late,
    ):
        for line in process.stdout or ():
            lines.append(line)
            if heard is not None:
                heard(line.rstrip())
        process.wait()
        complaint.seek(0)
        complaints = "".join(lines) if both else complaint.read()
    if late.is_set():
        raise OutOfTime("the time given was not enough")
    if process.returncode != 0:
        raise BuildFailed(first_error(complaints) or f"{Path(command[0]).name} ended with {process.returncode}")
    return "".join(lines)


@contextmanager
def _limited(process: subprocess.Popen[str], deadline: Deadline) -> Iterator[Event]:
    """End a process and its children when its time is over, or when what waits for it is interrupted."""
    late = Event()

    def end() -> None:
        late.set()
        os.killpg(process.pid, signal.SIGKILL)

    timer = Timer(deadline.left or 0.0, end)
    if deadline.left is not None:
        timer.start()
    try:
        yield late
    except BaseException:
        os.killpg(process.pid, signal.SIGKILL)
        raise
    finally:
        timer.cancel()


def first_error(complaint: str) -> str:
    r"""Return the first error of a compiler's output in one line.

    >>> first_error('File "./theories/A.v", line 3, characters 0-4:\nError:\nNo such goal.\nmake: *** [A.vo]')
    'File "./theories/A.v", line 3, characters 0-4: Error: No such goal.'
    """
    lines = [line for line in complaint.splitlines() if not line.startswith("make")]
    for number, line in enumerate(lines):
        if line.startswith("Error"):
            start = max((i for i in range(number) if lines[i].startswith("File ")), default=number)
            return " ".join(" ".join(lines[start : number + 4]).split())[:400]
    return " ".join(" ".join(lines).split())[:400]


@cache
def tools() -> Tools:
    """Find the tools and try them on the libraries that the development uses.

    Raises
    ------
    KernelUnavailable
        When one is missing.
    """
    make = shutil.which("make")
    if make is None:
        raise KernelUnavailable("make is not installed")
    compiler = _command("coqc", "compile")
    with tempfile.TemporaryDirectory(prefix="user-diversity-") as name:
        scratch = Path(name)
        (scratch / "probe.v").write_text(_PROBE, encoding="utf-8")
        try:
            version = " ".join(call((*compiler, "--version"), scratch, Deadline()).split())
            call((*compiler, "-w", "none", "probe.v"), scratch, Deadline())
            fingerprint = sha256(version.encode() + (scratch / "probe.vo").read_bytes()).hexdigest()
        except BuildFailed as missing:
            raise KernelUnavailable(f"mathcomp, its analysis or algebra-tactics is missing: {missing}") from missing
    makefile, checker = _command("coq_makefile", "makefile"), _command("coqchk", "check")
    return Tools(compiler, makefile, checker, make, version, fingerprint)


def _command(coq: str, rocq: str) -> tuple[str, ...]:
    if path := shutil.which(coq):
        return (path,)
    if path := shutil.which("rocq"):
        return (path, rocq)
    raise KernelUnavailable(f"neither {coq} nor rocq is installed")
