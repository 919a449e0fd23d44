"""Ten million heads: the streaming audit against numpy reading the same file once and forming its Gram matrix.

Run ``python -m checks.bench.bench_audit`` for a small size, ``--rows 10000000`` for the full one (2.5 GB on disk).
Both are timed in child processes of one run, in turns, and the best of each counts; memory is the child's peak.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from checks.runtime.job_figures import Figure, record

COLUMNS = 64
KINDS = ("generic", "zero-column", "zero-sum")
ROWS = 1 << 16


def write(path: Path, rows: int, kind: str, seed: int = 0, columns: int = COLUMNS) -> None:
    """Write float32 heads: generic, with a column of zeros, or with rows that sum to exactly zero."""
    rng = np.random.default_rng(seed)
    with path.open("wb") as stream:
        header = {"descr": "<f4", "fortran_order": False, "shape": (rows, columns)}
        np.lib.format.write_array_header_1_0(stream, header)
        for start in range(0, rows, ROWS):
            block = rng.standard_normal((min(ROWS, rows - start), columns), dtype=np.float32)
            if kind == "zero-column":
                block[:, -1] = 0
            if kind == "zero-sum":
                np.rint(block * 1024, out=block)
                block /= 1024
                block[:, -1] = -block[:, :-1].sum(axis=1)
            stream.write(block.tobytes())


def by_numpy(path: str) -> tuple[float, float]:
    """Time one pass of numpy by the clock and by the processor: read a block, add its Gram matrix."""
    start, busy = time.perf_counter(), time.process_time()
    with open(path, "rb") as stream:
        version = np.lib.format.read_magic(stream)
        assert version == (1, 0)
        shape, _, dtype = np.lib.format.read_array_header_1_0(stream)
        gram = np.zeros((shape[1], shape[1]))
        for _ in range(0, shape[0], ROWS):
            block = np.fromfile(stream, dtype=dtype, count=ROWS * shape[1]).reshape(-1, shape[1])
            gram += block.T @ block
    assert np.isfinite(gram).all()
    return time.perf_counter() - start, time.process_time() - busy


def by_audit(path: str) -> tuple[float, float]:
    """Time the whole audit of the file, up to the document."""
    from checks.audit.run import audit_big
    from checks.audit.writing import document

    start, busy = time.perf_counter(), time.process_time()
    document(audit_big(path))
    return time.perf_counter() - start, time.process_time() - busy


def child(task: str, path: str) -> tuple[float, float, float]:
    """Run one task in a process of its own; return seconds, processor seconds and peak megabytes."""
    code = "import sys, json; from checks.bench import bench_audit as b; from checks.runtime.memory import peak;"
    code += "t = getattr(b, sys.argv[1])(sys.argv[2]);"
    code += "print(json.dumps([*t, peak() / 2**20]))"
    done = subprocess.run([sys.executable, "-c", code, task, path], check=True, capture_output=True, text=True)
    seconds, busy, memory = json.loads(done.stdout)
    return float(seconds), float(busy), float(memory)


def measure(
    rows: int, kind: str, repeats: int, folder: str | None = None, columns: int = COLUMNS
) -> dict[str, float | str | int]:
    """Compare both on one file; the ratio is of the best times."""
    with tempfile.TemporaryDirectory(dir=folder) as place:
        path = Path(place) / "heads.npy"
        write(path, rows, kind, columns=columns)
        runs = [(child("by_numpy", str(path)), child("by_audit", str(path))) for _ in range(repeats)]
    plain, audit, plain_busy, audit_busy = (min(run[who][k] for run in runs) for k in (0, 1) for who in (0, 1))
    return {
        "kind": kind,
        "rows": rows,
        "columns": columns,
        "numpy_seconds": plain,
        "audit_seconds": audit,
        "ratio": audit / plain,
        "processor_ratio": audit_busy / plain_busy,
        "audit_megabytes": max(b[2] for _, b in runs),
    }


def figure(rows: int, found: list[dict[str, float | str | int]]) -> Figure:
    """Return what the README says of a run."""
    ratios, memory = [float(one["ratio"]) for one in found], max(float(one["audit_megabytes"]) for one in found)
    size = f"{rows:,} × {found[0]['columns']} float32"
    return Figure(
        "A large table of heads: the streaming audit against numpy reading the file once and forming its Gram matrix",
        f"python -m checks.bench.bench_audit --rows {rows} --record",
        f"{size}: {min(ratios):.2f} to {max(ratios):.2f} times numpy's time, {memory:.0f} MB",
    )


def main() -> None:
    """Print one line of JSON for each kind of table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=500_000)
    parser.add_argument("--columns", type=int, default=COLUMNS)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS))
    parser.add_argument("--folder", help="where the file is written; default the system's temporary folder")
    parser.add_argument("--record", action="store_true", help="keep the figure")
    options = parser.parse_args()
    found = []
    for kind in options.kinds:
        found.append(measure(options.rows, kind, options.repeats, options.folder, options.columns))
        print(json.dumps(found[-1]), flush=True)
    if options.record:
        record("audit", figure(options.rows, found))


if __name__ == "__main__":
    main()
