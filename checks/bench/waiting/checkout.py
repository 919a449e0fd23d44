"""Processes of this checkout or of another one, and the processor time they take."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Ran:
    """What a process printed, and the processor seconds that it and its children spent outside the system."""

    output: str
    seconds: float


def python(checkout: Path, *arguments: str, folder: str | None = None) -> Ran:
    """Run Python on the modules of a checkout; it must end with status 0.

    Processor time is counted rather than time that passes: the machine may have other work. Byte code is kept, as
    where the project is installed.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryFile("w+") as output:
        process = subprocess.Popen(
            [sys.executable, *arguments], stdout=output, cwd=folder or checkout,
            env={**environment, "PYTHONPATH": str(checkout)},
        )  # fmt: skip
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise RuntimeError(f"{checkout}: python {' '.join(arguments)[:60]}: status {process.returncode}")
        output.seek(0)
        return Ran(output.read(), used.ru_utime)
