"""Malformed inputs by the ten thousand: instance files, tables of an audit, command lines.

``python -m checks.bench.robustness.fuzz --inputs 100000`` goes on until that many inputs were refused with status 2.
Whatever ends another way than with status 0, 1 or 2, one line, in time and within the memory allowed, is a failure:
it is shrunk and written to a file. Inputs run within worker processes, a sample of them in processes of their own.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from time import monotonic

from hypothesis import HealthCheck, Phase, given, seed, settings

from checks.bench.fuzzing.attempt import REFUSED, Input, attempt, judge, prepare
from checks.bench.fuzzing.inputs import KINDS
from checks.runtime.job_figures import Figure, record
from checks.runtime.memory import peak
from checks.runtime.output import write_text

CHUNK = 400
"""Inputs that one worker tries before it reports."""

MEMORY = 4 << 30
"""Bytes of address space a worker may have."""

SHARES = {"instance files": 0.5, "audit tables": 0.35, "command lines": 0.15}
"""How many of the inputs are of each kind."""

GOOD = Path(__file__).resolve().parents[2] / "data" / "regimes" / "bounded.json"
ROOT = Path(__file__).resolve().parents[3]


@dataclass
class Found:
    """What some inputs showed.

    Attributes
    ----------
    statuses : Counter
        Exit status → how often.
    slowest : float
        Seconds of the slowest input.
    memory : int
        Largest resident set of a worker, in bytes.
    problems : dict
        What went wrong → the smallest input found that shows it.
    """

    statuses: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    memory: int = 0
    problems: dict[str, Input] = field(default_factory=dict)

    def add(self, other: Found) -> None:
        """Take in what other inputs showed."""
        self.statuses += other.statuses
        self.slowest, self.memory = max(self.slowest, other.slowest), max(self.memory, other.memory)
        self.problems = {**other.problems, **self.problems}

    @property
    def refused(self) -> int:
        """How many inputs were malformed, and refused as they should."""
        return self.statuses[str(REFUSED)]


class _FailedError(AssertionError):
    """An input ended the wrong way."""


def chunk(kind: str, start: str, size: int = CHUNK, shrink: bool = True) -> Found:
    """Try some inputs of one kind in the present folder, up to the first that fails, which is shrunk."""
    found = Found()

    @seed(start)
    @settings(
        max_examples=size,
        database=None,
        deadline=None,
        phases=(Phase.generate, Phase.shrink) if shrink else (Phase.generate,),
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
        print_blob=False,
    )
    @given(KINDS[kind]())
    def one(tried: Input) -> None:
        outcome = attempt(tried)
        found.statuses[str(outcome.status)] += 1
        found.slowest = max(found.slowest, outcome.seconds)
        if outcome.problem is not None:
            found.problems[outcome.problem] = tried
            raise _FailedError(outcome.problem)

    try:
        one()
    except (_FailedError, ExceptionGroup):
        found.problems = dict(list(found.problems.items())[-1:])
    found.memory = peak()
    return found


def _worker() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    prepare(tempfile.mkdtemp(prefix="user-diversity-fuzz-"), GOOD.read_bytes())
    for line in (("check", "good.json"), ("audit", "heads.csv"), ("simulate", "good.json", "--runs", "2")):
        attempt(Input(line), seconds=600)


def fuzz(inputs: int, start: int, jobs: int, until: float) -> Found:
    """Try inputs of every kind until so many were refused, something is wrong, or the time is over."""
    found = Found()
    with ProcessPoolExecutor(jobs, get_context("spawn"), _worker) as pool:
        for kind, share in SHARES.items():
            here, number = Found(), 0
            while here.refused < share * inputs and not here.problems and monotonic() < until:
                starts = [repr((start, kind, number + worker)) for worker in range(jobs)]
                size = min(CHUNK, max(10, round(share * inputs - here.refused)))
                try:
                    for part in pool.map(chunk, [kind] * jobs, starts, [size] * jobs):
                        here.add(part)
                except BrokenProcessPool:
                    here.problems[f"a worker died among {starts}"] = Input(())
                    return found
                number += jobs
                if here.problems or number % (10 * jobs) == 0:
                    state = f"{here.refused} refused, slowest {here.slowest:.1f} s, {list(here.problems)}"
                    print(f"{kind}: {state}", file=sys.stderr, flush=True)
            found.add(here)
    return found


def sample(size: int, start: int) -> Found:
    """Try a few inputs of every kind, each in a process of its own."""
    found, chosen = Found(), list[Input]()
    for kind in KINDS:

        @seed(repr((start, kind, "sample")))
        @settings(max_examples=size, database=None, phases=(Phase.generate,), suppress_health_check=list(HealthCheck))
        @given(KINDS[kind]())
        def draw(drawn: Input) -> None:
            chosen.append(drawn)

        draw()
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder, GOOD.read_bytes())
        for one in chosen:
            found.add(_apart(one))
    return found


def _apart(tried: Input) -> Found:
    for name, content in tried.files.items():
        Path(name).write_bytes(content)
    began = monotonic()
    command = [sys.executable, "-m", "checks", *tried.line]
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, timeout=300, env={"PYTHONPATH": str(ROOT)}
    )
    problem = judge(tried.line, done.returncode, done.stdout.decode(), done.stderr.decode())
    problems = {} if problem is None else {problem: tried}
    return Found(Counter({str(done.returncode): 1}), monotonic() - began, problems=problems)


def figure(found: Found, apart: Found) -> str:
    """Say in a line what a run showed."""
    total = found.statuses.total()
    wrong = len(found.problems) + len(apart.problems)
    return (
        f"{found.refused:,} malformed inputs refused in one line ({total:,} tried), and {apart.refused} of "
        f"{apart.statuses.total()} in processes of their own; {wrong} failures; longest {found.slowest:.1f} s, "
        f"at most {found.memory / 2**20:.0f} MiB"
    )


def main(arguments: list[str] | None = None) -> int:
    """Run the job; 1 when something failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=100_000, help="malformed inputs in all")
    parser.add_argument("--apart", type=int, default=20, help="inputs of each kind in processes of their own")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--budget", type=float, default=7200, help="seconds")
    parser.add_argument("--record", action="store_true", help="keep the figure for the README")
    options = parser.parse_args(arguments)
    found = fuzz(options.inputs, options.seed, options.jobs, monotonic() + options.budget)
    apart = sample(options.apart, options.seed)
    line = figure(found, apart)
    print(line)
    print("statuses:", dict(sorted(found.statuses.items())))
    for problem, failing in {**found.problems, **apart.problems}.items():
        files = {name: content.decode("latin-1") for name, content in failing.files.items()}
        path = Path(tempfile.mkdtemp()) / "input.json"
        write_text(path, json.dumps({"problem": problem, "line": list(failing.line), "files": files}, indent=1))
        print(f"{problem}: user-diversity {' '.join(failing.line)[:200]} (kept in {path})")
    if options.record:
        job = "Malformed instance files, tables and command lines: refused in one line, in time and memory"
        record("fuzz", Figure(job, f"python -m checks.bench.robustness.fuzz --inputs {options.inputs}", line))
    return int(bool(found.problems or apart.problems or found.refused < options.inputs))


if __name__ == "__main__":
    sys.exit(main())
