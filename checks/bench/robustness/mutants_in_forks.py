"""Runs the tests on each mutant of a cosmic-ray session, every time in a fork of one process that is already warm.

``python -m checks.bench.robustness.mutants_in_forks SESSION TESTS MOST SEED``, in a copy of the tree that may be
changed, TESTS being JSON: source → tests. What the mutants are is cosmic-ray's business; only starting Python, pytest
and the libraries again for each is saved.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import signal
import sys
from collections.abc import Mapping, Sequence
from difflib import unified_diff
from importlib import import_module
from math import ceil
from pathlib import Path
from random import Random
from typing import Any

PATIENCE = 2
"""How many times as long as without a mutant the tests may compute; then the mutant counts as killed."""

MEMORY = 4 << 30
"""Bytes."""

LATE = "late"
_WARM = ("flint", "hypothesis.strategies", "mpmath", "numpy", "pytest", "sympy", "z3")
_OPTIONS = ("-x", "-q", "--tb=no", "-p", "no:cacheprovider", "-m", "not slow")
_OURS = ("theory", "proofs", "checks")


def tested(seconds: int, *tests: str) -> int:
    """Run the fast tests in a fork, with a limit on its computing; return its status, negative for what ended it."""
    child = os.fork()
    if not child:
        try:
            os._exit(_child(seconds, tests))
        finally:
            os._exit(2)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _child(seconds: int, tests: tuple[str, ...]) -> int:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    quiet = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(quiet, stream)
    for name in [name for name in sys.modules if name.partition(".")[0] in _OURS]:
        del sys.modules[name]
    gc.freeze()  # looking at what the parent holds would copy all of it
    return int(import_module("pytest").main([*_OPTIONS, *tests]))


def limits(tests: Mapping[str, str]) -> dict[str, int]:
    """Return how many seconds the tests of each source may compute, from how many they take as it is.

    Raises
    ------
    RuntimeError
        When they fail.
    """
    found = {}
    for source, test in tests.items():
        start = _computed()
        if tested(resource.RLIM_INFINITY, test):
            raise RuntimeError(f"{test} fails on the sources as they are")
        found[source] = 1 + ceil(PATIENCE * (_computed() - start))
    return found


def _computed() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def outcome(item: Any, tests: Mapping[str, str], seconds: Mapping[str, int]) -> Any:
    """Return cosmic-ray's result of one mutant."""
    from cosmic_ray.mutating import use_mutation
    from cosmic_ray.plugins import get_operator
    from cosmic_ray.work_item import TestOutcome, WorkerOutcome, WorkResult

    (mutation,) = item.mutations
    operator = get_operator(mutation.operator_name)(**mutation.operator_args)
    with use_mutation(mutation.module_path, operator, mutation.occurrence) as (before, after):
        name = mutation.module_path.as_posix()
        status = tested(seconds[name], tests[name])
    return WorkResult(
        worker_outcome=WorkerOutcome.NORMAL,
        output=LATE if status in (-signal.SIGXCPU, -signal.SIGKILL) else "",
        test_outcome=TestOutcome.KILLED if status else TestOutcome.SURVIVED,
        diff="\n".join(unified_diff(before.splitlines(), after.splitlines(), name, name, lineterm="", n=0)),
    )


def sample(items: Sequence[Any], most: int, seed: int) -> list[Any]:
    """Draw pending mutants, at most so many: the same ones for one seed."""
    ordered = sorted(items, key=lambda item: str(item.mutations))
    return Random(seed).sample(ordered, min(most, len(ordered)))


def main(session: str, text: str, most: str, seed: str) -> None:
    """Run the pending mutants of a session in random order, at most so many."""
    from cosmic_ray.work_db import use_db

    tests = json.loads(text)
    for name in _WARM:
        import_module(name)
    gc.freeze()
    seconds = limits(tests)
    with use_db(Path(session)) as database:
        for item in sample(list(database.pending_work_items), int(most), int(seed)):
            database.set_result(item.job_id, outcome(item, tests, seconds))


if __name__ == "__main__":
    main(*sys.argv[1:])
