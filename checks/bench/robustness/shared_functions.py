"""Which functions of the project the two sides of each comparison share: two roads must not share a formula.

``python -m checks.bench.robustness.shared_functions`` traces, for every statement of the ledger, what is called while
its left side is computed and what while its right side is, on instances drawn for its claim, and prints what is in
both. Reading an instance, enclosing a number and walking an expression are no formulas; a quantity that stands on both
sides of the statement, such as R in T6, is computed once for both. ``--record`` keeps the figure.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import FrameType
from typing import Any

from checks.claims import load
from checks.claims.judge import Case
from checks.refute.drawing.instance_families import sampler
from checks.refute.searching.search import stream
from checks.runtime.job_figures import Figure, record
from checks.verify.slack import names
from theory.claims import LEDGER, Claim, Statement
from theory.claims.evaluate import Valuation, evaluate
from theory.claims.hypotheses import met
from theory.claims.scope import Scope
from theory.instance import Instance

ROOT = Path(__file__).resolve().parents[3]
SOURCES = tuple(f"{ROOT / package}{os.sep}" for package in ("theory", "proofs", "checks"))
JOB = "Functions that the two sides of a comparison share, by tracing every statement of the ledger"
INSTANCES, SEARCHED = 3, 400
"""Instances that are traced for a statement, of so many drawn."""

READING = (
    "theory/claims/",
    "theory/exact/",
    "theory/instance.py",
    "theory/problem.py",
    "theory/files/",
    "theory/span/linear_problem.py",
    "theory/pooled.py:prompts",
    "theory/quantities.py:policy_of",
    "theory/quantities.py:suboptimal",
    "checks/claims/",
    "checks/learner_protocol.py",
    "checks/bench/",
)
"""What holds no formula: it reads an instance, lists its parts, encloses a number or walks an expression."""

LAW = (
    "theory/comparisons.py",
    "theory/protocol/",
    "theory/preference.py:sigmoid",
    "theory/preference.py:log_sigmoid",
    "checks/exact/enumerate.py",
    "checks/exact/likelihood.py",
    "checks/exact/states.py",
    "checks/exact/statistic.py",
    "checks/learners/",
)
"""What rounds bring, with σ, and its enumeration: both sides speak of the same law. `checks.verify.definitions` and the
tests' oracle have it a second time."""


@dataclass(frozen=True)
class Shared:
    """What the sides of one statement call.

    Attributes
    ----------
    claim, statement : str
    traced : int
        Instances on which both sides were computed.
    left, right : int
        How many functions each side called.
    both, chosen : tuple of str
        The functions, but for `READING`, that both sides called, and those that the right side called and the check
        called while it prepared its cases, as ``file:function``.
    """

    claim: str
    statement: str
    traced: int
    left: int
    right: int
    both: tuple[str, ...]
    chosen: tuple[str, ...]


def called(work: Callable[[], Any]) -> set[str]:
    """Return the functions of the project that are called by some work, as ``file:function``."""
    found: set[str] = set()

    def note(frame: FrameType, event: str, _: Any) -> None:
        if event == "call" and frame.f_code.co_filename.startswith(SOURCES):
            found.add(f"{Path(frame.f_code.co_filename).relative_to(ROOT)}:{frame.f_code.co_qualname}")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return found


def unseen(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function whose own calls are not traced."""

    def quiet(*arguments: Any) -> Any:
        before = sys.getprofile()
        sys.setprofile(None)
        try:
            return function(*arguments)
        finally:
            sys.setprofile(before)

    return quiet


def cases(claim: Claim, statement: Statement, instance: Instance) -> Iterator[tuple[Scope, Case]]:
    """Yield the cases of a statement whose hypotheses hold, on a scope in which nothing was computed before."""
    scope = Scope(instance)
    for case in load(claim).cases(scope):
        if statement.name in case.statements and met(claim.assumed(statement), scope, case.symbols):
            yield scope, case


def sides(claim: Claim, statement: Statement, instance: Instance) -> list[set[str]] | None:
    """Return what each side calls in the last case of an instance, and the check; None where nothing is said."""
    found = []
    for side in (statement.left, statement.right):
        last = list(cases(claim, statement, instance))
        if not last:
            return None
        scope, case = last[-1]
        fresh = Scope(scope.instance)
        if instance.finite:
            fresh.__dict__["problem"] = scope.problem
        valuation = fresh.valuation(case.symbols, case.functions)
        common = names([statement.left]) & names([statement.right])
        for name in common & valuation.functions.keys():
            valuation = Valuation(valuation.symbols, {**valuation.functions, name: unseen(valuation.functions[name])})
        found.append(called(lambda side=side, valuation=valuation: evaluate(side, valuation)))  # type: ignore[misc]
    return [*found, called(lambda: list(load(claim).cases(Scope(instance))))]


def shared(claim: Claim, statement: Statement) -> Shared:
    """Trace a statement on a few instances and return what its sides share."""
    draw = sampler(claim.id)
    instances = (draw(random) for random in islice(stream(0, f"{claim.id} {statement.name}"), SEARCHED))
    traced = list(islice((pair for one in instances if (pair := sides(claim, statement, one))), INSTANCES))
    left, right, prepared = (set().union(*(one[i] for one in traced)) for i in range(3))
    both, chosen = (
        tuple(sorted(name for name in some & right if not name.startswith((*READING, *LAW)) and "<" not in name))
        for some in (left, prepared)
    )
    return Shared(claim.id, statement.name, len(traced), len(left), len(right), both, chosen)


def main() -> int:
    """Trace every statement and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--record", action="store_true", help="keep the figure for the README")
    parser.add_argument("--claim", action="append", help="only these claims")
    arguments = parser.parse_args()
    chosen = [claim for claim in LEDGER if not arguments.claim or claim.id in arguments.claim]
    rows = []
    for claim, statement in ((one, each) for one in chosen for each in one.statements):
        row = shared(claim, statement)
        rows.append(row)
        sizes = f"{row.traced} traced, {row.left} and {row.right} functions"
        print(f"{row.claim:>4} {row.statement:14} {sizes}: {', '.join(row.both) or 'nothing'} shared", flush=True)
        if set(row.chosen) - set(row.both):
            print(f"     prepared with {', '.join(sorted(set(row.chosen) - set(row.both)))}")
    common = [row for row in rows if row.both]
    figure = f"{len(rows)} statements traced: {len(common)} share a function beyond reading and the law of a round"
    print(figure)
    if arguments.record:
        record("shared_functions", Figure(JOB, "python -m checks.bench.robustness.shared_functions --record", figure))
    return 0


if __name__ == "__main__":
    sys.exit(main())
