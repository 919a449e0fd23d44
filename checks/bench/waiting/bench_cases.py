"""How long audits of the shipped cases take and what memory they need, here and in another checkout.

``python -m checks.bench.waiting.bench_cases --against ../before`` audits every case in both checkouts, in turns
and each time in a process of its own; the least of some repetitions counts. Seconds are those that pass, since they are
what is waited for, so the machine should have no other work. ``--record`` keeps the ratios.
``git worktree add ../before a065c1e`` makes such a checkout.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from checks.audit.cases import CASES
from checks.bench.waiting.checkout import HERE, python
from checks.runtime.job_figures import Figure, record

_AUDIT = """
import contextlib, io, json, re, runpy, sys, time
start, sys.argv = time.perf_counter(), ["user-diversity", "audit", "--case", sys.argv[1]]
with contextlib.redirect_stdout(io.StringIO()) as told, contextlib.suppress(SystemExit):
    runpy.run_module("checks", run_name="__main__")
assert "dimensions" in told.getvalue()
peak = re.search(r"VmHWM:\\s*(\\d+)", open("/proc/self/status").read())[1]
print(json.dumps([time.perf_counter() - start, time.process_time(), int(peak) / 1024]))
"""
"""Audits a case; prints seconds, processor seconds and the peak in MB. Status 1 (not diverse) is no fault."""

Cost = tuple[float, float, float]


def audited(checkout: Path, case: str) -> Cost:
    """Return seconds, processor seconds and peak megabytes of one audit."""
    seconds, busy, peak = json.loads(python(checkout, "-c", _AUDIT, case).output)
    return float(seconds), float(busy), float(peak)


def compared(case: str, against: Path, repeats: int) -> dict[str, str | float]:
    """Audit a case in both checkouts in turns; of each figure the least counts."""
    runs = [[audited(place, case) for place in (against, HERE)] for _ in range(repeats)]
    before, now = ([min(figures) for figures in zip(*costs, strict=True)] for costs in zip(*runs, strict=True))
    told: dict[str, str | float] = {"case": case}
    for name, old, new in zip(("seconds", "processor_seconds", "megabytes"), before, now, strict=True):
        told |= {f"before_{name}": old, name: new, f"{name}_ratio": new / old}
    return told


def summary(rows: list[dict[str, str | float]]) -> str:
    """Say between what the ratios lie, and of which case the largest is."""
    said = []
    for name in ("seconds", "processor_seconds", "megabytes"):
        ratios = sorted((float(row[f"{name}_ratio"]), row["case"]) for row in rows)
        said.append(f"{ratios[0][0]:.2f} to {ratios[-1][0]:.2f} ({ratios[-1][1]}) of the {name.replace('_', ' ')}")
    return f"{len(rows)} cases: {', '.join(said)} before"


def main() -> None:
    """Print one line of JSON for each case, and the summary."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--against", type=Path, required=True, help="another checkout of the project")
    parser.add_argument("--record", action="store_true", help="keep the ratios")
    options = parser.parse_args()
    rows = []
    for case in CASES:
        rows.append(compared(case, options.against.resolve(), options.repeats))
        print(json.dumps(rows[-1]), flush=True)
    line = summary(rows)
    print(line)
    if options.record:
        command = "python -m checks.bench.waiting.bench_cases --record --against <checkout of a065c1e>"
        record("cases", Figure("Audits of the shipped cases", command, line))


if __name__ == "__main__":
    main()
