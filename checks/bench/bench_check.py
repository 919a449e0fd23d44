"""What is waited for: how a command starts, and ``check`` of many models beside reading its file plainly.

``python -m checks.bench.bench_check`` prints processor seconds and ratios, the peer of each measured in the same run:

- ``start``: ``--version``, ``--help`` and ``check`` of a small file, in times of an empty Python program;
- ``models``: ``check --json`` of 32 contexts and 4 responses, and reading alone, in times of ``json.load`` with one
  NumPy array, with the peak memory, at a growing number of models.

Every time is the least of some repetitions, in processes of their own that take turns.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from typing import Any

from checks.bench.bench_diversity import CONTEXTS, KINDS, RESPONSES, instance
from checks.runtime.job_figures import Figure, record
from checks.runtime.memory import peak_of_command
from checks.runtime.output import dumps as dumps_table
from checks.runtime.output import write_text
from theory.files.instance_file import dumps

MODELS = (1_000, 2_500, 10_000, 40_000)
COMMAND = "python -m checks.bench.bench_check"
SMALL = Path(__file__).parents[1] / "witnesses" / "T1-drop-D.json"
GROWTH = Path(__file__).parent / "figures" / "growth"
_PLAIN = "import json, sys, numpy; numpy.array(list(json.load(open(sys.argv[1]))['rewards'].values()))"
_READ = "import sys; from theory.files.instance_file import load; load(sys.argv[1])"
_NUMPY = "import json, sys, numpy"
_LIBRARY = "import sys; from theory.files.instance_file import load"


def busy(*words: str) -> float:
    """Run Python on some words; return its processor seconds."""
    before = getrusage(RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *words], check=True, stdout=subprocess.DEVNULL)
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def least(programs: dict[str, tuple[str, ...]], repeats: int) -> dict[str, float]:
    """Run programs in turns; return the least processor seconds of each."""
    runs = [{name: busy(*words) for name, words in programs.items()} for _ in range(repeats)]
    return {name: min(run[name] for run in runs) for name in programs}


def start(repeats: int) -> dict[str, Any]:
    """Measure how commands start, in times of an empty program."""
    lines = {"--version": ("--version",), "--help": ("--help",), "check": ("check", str(SMALL))}
    programs = {name: ("-m", "checks", *words) for name, words in lines.items()}
    found = least({"empty": ("-c", "pass"), **programs}, repeats)
    return {"part": "start", "empty_seconds": found["empty"], **{name: found[name] / found["empty"] for name in lines}}


def grown(folder: Path, kind: str, models: int, repeats: int) -> dict[str, Any]:
    """Measure ``check`` of one kind beside reading its file plainly; reading is compared without imports."""
    path = folder / f"{kind}-{models}.json"
    path.write_text(dumps(instance(kind, models)), "utf-8")
    programs = {
        "plain": ("-c", _PLAIN, str(path)), "read": ("-c", _READ, str(path)), "numpy": ("-c", _NUMPY),
        "library": ("-c", _LIBRARY), "check": ("-m", "checks", "check", str(path), "--json"),
    }  # fmt: skip
    found = least(programs, repeats)
    peak = peak_of_command(["check", str(path), "--json"]) / 2**20
    path.unlink()
    return {
        "part": "models", "kind": kind, "models": models, "plain_seconds": found["plain"],
        "check_seconds": found["check"], "ratio": found["check"] / found["plain"],
        "reading_ratio": (found["read"] - found["library"]) / (found["plain"] - found["numpy"]), "megabytes": peak,
    }  # fmt: skip


def figure(begun: dict[str, Any], rows: list[dict[str, Any]]) -> Figure:
    """Return what is kept of a run."""
    ratios = ", ".join(f"{name} {begun[name]:.1f}" for name in ("--version", "--help", "check"))
    grew = "; ".join(
        f"{kind}: " + ", ".join(f"{row['models']:,} models {row['ratio']:.1f}" for row in rows if row["kind"] == kind)
        for kind in dict.fromkeys(row["kind"] for row in rows)
    )
    reading, peak = max(row["reading_ratio"] for row in rows), max(row["megabytes"] for row in rows)
    shown = f"start in times of an empty program: {ratios} (a small file); check of {CONTEXTS} contexts × {RESPONSES} "
    shown += f"responses in times of json.load with one NumPy array: {grew}; reading alone at most {reading:.1f}; "
    return Figure("How a command starts, and check of many models", COMMAND, shown + f"at most {peak:,.0f} MB")


def main() -> None:
    """Print one line of JSON for each measurement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--models", type=int, nargs="+", default=list(MODELS))
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=["diverse", "confused"])
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--write", action="store_true", help="keep the table and draw the figure")
    parser.add_argument("--record", action="store_true", help="keep the ratios")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        begun = start(options.repeats)
        print(json.dumps(begun), flush=True)
        rows = []
        for kind in options.kinds:
            for models in options.models:
                rows.append(grown(Path(name), kind, models, options.repeats))
                print(json.dumps(rows[-1]), flush=True)
    if options.write:
        from checks.picture.growth import draw

        GROWTH.mkdir(exist_ok=True)
        write_text(GROWTH / "table.json", dumps_table({"start": begun, "rows": rows}))
        draw(rows, str(GROWTH / "growth.svg"))
    if options.record:
        record("check", figure(begun, rows))


if __name__ == "__main__":
    main()
