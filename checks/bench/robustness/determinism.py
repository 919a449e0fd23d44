"""One seed, the same bytes: at 1 and 2 workers, with and without compiled loops, on several versions of Python.

``python -m checks.bench.robustness.determinism --python python3.12 --python python3.13`` runs the same commands under
every setting and compares what they write. Every interpreter needs the dependencies of this project in the same
versions.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from checks.runtime.job_figures import Figure, record

ROOT = Path(__file__).resolve().parents[3]
INSTANCE = str(ROOT / "checks" / "data" / "regimes" / "logarithmic.json")
BOUNDED = str(ROOT / "checks" / "data" / "regimes" / "bounded.json")

COMMANDS: tuple[tuple[str, ...], ...] = (
    ("verify", "--claim", "T6", "--claim", "T10", "--claim", "T15", "--claim", "L4", "--cases", "20", "--seed", "2"),
    ("check", INSTANCE),
    ("exact", BOUNDED, "--horizon", "8"),
    ("simulate", BOUNDED, "--horizon", "500", "--runs", "40", "--seed", "3"),
    ("simulate", INSTANCE, "--learner", "thompson", "--horizon", "200", "--runs", "40", "--seed", "3"),
    ("counterexample", "--claim", "T6", "--drop", "H3", "--seed", "1"),
    ("audit", "--case", "d3code", "--seed", "4"),
)
"""What is run; ``--json`` and, where there are workers, ``--jobs`` are added."""

WITH_JOBS = frozenset({"verify", "simulate"})


@dataclass(frozen=True)
class Setting:
    """Where and how the commands run.

    Attributes
    ----------
    python : str
        The interpreter.
    jobs : int
        Workers.
    compiled : bool
        Whether loops are compiled.
    """

    python: str
    jobs: int
    compiled: bool

    @property
    def name(self) -> str:
        """The setting in words."""
        how = "compiled" if self.compiled else "interpreted"
        return f"{Path(self.python).parent.parent.name}/{Path(self.python).name}, {self.jobs} workers, {how}"


def digests(setting: Setting, commands: tuple[tuple[str, ...], ...] = COMMANDS) -> dict[str, str]:
    """Run the commands under a setting; return a digest of what each wrote, evidence included, times apart."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "NUMBA_DISABLE_JIT": "0" if setting.compiled else "1",
        "PYTHONHASHSEED": str(setting.jobs),
    }
    found = {}
    for command in commands:
        with tempfile.TemporaryDirectory() as folder:
            line = [*command, "--json", "-", *(["--jobs", str(setting.jobs)] if command[0] in WITH_JOBS else [])]
            done = subprocess.run(
                [setting.python, "-m", "checks", *line], cwd=folder, env=environment, capture_output=True, timeout=1800
            )
            if done.returncode not in (0, 1) or not done.stdout:
                raise RuntimeError(f"{setting.name}: {' '.join(line)}: {done.stderr.decode()[-300:]}")
            digest = blake2b(done.stdout)
            for path in sorted(Path(folder).glob("evidence/*")):
                if path.name not in ("seconds.json", "machine.json"):
                    digest.update(path.name.encode() + path.read_bytes())
            found[" ".join(command)] = digest.hexdigest()
    return found


def settings(pythons: list[str]) -> list[Setting]:
    """Return what is compared: workers and compilation on the first interpreter, the others as they are."""
    first = [Setting(pythons[0], 1, True), Setting(pythons[0], 2, True), Setting(pythons[0], 1, False)]
    return first + [Setting(python, 1, True) for python in pythons[1:]]


def main(arguments: list[str] | None = None) -> int:
    """Run the job; 1 when anything differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", action="append", default=[], help="another interpreter; may be repeated")
    parser.add_argument("--record", action="store_true", help="keep the figure for the README")
    options = parser.parse_args(arguments)
    tried = settings([sys.executable, *options.python])
    plain = digests(tried[0])
    print(f"{tried[0].name}: {len(plain)} outputs", flush=True)
    different = []
    for setting in tried[1:]:
        found = digests(setting)
        odd = [command for command in plain if found[command] != plain[command]]
        print(f"{setting.name}: {'the same' if not odd else f'differs in {odd}'}", flush=True)
        different += [(setting.name, command) for command in odd]
    versions = sorted({_version(setting.python) for setting in tried})
    line = (
        f"{len(plain)} commands under {len(tried)} settings (1 and 2 workers, compiled and not, "
        f"CPython {', '.join(versions)}): {len(different)} differences"
    )
    print(line)
    if options.record:
        job = "The same bytes for one seed, whatever the workers, the compilation and the version of Python"
        others = " ".join(f"--python python{version}" for version in versions[1:])
        record("determinism", Figure(job, f"python -m checks.bench.robustness.determinism {others}".strip(), line))
    return int(bool(different))


def _version(python: str) -> str:
    text = "import sys; print('%d.%d' % sys.version_info[:2])"
    return subprocess.run([python, "-c", text], capture_output=True, text=True, check=True).stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
