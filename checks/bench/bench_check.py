"""What is waited for: how a command starts, and ``check`` of many models beside reading its file plainly.

``python -m checks.bench.bench_check`` prints processor seconds and ratios, the peer of each measured in the same run:

- ``start``: ``--version``, ``--help`` and ``check`` of a small file, in times of an empty Python program;
- ``training``: ``check --json`` of 64 models with training, in times of the same in another checkout, which
  ``--against ../before`` names; ``git worktree add ../before a065c1e`` makes one;
- ``reading``: reading a file of 10,000 models whose rewards are all different, in times of ``json.load`` with one NumPy
  array, however they are written;
- ``models``: ``check --json`` of 32 contexts and 4 responses, and reading alone, in the same times, with the peak
  memory, at a growing number of models.

Every time is the least of some repetitions, in processes of their own that take turns.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from checks.bench.waiting import reading, training
from checks.bench.waiting.many_models import CONTEXTS, KINDS, RESPONSES, instance
from checks.bench.waiting.reading import least
from checks.runtime.job_figures import Figure, record
from checks.runtime.memory import peak_of_command
from checks.runtime.output import dumps as dumps_table
from checks.runtime.output import write_text
from theory.files.writing import dumps

MODELS = (1_000, 2_500, 10_000, 40_000)
COMMAND = "python -m checks.bench.bench_check --against ../before"
SMALL = Path(__file__).parents[1] / "witnesses" / "T1-drop-D.json"
GROWTH = Path(__file__).parent / "figures" / "growth"
STARTS = 5
"""How many times as often starts are repeated: they are short."""


def start(repeats: int) -> dict[str, Any]:
    """Measure how commands start, in times of an empty program."""
    lines = {"--version": ("--version",), "--help": ("--help",), "check": ("check", str(SMALL))}
    programs = {name: ("-m", "checks", *words) for name, words in lines.items()}
    found = least({"empty": ("-c", "pass"), **programs}, STARTS * repeats)
    return {"part": "start", "empty_seconds": found["empty"], **{name: found[name] / found["empty"] for name in lines}}


def grown(folder: Path, kind: str, models: int, repeats: int) -> dict[str, Any]:
    """Measure ``check`` of one kind beside reading its file plainly; reading is compared without imports."""
    path = folder / f"{kind}-{models}.json"
    path.write_text(dumps(instance(kind, models)), "utf-8")
    found = least({**reading.readers(path), "check": ("-m", "checks", "check", str(path), "--json")}, repeats)
    peak = peak_of_command(["check", str(path), "--json"]) / 2**20
    path.unlink()
    return {
        "part": "models", "kind": kind, "models": models, "plain_seconds": found["plain"],
        "check_seconds": found["check"], "ratio": found["check"] / found["plain"],
        "reading_ratio": reading.ratio(found), "megabytes": peak,
    }  # fmt: skip


def measured(folder: Path, options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """Yield every measurement that is asked for."""
    yield start(options.repeats)
    for kind in options.kinds if options.against else ():
        for contexts in training.CONTEXTS:
            yield training.trained(folder, kind, contexts, options.against.resolve(), options.repeats)
    for written in reading.WRITTEN:
        yield reading.distinct(folder, written, options.distinct, options.repeats)
    for kind in options.kinds:
        for models in options.models:
            yield grown(folder, kind, models, options.repeats)


def figure(found: list[dict[str, Any]]) -> Figure:
    """Return what is kept of a run."""
    begun, rows = found[0], [row for row in found if row["part"] == "models"]
    ratios = ", ".join(f"{name} {begun[name]:.1f}" for name in ("--version", "--help", "check"))
    grew = "; ".join(
        f"{kind}: " + ", ".join(f"{row['models']:,} models {row['ratio']:.1f}" for row in rows if row["kind"] == kind)
        for kind in dict.fromkeys(row["kind"] for row in rows)
    )
    peak = max(row["megabytes"] for row in rows)
    parts = [
        f"start in times of an empty program: {ratios} (a small file)",
        f"check of {CONTEXTS} contexts × {RESPONSES} responses in times of json.load with one NumPy array: {grew}",
        f"reading alone at most {max(row['reading_ratio'] for row in rows):.1f}",
        f"at most {peak:,.0f} MB",
        *map(_shown, found),
    ]
    return Figure("How a command starts, and check of many models", COMMAND, "; ".join(filter(None, parts)))


def _shown(row: dict[str, Any]) -> str:
    """Return what is kept of reading different numbers, or of training."""
    if row["part"] == "reading":
        return f"{row['models']:,} models whose {row['written']} are all different {row['reading_ratio']:.1f}"
    if row["part"] == "training":
        few = f"{row['kind']}, {row['models']} models with training on {row['contexts']} contexts"
        return f"{few}: {row['ratio']:.2f} of the time of a065c1e"
    return ""


def main() -> None:
    """Print one line of JSON for each measurement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--models", type=int, nargs="+", default=list(MODELS))
    parser.add_argument("--distinct", type=int, default=reading.MODELS, help="models whose rewards are all different")
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=["diverse", "confused"])
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--against", type=Path, help="a checkout of a065c1e")
    parser.add_argument("--write", action="store_true", help="keep the table and draw the figure")
    parser.add_argument("--record", action="store_true", help="keep the ratios")
    options = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # a command is compiled once, and waited for each time
    found = []
    with tempfile.TemporaryDirectory() as name:
        for row in measured(Path(name), options):
            found.append(row)
            print(json.dumps(row), flush=True)
    if options.write:
        from checks.picture.growth import draw

        GROWTH.mkdir(exist_ok=True)
        write_text(GROWTH / "table.json", dumps_table({"rows": found}))
        draw([row for row in found if row["part"] == "models"], str(GROWTH / "growth.svg"))
    if options.record:
        record("check", figure(found))


if __name__ == "__main__":
    main()
