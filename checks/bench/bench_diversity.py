"""Ten thousand models, 32 contexts, 4 responses: (D) decided with its witnesses, each kind in a process of its own.

``python -m checks.bench.bench_diversity`` prints seconds and peak memory; the kinds are those of
`checks.bench.waiting.many_models`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from itertools import islice
from typing import Any

from checks.bench.waiting.many_models import CONTEXTS, KINDS, RESPONSES, instance
from checks.runtime.job_figures import Figure, record
from theory.diversity import Conditions
from theory.problem import Problem
from theory.quantities import altered_contexts

MODELS = 10_000
LISTED = 1000
COMMAND = "python -m checks.bench.bench_diversity"


def decide(kind: str, models: int) -> dict[str, Any]:
    """Time (D), the number of confusing pairs, and the first of them with the contexts where they matter."""
    given = instance(kind, models)
    start, busy = time.perf_counter(), time.process_time()
    problem = Problem.of(given)
    conditions = Conditions(problem)
    total = int(conditions.hidden_counts.sum())
    pairs = list(islice(conditions.confusing_pairs(), LISTED))
    witnesses = [list(altered_contexts(problem, pair.believed, pair.hidden)) for pair in pairs]
    times = {"seconds": time.perf_counter() - start, "processor_seconds": time.process_time() - busy}
    assert all(witnesses) and bool(pairs) is not conditions.diversity
    return {"kind": kind, "models": models, "diversity": conditions.diversity, "pairs": total, **times}


def child(kind: str, models: int) -> dict[str, Any]:
    """Decide one kind in a process of its own; with its peak memory, the instance included."""
    code = "import sys, json; from checks.bench import bench_diversity as b; from checks.runtime.memory import peak;"
    code += "found = b.decide(sys.argv[1], int(sys.argv[2]));"
    code += "print(json.dumps(found | {'peak_megabytes': peak() / 2**20}))"
    done = subprocess.run(
        [sys.executable, "-c", code, kind, str(models)], check=True, stdout=subprocess.PIPE, text=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def figure(rows: list[dict[str, Any]]) -> Figure:
    """Return what is kept of the runs: the slowest and the largest."""
    seconds, busy, peak = (max(row[key] for row in rows) for key in ("seconds", "processor_seconds", "peak_megabytes"))
    shown = (
        f"{', '.join(row['kind'] for row in rows)}; {rows[0]['models']:,} models × {CONTEXTS} contexts × "
        f"{RESPONSES} responses; at most {seconds:.0f} s ({busy:.0f} s of processor) and {peak:,.0f} MB"
    )
    return Figure("user diversity decided with witnesses", COMMAND, shown)


def main() -> None:
    """Print one line of JSON for each kind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--models", type=int, default=MODELS)
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS))
    parser.add_argument("--record", action="store_true", help="keep the slowest and the largest")
    options = parser.parse_args()
    rows = []
    for kind in options.kinds:
        rows.append(child(kind, options.models))
        print(json.dumps(rows[-1]), flush=True)
    if options.record:
        record("diversity", figure(rows))


if __name__ == "__main__":
    main()
