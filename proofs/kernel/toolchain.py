"""The Rocq tools of this machine, and how they are called."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
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
    """

    compiler: tuple[str, ...]
    makefile: tuple[str, ...]
    checker: tuple[str, ...]
    make: str
    version: str


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


def call(command: Sequence[str], directory: Path, deadline: Deadline) -> str:
    """Run a tool and return what it writes to standard output; `SWAYING` variables are kept from it.

    Raises
    ------
    BuildFailed
        When it fails or takes too long; its children end with it.
    """
    environment = {name: value for name, value in os.environ.items() if name not in SWAYING}
    with subprocess.Popen(
        command,
        cwd=directory,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            output, complaint = process.communicate(timeout=deadline.left)
        except BaseException as stopped:
            os.killpg(process.pid, signal.SIGKILL)
            if isinstance(stopped, subprocess.TimeoutExpired):
                raise BuildFailed("the time given was not enough") from stopped
            raise
    if process.returncode != 0:
        raise BuildFailed(first_error(complaint) or f"{Path(command[0]).name} ended with {process.returncode}")
    return output


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
        except BuildFailed as missing:
            raise KernelUnavailable(f"mathcomp, its analysis or algebra-tactics is missing: {missing}") from missing
    return Tools(compiler, _command("coq_makefile", "makefile"), _command("coqchk", "check"), make, version)


def _command(coq: str, rocq: str) -> tuple[str, ...]:
    if path := shutil.which(coq):
        return (path,)
    if path := shutil.which("rocq"):
        return (path, rocq)
    raise KernelUnavailable(f"neither {coq} nor rocq is installed")
