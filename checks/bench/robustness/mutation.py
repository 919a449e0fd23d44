"""Mutants of the mathematics: how many of them the tests beside it kill.

``python -m checks.bench.robustness.mutation`` changes one operator, number, condition, loop or decorator at a time in
a copy of the sources and runs the tests of that module on it, with cosmic-ray (the extra ``mutation``). Annotations
are left alone, and so are changes that every test would notice, such as a shift of a rational. A mutant with which
the tests compute for too long counts as killed.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checks.bench.robustness.mutants_in_forks import LATE
from checks.runtime.job_figures import Figure, record

ROOT = Path(__file__).resolve().parents[3]
SESSION = "session.sqlite"
MOST = 10**6
PROFILE = """from hypothesis import Phase, settings

settings.register_profile("mutation", database=None, derandomize=True, phases=(Phase.explicit, Phase.generate))
settings.load_profile("mutation")
"""
"""Every mutant meets the same examples, and none is made smaller."""

_ARITHMETIC, _BITS = "Add|Sub|Mul|Div|FloorDiv|Mod|Pow", "RShift|LShift|BitOr|BitAnd|BitXor"
_OBVIOUS = (
    rf"core/ReplaceBinaryOperator_({_ARITHMETIC})_(FloorDiv|Mod|Pow|{_BITS})",
    rf"core/ReplaceBinaryOperator_({_BITS})_({_ARITHMETIC})",
    r"core/ReplaceUnaryOperator_USub_(Invert|Not)",
    r"core/ReplaceComparisonOperator_(Eq|NotEq|Lt|LtE|Gt|GtE)_(Is|IsNot)$",
)
"""Changes that crash or that nobody makes by mistake: killing them would say nothing."""

ROOMS = ("claims", "exact", "verify")
"""Rooms of the checks whose tests are copied."""

_Position = tuple[int, int]


TARGETS: dict[str, dict[str, str]] = {
    "diversity": {"theory/diversity.py": "tests/theory/test_diversity.py"},
    "bounds": {
        "theory/bounds.py": "tests/theory/test_bounds.py",
        "theory/comparisons.py": "tests/theory/test_comparisons.py",
    },
    "adversary": {
        "theory/adversary/pairs.py": "tests/theory/adversary/test_pairs.py",
        "theory/adversary/populations.py": "tests/theory/adversary/test_populations.py",
        "theory/span/hidden_alternative.py": "tests/theory/span/test_hidden_alternative.py",
    },
    "quantities": {"theory/quantities.py": "tests/theory/test_quantities.py"},
    "span": {
        "theory/span/box_lp.py": "tests/theory/span/test_box_lp.py",
        "theory/span/linear_problem.py": "tests/theory/span/test_linear_problem.py",
        "theory/span/strength.py": "tests/theory/span/test_strength.py",
    },
    "heads": {"theory/span/heads.py": "tests/theory/span/test_heads.py"},
    "hypotheses": {"theory/claims/hypotheses.py": "tests/theory/claims/test_hypotheses.py"},
    "judge": {"checks/claims/judge.py": "tests/checks/claims/test_judge.py"},
    "trial": {"checks/verify/trial.py": "tests/checks/verify/test_trial.py"},
    "exact": {
        "checks/exact/likelihood.py": "tests/checks/exact/test_likelihood.py",
        "checks/exact/states.py": "tests/checks/exact/test_states.py",
        "checks/exact/statistic.py": "tests/checks/exact/test_statistic.py",
    },
}
"""Sources to mutate, each with the tests that have to notice."""


@dataclass(frozen=True)
class Outcome:
    """What became of the mutants of one target.

    Attributes
    ----------
    total, killed, late : int
        Mutants tried, those killed, and those of them that ran into the time limit.
    all : int
        Mutants that there are.
    survivors : tuple of str
        The changes that no test noticed, as diffs.
    """

    total: int
    killed: int
    late: int
    all: int
    survivors: tuple[str, ...]

    def __str__(self) -> str:
        share = 100 * self.killed / self.total
        sample = "" if self.total == self.all else f", a random sample of {self.all}"
        return f"{self.killed} of {self.total} killed ({share:.1f} %), {self.late} by time{sample}"


def annotated(source: str) -> list[tuple[_Position, _Position]]:
    """Return where annotations stand, as (line, column) of beginnings and ends: they are never evaluated.

    Examples
    --------
    >>> sorted(annotated("def f(x: int) -> int | None: ..."))
    [((1, 9), (1, 12)), ((1, 17), (1, 27))]
    """
    return [
        ((node.lineno, node.col_offset), (node.end_lineno or 0, node.end_col_offset or 0))
        for node in _annotations(ast.parse(source))
    ]


def _annotations(tree: ast.AST) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        for part in ("annotation", "returns"):
            found = getattr(node, part, None)
            if isinstance(found, ast.expr):
                yield found


def run(folder: Path, tests: Mapping[str, str], most: int = MOST, seed: int = 0) -> Outcome:
    """Mutate sources in a folder, one change at a time, and run the tests of the source after each.

    Parameters
    ----------
    folder : Path
        A copy of the tree that may be changed.
    tests : mapping
        Source → tests, both relative to the folder.
    most : int
        How many mutants to try, chosen at random.
    seed : int
        Of the choice.

    Raises
    ------
    RuntimeError
        When the tests fail without any mutant.
    """
    (folder / "mutation.toml").write_text(_configuration(list(tests)), encoding="utf-8")
    _tool(folder, "cosmic-ray", "init", "mutation.toml", SESSION)
    _tool(folder, "cr-filter-operators", SESSION, "mutation.toml")
    _leave_out(folder, list(tests))
    _call(folder, sys.executable, "-m", "compileall", "-q", "--invalidation-mode", "checked-hash", ".")
    forks = (sys.executable, "-m", "checks.bench.robustness.mutants_in_forks")
    _call(folder, *forks, SESSION, json.dumps(tests), str(most), str(seed))
    lines = _tool(folder, "cosmic-ray", "dump", SESSION).splitlines()
    results = [result for _, result in map(json.loads, lines)]
    return _counted([result for result in results if result is None or result["worker_outcome"] != "skipped"])


def _configuration(sources: Sequence[str]) -> str:
    lines = (
        "[cosmic-ray]",
        f"module-path = {json.dumps(list(sources))}",
        "timeout = 1",
        "excluded-modules = []",
        'test-command = ""',
        "[cosmic-ray.distributor]",
        'name = "local"',
        "[cosmic-ray.filters.operators-filter]",
        f"exclude-operators = {json.dumps(_OBVIOUS)}",
    )
    return "\n".join(lines) + "\n"


def _leave_out(folder: Path, sources: Sequence[str]) -> None:
    """Mark the mutants of annotations as skipped."""
    from cosmic_ray.work_db import use_db
    from cosmic_ray.work_item import WorkerOutcome, WorkResult

    idle = {name: annotated((folder / name).read_text("utf-8")) for name in sources}
    with use_db(folder / SESSION) as session:
        for item in session.pending_work_items:
            (mutation,) = item.mutations
            spans = idle[mutation.module_path.as_posix()]
            if any(start <= tuple(mutation.start_pos) < end for start, end in spans):
                session.set_result(item.job_id, WorkResult(WorkerOutcome.SKIPPED))


def _counted(mutants: list[dict[str, Any] | None]) -> Outcome:
    results = [result for result in mutants if result is not None]
    survivors = tuple(sorted(result["diff"] for result in results if result["test_outcome"] == "survived"))
    late = sum(result["output"] == LATE for result in results)
    return Outcome(len(results), len(results) - len(survivors), late, len(mutants), survivors)


def _tool(folder: Path, program: str, *arguments: str) -> str:
    return _call(folder, str(Path(sys.executable).with_name(program)), *arguments)


def _call(folder: Path, *command: str) -> str:
    environment = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}: {(done.stderr or done.stdout).strip()[-2000:]}")
    return done.stdout


def copy(place: Path) -> None:
    """Copy the packages and the tests of the mathematics to a folder."""
    idle = shutil.ignore_patterns("__pycache__", "data", "rocq", "witnesses")
    for name in ("theory", "proofs", "checks", "tests/theory", *(f"tests/checks/{room}" for room in ROOMS)):
        shutil.copytree(ROOT / name, place / name, ignore=idle)
    shutil.copy(ROOT / "pyproject.toml", place)
    (place / "conftest.py").write_text(PROFILE, encoding="utf-8")


def measure(target: Mapping[str, str], most: int, seed: int) -> Outcome:
    """Run the mutants of a target in a temporary copy of the tree."""
    with tempfile.TemporaryDirectory(prefix="user-diversity-") as name:
        copy(Path(name))
        return run(Path(name), target, most, seed)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print one line a target as it is finished, and record it when asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(TARGETS)}; all by default")
    parser.add_argument("--most", type=int, default=MOST, help="try only so many of each target, chosen at random")
    parser.add_argument("--seed", type=int, default=0, help="of that choice")
    parser.add_argument("--record", action="store_true", help="keep the figures for the README")
    parser.add_argument("--survivors", action="store_true", help="also print the changes that no test noticed")
    options = parser.parse_args(arguments)
    for name in options.targets or TARGETS:
        outcome = measure(TARGETS[name], options.most, options.seed)
        print(f"{name}: {outcome}", flush=True)
        if options.survivors:
            print("\n".join(outcome.survivors), flush=True)
        if options.record:
            files = ", ".join(TARGETS[name])
            most = f" --most {options.most} --seed {options.seed}" if outcome.total < outcome.all else ""
            command = f"python -m checks.bench.robustness.mutation {name} --record{most}"
            record(f"mutation_{name}", Figure(f"mutants of {files}", command, str(outcome)))


if __name__ == "__main__":
    main()
