"""Faults planted in the formulas of the theory, one at a time: how many of them ``verify --cases 60`` notices.

``python -m checks.bench.robustness.weakened_formulas`` changes one formula in a copy of the sources, mostly so that a
bound becomes weaker and every inequality stays true, and asks every claim for its verdict: refuted, slack or error is
noticed. ``--record`` keeps the figure.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from time import process_time

from checks.bench.robustness.planted_faults import Fault, count, faults, figure
from checks.runtime.job_figures import Figure, record
from checks.verify import slack
from theory.claims import LEDGER

ROOT = Path(__file__).resolve().parents[3]
JOB = "Faults planted in the formulas of the theory that `verify --cases 60` notices"
CASES, SECONDS, MEMORY = 60, 60, 4 << 30
"""Cases a claim; processor seconds for all claims of one fault, in which it is noticed or counts as missed."""


def noticed(seconds: int = SECONDS) -> str:
    """Return the first claim that is refuted, slack or in error, by itself; nothing if none is within the seconds."""
    from checks.verify import trial

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


def by_verify(folder: Path, fault: Fault) -> str:
    """Return what notices a fault, in a fork that imports the copy."""
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
    """Copy the packages without data."""
    for name in ("theory", "proofs", "checks"):
        shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns("__pycache__", "data", "rocq"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Plant every fault and print what notices it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--record", action="store_true", help="keep the figure for the README")
    chosen = parser.parse_args(arguments)
    for name in ("flint", "hypothesis.strategies", "mpmath", "numpy", "sympy"):
        import_module(name)
    loose = [claim.id for claim in LEDGER if slack.found(claim)]
    if loose:
        print(f"slack on the sources as they are: {', '.join(loose)}", file=sys.stderr)
        return 1
    kept = faults(__file__)
    line = figure(count(kept, by_verify, copy), len(kept))
    print(line)
    if chosen.record:
        record("weakened_formulas", Figure(JOB, "python -m checks.bench.robustness.weakened_formulas --record", line))
    return 0


if __name__ == "__main__":
    sys.exit(main())
