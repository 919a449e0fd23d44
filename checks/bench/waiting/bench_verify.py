"""Where the processor time of ``verify`` goes, and how much of it another checkout needs for the same claims.

``python -m checks.bench.waiting.bench_verify`` prints the split of all claims at 200 cases: examining instances, and
everything else (imports, drawing, evidence, symbolic proofs). To compare::

    git worktree add ../before a065c1e
    python -m checks.bench.waiting.bench_verify --against ../before

runs both in turn, on the claims that both know. Processor time of one worker is counted; ``--record`` keeps a line.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from dataclasses import dataclass
from pathlib import Path

from checks.bench.waiting.checkout import HERE, python
from checks.runtime.job_figures import Figure, record
from theory.claims import LEDGER

_VERIFY = """
import json, runpy, sys
from importlib import import_module, util
from time import process_time
trial = import_module("checks.trial" if util.find_spec("checks.trial") else "checks.verify.trial")
spent, examine = [], trial.examine
def timed(claim, instance):
    start = process_time()
    try:
        return examine(claim, instance)
    finally:
        spent.append(process_time() - start)
trial.examine = timed
sys.argv = ["checks", "verify", "--jobs", "1", "--json", "/dev/null", *sys.argv[1:]]
try:
    runpy.run_module("checks", run_name="__main__")
except SystemExit as end:
    if end.code not in (None, 0):
        raise
print(json.dumps([process_time(), sum(spent), len(spent)]))
"""

CLAIMS = "from theory.claims import LEDGER; print(*[claim.id for claim in LEDGER])"


@dataclass(frozen=True)
class Split:
    """Processor seconds of a run, those spent examining instances, and how many were examined."""

    total: float
    examining: float
    instances: int

    @property
    def outside(self) -> float:
        """Share of the processor time outside examining instances."""
        return 1 - self.examining / self.total


def verify(checkout: Path, claims: list[str], cases: int) -> Split:
    """Verify some claims with the code of a checkout."""
    chosen = [word for claim in claims for word in ("--claim", claim)]
    with tempfile.TemporaryDirectory() as folder:
        ran = python(checkout, "-c", _VERIFY, *chosen, "--cases", str(cases), "--evidence", f"{folder}/evidence")
    return Split(*json.loads(ran.output.splitlines()[-1]))


def compared(before: Path, cases: int) -> tuple[list[str], Split, Split]:
    """Verify the claims that another checkout knows too, with its code and with this one's, in turn."""
    known = set(python(before, "-c", CLAIMS).output.split())
    both = [claim.id for claim in LEDGER if claim.id in known]
    return both, verify(before, both, cases), verify(HERE, both, cases)


def shown(split: Split) -> str:
    """Say a split in a line."""
    return (
        f"{split.total:.1f} s of processor time, {split.examining:.1f} s examining {split.instances:,} instances, "
        f"{100 * split.outside:.0f} % outside"
    )


def main() -> None:
    """Print the split, and the ratio to another checkout."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=200)
    parser.add_argument("--against", type=Path, help="another checkout of the project")
    parser.add_argument("--record", action="store_true", help="keep the figures")
    options = parser.parse_args()
    split = verify(HERE, [claim.id for claim in LEDGER], options.cases)
    line = f"{len(LEDGER)} claims × {options.cases} cases: {shown(split)}"
    command = "python -m checks.bench.waiting.bench_verify --record"
    print(line, flush=True)
    if options.against:
        both, before, now = compared(options.against.resolve(), options.cases)
        ratio = f"the {len(both)} claims that both know: {now.total / before.total:.2f} of the processor time before"
        print(f"before: {shown(before)}\nnow: {shown(now)}\n{ratio}")
        line, command = f"{line}; {ratio}", f"{command} --against <checkout of a065c1e>"
    if options.record:
        record("verify", Figure("Where the processor time of verify goes, and how much it was", command, line))


if __name__ == "__main__":
    main()
