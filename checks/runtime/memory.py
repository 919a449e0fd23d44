"""How much memory this process has needed at most: its own, not what the process that started it had needed.

``ru_maxrss`` begins, after a fork and an exec, at the peak of the parent, so that a child of a large process seems
large; and it can never be set back. Linux keeps the peak of the program itself beside it.
"""

from __future__ import annotations

import re
import resource
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

_STATUS, _FORGET = Path("/proc/self/status"), Path("/proc/self/clear_refs")


def peak() -> int:
    """Return the largest resident set of this program so far, in bytes.

    Where there is no ``/proc`` it is what ``ru_maxrss`` says, the parent's peak included.
    """
    found = re.search(r"^VmHWM:\s*(\d+) kB$", _STATUS.read_text(), re.MULTILINE) if _STATUS.exists() else None
    if found:
        return 1024 * int(found[1])
    unit = 1 if sys.platform == "darwin" else 1024
    return unit * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def forget_peak() -> int:
    """Set the peak back to what is resident now, where the system can, and return it."""
    if _FORGET.exists():
        _FORGET.write_text("5")
    return peak()


def peak_of_command(line: Sequence[str], environment: dict[str, str] | None = None) -> int:
    """Run the command ``user-diversity`` in a process of its own, its output dropped, and return its peak in bytes."""
    code = (
        "import atexit, sys; from checks.runtime.memory import peak; from checks.cli import main;"
        "atexit.register(lambda: print(peak(), file=sys.stderr)); main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *line],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=environment,
    )  # fmt: skip
    return int(done.stderr.split()[-1])
