"""Faults planted in the formulas of the theory, one at a time: how many of them ``verify --cases 60`` notices.

``python -m checks.bench.robustness.weakened_formulas`` changes one formula in a copy of the sources, mostly so that a
bound becomes weaker and every inequality stays true, and asks every claim for its verdict: refuted, slack or error is
noticed. ``--record`` keeps the figure.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from time import process_time

from checks.runtime.job_figures import Figure, record

ROOT = Path(__file__).resolve().parents[3]
JOB = "Faults planted in the formulas of the theory that `verify --cases 60` notices"
CASES, SECONDS, MEMORY = 60, 60, 4 << 30
"""Cases a claim; processor seconds for all claims of one fault, in which it is noticed or counts as missed."""

FAULTS: list[dict[str, str]] = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))
"""Each a file of the theory, a formula in it, and what is planted instead."""


def noticed(seconds: int = SECONDS) -> str:
    """Return the first claim that is refuted, slack or in error, by itself; nothing if none is within the seconds."""
    from checks.verify import trial
    from theory.claims import LEDGER

    for claim in LEDGER:
        known = trial.Trial(claim.id)
        trial.compare_with_known(known, claim)
        if known.verdict in ("slack", "error"):
            return f"{claim.id} {known.verdict}"
    for claim in LEDGER:
        if process_time() > seconds:
            break
        found = trial.run(claim, CASES, 0, most_chunks=3).verdict
        if found in ("refuted", "error"):
            return f"{claim.id} {found}"
    return ""


def planted(folder: Path, fault: Mapping[str, str]) -> str:
    """Plant a fault in a copy of the sources and return what notices it there, in a process of its own.

    Raises
    ------
    ValueError
        When the formula does not stand there once.
    """
    name, formula = fault["file"], fault["formula"]
    path = folder / "theory" / name
    before = path.read_text("utf-8")
    if before.count(formula) != 1:
        raise ValueError(f"{name} holds {formula!r} {before.count(formula)} times")
    path.write_text(before.replace(formula, fault["instead"]), encoding="utf-8")
    try:
        return _elsewhere(folder)
    finally:
        path.write_text(before, encoding="utf-8")


def _elsewhere(folder: Path) -> str:
    """Run `noticed` in a fork that imports the copy."""
    reader, writer = os.pipe()
    child = os.fork()
    if child:
        os.close(writer)
        with os.fdopen(reader, encoding="utf-8") as stream:
            answer = stream.read()
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        return answer if status == 0 else f"ended with {status}"
    answer = "broken"
    try:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        for name in [name for name in sys.modules if name.partition(".")[0] in ("theory", "proofs", "checks")]:
            del sys.modules[name]
        sys.dont_write_bytecode, sys.path[:0] = True, [str(folder)]
        answer = str(import_module("checks.bench.robustness.weakened_formulas").noticed())
    except Exception as error:
        answer = f"{type(error).__name__}: {error}"
    finally:
        os.write(writer, answer.encode())
        os._exit(0)


def copy(place: Path) -> None:
    """Copy the packages without what was compiled."""
    for name in ("theory", "proofs", "checks"):
        shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns("__pycache__", "data", "rocq"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Plant every fault and print what notices it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--record", action="store_true", help="keep the figure for the README")
    chosen = parser.parse_args(arguments)
    for name in ("flint", "hypothesis.strategies", "mpmath", "numpy", "sympy"):
        import_module(name)
    caught = 0
    with tempfile.TemporaryDirectory(prefix="user-diversity-") as name:
        copy(Path(name))
        for fault in FAULTS:
            answer = planted(Path(name), fault)
            caught += bool(answer)
            print(f"{answer or 'MISSED'}: {fault['file']}: {fault['instead'].strip()}", flush=True)
    figure = f"{caught} of {len(FAULTS)} noticed ({100 * caught / len(FAULTS):.0f} %)"
    print(figure)
    if chosen.record:
        record("weakened_formulas", Figure(JOB, "python -m checks.bench.robustness.weakened_formulas --record", figure))
    return 0


if __name__ == "__main__":
    sys.exit(main())
