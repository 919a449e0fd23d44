"""A thousand heads of dimension a thousand: rank, missing directions, and the whole of ``check``, all exact.

``python -m checks.bench.bench_rank`` times every kind at every rank, each in processes of their own.

- ``exposed``: heads of full rank, a context each; as many as the rank says are served, the others get the baseline.
- ``dependent``: heads of the given rank, a context each, every second one served.
- ``factored``: 50-dimensional user heads with 20-dimensional features; as many contexts expose as the rank says.

All entries are p/q with |p| ≤ 10 and q ≤ 10.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from fractions import Fraction
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from typing import Any

from checks.runtime.job_figures import Figure, record
from checks.runtime.output import dumps, write_text
from theory.exact.linear import dot
from theory.files.instance_file import FORMAT, load
from theory.files.writing import plain
from theory.instance import Vector
from theory.span.linear_problem import LinearProblem

SIZE, FEATURES = 1000, 20
RANKS = (0, 10, 250, 500, 750, 990, 1000)
COMMAND = "python -m checks.bench.bench_rank"
Document = dict[str, Any]


def small(draw: random.Random, size: int) -> Vector:
    """Draw a vector of small rationals."""
    return tuple(Fraction(draw.randint(-10, 10), draw.randint(1, 10)) for _ in range(size))


def exposed(draw: random.Random, size: int, rank: int) -> Document:
    """Return heads of full rank of which the first ``rank`` are served."""
    theta = small(draw, size)
    return _contexts([_towards(theta, small(draw, size), c < rank) for c in range(size)], theta)


def dependent(draw: random.Random, size: int, rank: int) -> Document:
    """Return heads of a rank: independent ones, then sums and differences of two; every second one is served."""
    theta, rows = small(draw, size), [small(draw, size) for _ in range(max(rank, 1))]
    for _ in range(size - len(rows)):
        sign, (one, other) = draw.choice((-1, 1)), draw.choices(rows, k=2)
        rows.append(tuple(x + sign * y for x, y in zip(one, other, strict=True)))
    rows = [row if rank else (Fraction(0),) * size for row in rows]
    return _contexts([_towards(theta, row, c % 2 == 0) for c, row in enumerate(rows)], theta)


def factored(draw: random.Random, size: int, rank: int) -> Document:
    """Return all users with all prompts, shuffled; in the first ``rank`` contexts the responses are compared."""
    users = [f"u{i}" for i in range(size // FEATURES)]
    pairs = [(user, f"x{j}") for user in users for j in range(FEATURES)]
    draw.shuffle(pairs)
    other, itself = [["0", "1"], ["1", "0"]], [["1", "0"], ["0", "1"]]
    return {
        "contexts": [{"user": user, "prompt": prompt, "probability": f"1/{len(pairs)}"} for user, prompt in pairs],
        "comparators": [other if c < rank else itself for c in range(len(pairs))],
        "user_heads": {user: plain(small(draw, len(users))) for user in users},
        "features": {f"x{j}": plain([(Fraction(0),) * FEATURES, small(draw, FEATURES)]) for j in range(FEATURES)},
        "truth": plain([small(draw, FEATURES) for _ in users]),
    }


def _towards(theta: Vector, row: Vector, served: bool) -> Vector:
    """Return a head or its opposite, so that it is preferred to the baseline as asked."""
    return row if (dot(row, theta) > 0) == served else tuple(-x for x in row)


def _contexts(rows: list[Vector], theta: Vector) -> Document:
    zero = ["0"] * len(theta)
    return {
        "contexts": [{"user": f"u{c}", "prompt": "x", "probability": f"1/{len(rows)}"} for c in range(len(rows))],
        "comparators": {"baseline": "baseline"},
        "heads": [[zero, plain(row)] for row in rows],
        "truth": plain(theta),
    }


KINDS = {"exposed": exposed, "dependent": dependent, "factored": factored}


def write(path: Path, kind: str, size: int, rank: int) -> None:
    """Write the instance of a kind, a size and a rank."""
    document = {"format": FORMAT, "responses": ["baseline", "other"], "parameters": "all"}
    write_text(path, dumps(document | KINDS[kind](random.Random(rank), size, rank)))


def spans(path: str) -> dict[str, float]:
    """Time the dimensions of Rel and Exp, then the missing directions, of one file that is read already."""
    problem = LinearProblem.of(load(path))
    marks = [(time.perf_counter(), time.process_time())]
    found: dict[str, float] = {"relevant": len(problem.relevant_basis), "exposed": len(problem.exposed_basis)}
    marks.append((time.perf_counter(), time.process_time()))
    found["missing"] = len(problem.missing_directions)
    marks.append((time.perf_counter(), time.process_time()))
    names = ("rank_seconds", "rank_processor_seconds"), ("missing_seconds", "missing_processor_seconds")
    for (start, busy), (end, finally_busy), (clock, processor) in zip(marks[:2], marks[1:], names, strict=True):
        found |= {clock: end - start, processor: finally_busy - busy}
    return found


def measure(kind: str, size: int, rank: int) -> dict[str, Any]:
    """Time both parts and ``check --json`` end to end, by the clock and by the processor."""
    with tempfile.TemporaryDirectory() as folder:
        path, target = Path(folder) / "instance.json", Path(folder) / "check.json"
        write(path, kind, size, rank)
        code = "import sys, json; from checks.bench.bench_rank import spans; print(json.dumps(spans(sys.argv[1])))"
        parts = json.loads(_run([sys.executable, "-c", code, str(path)])[0])
        _, seconds, busy = _run([sys.executable, "-m", "checks", "check", str(path), "--json", str(target)])
        times = {
            "check_seconds": seconds,
            "check_processor_seconds": busy,
            "megabytes_written": target.stat().st_size / 1e6,
        }
    return {"kind": kind, "size": size, "rank": rank, **parts, **times}


def _run(command: list[str]) -> tuple[str, float, float]:
    """Run a command; return what it printed, and its seconds by the clock and by the processor."""
    before, start = getrusage(RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    seconds, after = time.perf_counter() - start, getrusage(RUSAGE_CHILDREN)
    return done.stdout, seconds, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def figure(rows: list[dict[str, Any]]) -> Figure:
    """Return what is kept of the runs: the slowest of each part, by the clock and by the processor."""

    def worst(part: str) -> str:
        clock, busy = (max(float(row[f"{part}_{kind}"]) for row in rows) for kind in ("seconds", "processor_seconds"))
        return f"{clock:.0f} s ({busy:.0f} s of processor)"

    kinds = list(dict.fromkeys(row["kind"] for row in rows))
    ranks = sorted({row["rank"] for row in rows})
    chosen = f" --kinds {' '.join(kinds)} --ranks {' '.join(map(str, ranks))} --record"
    shown = (
        f"{', '.join(kinds)}; {rows[0]['size']} heads, "
        f"ranks {', '.join(map(str, ranks))}; at most {worst('rank')} for the ranks, "
        f"{worst('missing')} for the missing directions, {worst('check')} for check"
    )
    return Figure("rank and missing directions of a thousand heads of dimension a thousand", COMMAND + chosen, shown)


def main() -> None:
    """Print one line of JSON for each kind and rank."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=SIZE)
    parser.add_argument("--ranks", type=int, nargs="+", default=list(RANKS))
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS))
    parser.add_argument("--record", action="store_true", help="keep the slowest")
    options = parser.parse_args()
    rows = []
    for kind in options.kinds:
        for rank in options.ranks:
            rows.append(measure(kind, options.size, rank))
            print(json.dumps(rows[-1]), flush=True)
    if options.record:
        record("rank", figure(rows))


if __name__ == "__main__":
    main()
