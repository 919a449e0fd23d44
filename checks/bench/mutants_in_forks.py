"""Runs the tests on each mutant of a cosmic-ray session, every time in a fork of one process that is already warm.

``python -m checks.bench.mutants_in_forks SESSION TEST...``, in a copy of the tree that may be changed. What the
mutants are is cosmic-ray's business; only starting Python, pytest and the libraries again for each is saved.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from difflib import unified_diff
from importlib import import_module
from pathlib import Path
from typing import Any

SECONDS = 40
"""Of computing, after which a mutant counts as killed: dozens of times what the tests take."""

MEMORY = 4 << 30
"""Bytes."""

LATE = "late"
_WARM = ("flint", "hypothesis.strategies", "mpmath", "numpy", "pytest", "z3")
_OURS = ("theory", "proofs", "checks")


def tested(tests: list[str]) -> int:
    """Run the tests in a fork and return its exit status, negative for the signal that ended it."""
    child = os.fork()
    if not child:
        try:
            os._exit(_child(tests))
        finally:
            os._exit(2)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _child(tests: list[str]) -> int:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    quiet = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(quiet, stream)
    for name in [name for name in sys.modules if name.partition(".")[0] in _OURS]:
        del sys.modules[name]
    return int(import_module("pytest").main(["-x", "-q", "-p", "no:cacheprovider", *tests]))


def outcome(item: Any, tests: list[str]) -> Any:
    """Return cosmic-ray's result of one mutant."""
    from cosmic_ray.mutating import use_mutation
    from cosmic_ray.plugins import get_operator
    from cosmic_ray.work_item import TestOutcome, WorkerOutcome, WorkResult

    (mutation,) = item.mutations
    operator = get_operator(mutation.operator_name)(**mutation.operator_args)
    with use_mutation(mutation.module_path, operator, mutation.occurrence) as (before, after):
        status = tested(tests)
    name = str(mutation.module_path)
    return WorkResult(
        worker_outcome=WorkerOutcome.NORMAL,
        output=LATE if status in (-signal.SIGXCPU, -signal.SIGKILL) else "",
        test_outcome=TestOutcome.KILLED if status else TestOutcome.SURVIVED,
        diff="\n".join(unified_diff(before.splitlines(), after.splitlines(), name, name, lineterm="", n=0)),
    )


def main(session: str, *tests: str) -> int:
    """Run every pending mutant of a session; 1 if the tests fail without any."""
    from cosmic_ray.work_db import use_db

    for name in _WARM:
        import_module(name)
    if tested(list(tests)):
        print("the tests fail on the sources as they are", file=sys.stderr)
        return 1
    with use_db(Path(session)) as database:
        for item in database.pending_work_items:
            database.set_result(item.job_id, outcome(item, list(tests)))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
