"""Faults planted by hand, one at a time: how many of them the tests nearest to them notice.

``python -m checks.bench.robustness.planted_faults`` plants each fault of ``planted_faults.json`` in a copy of the
sources and runs the tests named beside it. ``--record`` keeps the figure.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import resource
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from checks.bench.robustness.mutants_in_forks import tested
from checks.bench.robustness.mutation import PROFILE
from checks.runtime.job_figures import Figure, record

ROOT = Path(__file__).resolve().parents[3]
JOB = "Faults planted by hand over `theory/` and `checks/` that the tests nearest to them notice"
SECONDS = 120
"""Processor seconds of the tests of one fault; tests that take longer have noticed."""

NO_TESTS = 5
"""Exit status of pytest where no test is fast."""

Fault = Mapping[str, str]


def faults(of: str) -> list[dict[str, str]]:
    """Return the faults kept beside the module of that file: a file, a formula in it, and what is planted instead."""
    kept: list[dict[str, str]] = json.loads(Path(of).with_suffix(".json").read_text("utf-8"))
    return kept


@contextmanager
def planted(folder: Path, fault: Fault) -> Iterator[None]:
    """Plant a fault in a copy of the sources, and take it out again.

    Raises
    ------
    ValueError
        When the formula does not stand there once.
    """
    path, formula = folder / fault["file"], fault["formula"]
    before = path.read_text("utf-8")
    if before.count(formula) != 1:
        raise ValueError(f"{fault['file']} holds {formula!r} {before.count(formula)} times")
    path.write_text(before.replace(formula, fault["instead"]), encoding="utf-8")
    try:
        yield
    finally:
        path.write_text(before, encoding="utf-8")


def copy(place: Path) -> None:
    """Copy the packages and the tests without what was compiled; a test that fails is not made smaller."""
    idle = shutil.ignore_patterns("__pycache__", "_build")
    for name in ("theory", "proofs", "checks", "tests"):
        shutil.copytree(ROOT / name, place / name, ignore=idle)
    shutil.copy(ROOT / "pyproject.toml", place)
    (place / "conftest.py").write_text(PROFILE, encoding="utf-8")


def count(kept: Sequence[Fault], noticed: Callable[[Path, Fault], str], files: Callable[[Path], None]) -> int:
    """Plant faults one by one in a temporary copy and print what notices each; return how many are noticed."""
    caught = 0
    with tempfile.TemporaryDirectory(prefix="user-diversity-") as name:
        files(Path(name))
        os.chdir(name)
        sys.dont_write_bytecode, sys.path[:0] = True, [name]
        for fault in kept:
            with planted(Path(name), fault):
                answer = noticed(Path(name), fault)
            caught += bool(answer)
            print(f"{answer or 'MISSED'}: {fault['file']}: {' '.join(fault['instead'].split())}", flush=True)
    return caught


def by_tests(folder: Path, fault: Fault) -> str:
    """Return what ended the fast tests among those of a fault; nothing if they pass, or if there is none."""
    status = tested(SECONDS, *fault["tests"])
    return "" if status in (0, NO_TESTS) else f"status {status}"


def figure(caught: int, total: int) -> str:
    """Return the figure of a job; the share is rounded down.

    Examples
    --------
    >>> figure(19, 20)
    '19 of 20 noticed (95 %)'
    >>> figure(223, 224)
    '223 of 224 noticed (99 %)'
    """
    return f"{caught} of {total} noticed ({100 * caught // total} %)"


def main(arguments: Sequence[str] | None = None) -> int:
    """Plant every fault and print what notices it; refuse if the tests fail without any."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--record", action="store_true", help="keep the figure for the README")
    parser.add_argument("--of", default="", metavar="TEXT", help="only faults in files whose name holds this")
    chosen = parser.parse_args(arguments)
    kept = [fault for fault in faults(__file__) if chosen.of in fault["file"]]
    if not kept:
        parser.error(f"no fault is kept for a file whose name holds {chosen.of!r}")
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    for name in ("flint", "hypothesis.strategies", "mpmath", "numpy", "pytest", "sympy", "z3"):
        import_module(name)
    gc.freeze()
    before = tested(resource.RLIM_INFINITY, *sorted({test for fault in kept for test in fault["tests"]}))
    if before:
        print(f"the tests end with {before} on the sources as they are", file=sys.stderr)
        return 1
    line = figure(count(kept, by_tests, copy), len(kept))
    print(line)
    if chosen.record and not chosen.of:
        record("planted_faults", Figure(JOB, "python -m checks.bench.robustness.planted_faults --record", line))
    return 0


if __name__ == "__main__":
    sys.exit(main())
