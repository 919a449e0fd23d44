"""Ten thousand models, 32 contexts, 4 responses: (D) decided with its witnesses, each kind in a process of its own.

``python -m checks.bench.bench_diversity`` prints seconds and peak memory.

- ``diverse``: rewards drawn at random, uniform comparators.
- ``confused``: the baseline protocol, and half of the models repeat another one where that one serves something.
- ``nested``: the baseline protocol; of two models one serves more, so that millions of pairs are confused.
- ``blind``: nothing is ever compared with anything else, so that every two models look the same.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from checks.runtime.job_figures import Figure, record
from theory.diversity import Conditions
from theory.files.rational import parse
from theory.instance import Baseline, Comparators, Context, Explicit, Instance, Matrix, Rewards, Uniform
from theory.problem import Problem
from theory.quantities import altered_contexts

MODELS, CONTEXTS, RESPONSES = 10_000, 32, 4
LISTED = 1000
COMMAND = "python -m checks.bench.bench_diversity"
Table = NDArray[np.int64]


def diverse(rng: np.random.Generator, models: int) -> Table:
    """Rewards in tenths, all independent."""
    return rng.integers(-50, 51, (models, CONTEXTS, RESPONSES))


def confused(rng: np.random.Generator, models: int) -> Table:
    """Every second model agrees with the one before on what that one serves, and draws the rest again."""
    table = diverse(rng, models)
    table[..., 0] = 0
    for m in range(1, models, 2):
        served = table[m - 1].argmax(axis=1)
        table[m, np.arange(CONTEXTS), served] = table[m - 1, np.arange(CONTEXTS), served]
    return table


def nested(rng: np.random.Generator, models: int) -> Table:
    """Half of the models serve some of the first 16 contexts, the others all of these and some of the rest."""
    serves = rng.random((models, CONTEXTS)) < 0.5
    serves[: models // 2, CONTEXTS // 2 :] = False
    serves[models // 2 :, : CONTEXTS // 2] = True
    table = np.full((models, CONTEXTS, RESPONSES), -1)
    table[..., 0], table[..., 1] = 0, np.where(serves, 1, -1)
    return table


KINDS = {"diverse": diverse, "confused": confused, "nested": nested, "blind": diverse}


def instance(kind: str, models: int, seed: int = 0) -> Instance:
    """Return the instance of a kind."""
    table = KINDS[kind](np.random.default_rng(seed), models)
    tenths = {int(x): parse(f"{x}/10") for x in np.unique(table)}
    responses = tuple(f"y{y}" for y in range(RESPONSES))
    itself: Matrix = tuple(tuple(parse(int(y == other)) for other in range(RESPONSES)) for y in range(RESPONSES))
    comparators: dict[str, Comparators] = {"diverse": Uniform(), "blind": Explicit((itself,) * CONTEXTS)}
    return Instance(
        tuple(Context(f"u{c}", "x", parse(f"1/{CONTEXTS}")) for c in range(CONTEXTS)),
        responses,
        comparators.get(kind, Baseline("y0")),
        Rewards(
            {f"m{m}": tuple(tuple(tenths[x] for x in row) for row in rows) for m, rows in enumerate(table.tolist())}
        ),
    )


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
