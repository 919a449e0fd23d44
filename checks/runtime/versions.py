"""Versions of what results depend on: packages, Python, the proof assistant, the commit."""

from __future__ import annotations

import platform
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

NOT_INSTALLED = "not installed"


def versions(*names: str) -> dict[str, str]:
    """Return the version of each distribution; a checkout that is used as it lies has none.

    Examples
    --------
    >>> versions("no-such-distribution")
    {'no-such-distribution': 'not installed'}
    """
    return {name: _version(name) for name in names}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return NOT_INSTALLED


def machine() -> dict[str, str]:
    """Return the versions of Python, NumPy, Coq and MathComp, and the commit; what is absent is left out.

    Examples
    --------
    >>> "Python" in machine()
    True
    """
    found = {
        "Python": platform.python_version(),
        "NumPy": _version("numpy"),
        "Coq": _said("coqc", "-print-version").split(" ")[0],
        "MathComp": _said("dpkg-query", "-W", "-f", "${Version}", "libcoq-mathcomp-ssreflect"),
        "commit": _said("git", "-C", str(Path(__file__).parent), "rev-parse", "HEAD"),
    }
    return {name: value for name, value in found.items() if value}


def _said(*command: str) -> str:
    """Return what a command prints; nothing where it is not there or fails."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=10)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
