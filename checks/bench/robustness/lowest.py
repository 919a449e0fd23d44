"""The lowest versions that ``pyproject.toml`` admits: installed in a fresh environment, with the tests run on them.

Run ``python -m checks.bench.robustness.lowest``; further words are tests to run instead of `TESTS`. ``--record``
keeps the figure.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import tomllib
from collections.abc import Mapping
from pathlib import Path
from time import perf_counter
from typing import Any

from checks.bench.robustness.environment import ROOT, Environment, build_wheel
from checks.runtime.job_figures import Figure, record

JOB = "The lowest versions of every dependency: installed in a fresh environment, tests run on them"
TESTS = (
    "tests/theory",
    "tests/proofs/symbolic/discharge",
    "tests/checks/audit",
    "tests/checks/commands",
    "tests/checks/exact",
    "tests/checks/report",
    "tests/checks/simulate",
    "tests/checks/test_cli.py",
    "tests/checks/verify/test_main_job.py",
)
"""Tests that call every dependency."""
SECONDS = 3600.0
_BOUND = re.compile(r"(?P<name>[A-Za-z0-9._-]+)(?:\[[^\]]*\])?>=(?P<version>[0-9.]+)(?:,<[0-9.]+)?")


def lowest(project: Mapping[str, Any]) -> dict[str, str]:
    """Return the lower bound of every dependency of a project, extras included.

    Parameters
    ----------
    project : mapping
        The table ``project`` of a ``pyproject.toml``.

    Raises
    ------
    ValueError
        When a dependency has no lower bound, or two that differ.

    Examples
    --------
    >>> lowest({"name": "p", "dependencies": ["a>=1.2"], "optional-dependencies": {"x": ["p[y]", "b[c]>=3,<4"]}})
    {'a': '1.2', 'b': '3'}
    """
    found: dict[str, str] = {}
    extras = project.get("optional-dependencies", {}).values()
    for requirement in (*project["dependencies"], *(one for extra in extras for one in extra)):
        if requirement.startswith(f"{project['name']}["):
            continue
        match = _BOUND.fullmatch(requirement)
        if match is None:
            raise ValueError(f"{requirement} has no lower bound")
        if found.setdefault(match["name"], match["version"]) != match["version"]:
            raise ValueError(f"{match['name']} has two lower bounds")
    return found


def main() -> int:
    """Install, run the tests, print; the status is that of the tests."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--record", action="store_true", help="keep the figure")
    parser.add_argument("--python", default=sys.executable, metavar="PATH", help="the interpreter")
    parser.add_argument("tests", nargs="*", default=list(TESTS), help="what pytest is given")
    options = parser.parse_args()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    versions = lowest(project)
    with tempfile.TemporaryDirectory(prefix="user-diversity-") as name:
        folder = Path(name)
        wheel = build_wheel(folder)
        environment = Environment.make(folder, options.python)
        constraints = folder / "lowest.txt"
        constraints.write_text("".join(f"{name}=={version}\n" for name, version in versions.items()), encoding="utf-8")
        extras = ",".join(project["optional-dependencies"])
        environment.install([f"{wheel}[{extras}]"], "--constraint", str(constraints))
        print(f"{len(versions)} lowest versions installed on Python {environment.version}", flush=True)
        start = perf_counter()
        done = environment.run(["pytest", "-q", "-p", "no:cacheprovider", *options.tests], ROOT, SECONDS)
        print(done.stdout[-20000:] + done.stderr[-2000:])
        last = re.sub(r"[=\s]+", " ", done.stdout.strip().splitlines()[-1]).strip()
        figure = f"{last.split(' in ')[0]} with the lowest versions of {len(versions)} packages"
        figure += f" on Python {environment.version}; {(perf_counter() - start) / 60:.0f} min"
    print(figure)
    if options.record and not done.returncode:
        chosen = () if tuple(options.tests) == TESTS else tuple(options.tests)
        record("lowest", Figure(JOB, " ".join(("python -m checks.bench.robustness.lowest", *chosen)), figure))
    return done.returncode


if __name__ == "__main__":
    raise SystemExit(main())
