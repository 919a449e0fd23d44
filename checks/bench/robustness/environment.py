"""Fresh virtual environments, for the jobs that install the project away from its sources."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PACKAGES = ("theory", "proofs", "checks", "user_diversity")
METADATA = ("pyproject.toml", "README.md", "LICENSE")
PIP = ("-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input")


def build_wheel(folder: Path) -> Path:
    """Build the wheel from a copy of the sources, so that no earlier build gets into it; return the file."""
    sources = folder / "sources"
    for package in PACKAGES:
        shutil.copytree(ROOT / package, sources / package, ignore=shutil.ignore_patterns("__pycache__"))
    for name in METADATA:
        shutil.copy(ROOT / name, sources / name)
    call([sys.executable, *PIP, "wheel", "--no-deps", "--wheel-dir", str(folder / "wheel"), str(sources)])
    (wheel,) = (folder / "wheel").glob("*.whl")
    return wheel


def call(words: Sequence[str], folder: Path | None = None) -> str:
    """Run a program and return its output.

    Raises
    ------
    RuntimeError
        With the end of its complaint, when it fails.
    """
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(words)}: status {done.returncode}\n{done.stderr[-2000:]}")
    return done.stdout


@dataclass(frozen=True)
class Environment:
    """A virtual environment with a home of its own, so that nothing the user has kept helps or hinders.

    Attributes
    ----------
    folder : Path
        Where it is; `make` creates it.
    """

    folder: Path

    @classmethod
    def make(cls, folder: Path, python: str = sys.executable) -> Environment:
        """Create an empty environment of an interpreter."""
        call([python, "-m", "venv", str(folder / "venv")])
        (folder / "home").mkdir()
        return cls(folder)

    @property
    def python(self) -> str:
        """The interpreter inside."""
        return str(self.folder / "venv" / "bin" / "python")

    @property
    def version(self) -> str:
        """The version of the interpreter, such as ``3.11.7``."""
        return call([self.python, "-c", "import platform; print(platform.python_version())"]).strip()

    @property
    def packages(self) -> Path:
        """Where packages are installed."""
        return Path(call([self.python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]).strip())

    def install(self, requirements: Iterable[str], *options: str) -> None:
        """Install requirements, from wheels where there are any."""
        call([self.python, *PIP, "install", "--prefer-binary", *options, *requirements])

    def run(self, words: Sequence[str], folder: Path, seconds: float) -> subprocess.CompletedProcess[str]:
        """Run a program of the environment; output and complaints are kept apart."""
        program, *rest = words
        home = str(self.folder / "home")
        return subprocess.run(
            [str(self.folder / "venv" / "bin" / program), *rest],
            cwd=folder,
            env={
                "PATH": os.environ.get("PATH", ""),
                "HOME": home,
                "XDG_CACHE_HOME": f"{home}/cache",
                "LANG": "C.UTF-8",
            },
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
        )
