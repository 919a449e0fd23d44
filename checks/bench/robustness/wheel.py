"""The wheel by itself: built, installed where nothing else is, and every command run from an empty folder.

Run ``python -m checks.bench.robustness.wheel``; ``--python PATH`` (repeatable) names further interpreters, and
``--proofs`` also lets Rocq build the development out of the wheel. ``--record`` keeps the figure.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from checks.bench.robustness.environment import PACKAGES, Environment, build_wheel
from checks.runtime.job_figures import Figure, record

JOB = "The wheel alone: installed in a fresh environment, every command run from an empty folder"
HEADS = "user,price,range,comfort\nann,1,0,2\nbob,0,1,1\ncat,1,1,3\n"
SECONDS = 3600.0


@dataclass(frozen=True)
class Step:
    """A command, the exit status it must have, and a word that its output or complaint must hold.

    Attributes
    ----------
    command : str
        What is typed after ``user-diversity``; later steps may read files that earlier ones wrote.
    status : int
        The exit status.
    shows : str
        Part of what is printed.
    """

    command: str
    status: int
    shows: str


PLAIN = (
    Step("--help", 0, "counterexample"),
    Step("claims", 0, "T21"),
    Step("claims T6", 0, "Two-point inequality"),
    Step("counterexample --claim T6 --drop H3 --output t6.json", 1, "fails"),
    Step("check t6.json --html t6.html", 0, "a"),
    Step("exact t6.json --truth a --learner greedy --horizon 4", 0, "regret"),
    Step("simulate t6.json --truth a --learner greedy --horizon 50 --runs 20", 0, "regret"),
    Step("counterexample --claim T1 --drop D --output trap.json", 1, "fails"),
    Step("counterexample trap.json", 0, "No hidden alternative"),
    Step("verify --claim T1 --cases 5", 0, "T1"),
    Step("review --output review.html", 0, "review.html"),
    Step("audit heads.csv", 1, "comfort"),
    Step("audit --case cars_us", 0, "384 users"),
    Step("audit --case d3code", 0, "not say"),
    Step("audit heads.parquet", 2, "user-diversity[audit]"),
    Step("picture --output picture.pdf --horizon 100 --runs 10", 0, "picture.pdf"),
)
"""What works without any extra, and what says in one line which extra it needs."""

EXTRAS = (
    Step("audit heads.parquet", 1, "comfort"),
    Step("audit heads.safetensors", 1, "x0"),
)
"""What the extras add."""

PROOFS = (
    Step("verify --claim T6 --cases 5 --proofs", 0, "kernel"),
    Step("certify trap.json --output certificate", 0, "certified"),
)

WRITE_TABLES = """
import numpy, pyarrow, pyarrow.parquet, safetensors.numpy
rows = [["ann", 1, 0, 2], ["bob", 0, 1, 1], ["cat", 1, 1, 3]]
columns = dict(zip(["user", "price", "range", "comfort"], zip(*rows)))
pyarrow.parquet.write_table(pyarrow.table({name: list(cells) for name, cells in columns.items()}), "heads.parquet")
safetensors.numpy.save_file({"heads": numpy.array([row[1:] for row in rows], dtype=float)}, "heads.safetensors")
"""


def contents(environment: Environment) -> dict[str, int]:
    """Return the installed files of the project and their sizes; compiled Python does not count."""
    root = environment.packages
    return {
        str(path.relative_to(root)): path.stat().st_size
        for package in PACKAGES
        for path in sorted((root / package).rglob("*"))
        if path.is_file() and path.suffix != ".pyc"
    }


def walk(environment: Environment, steps: tuple[Step, ...], folder: Path) -> list[str]:
    """Run the steps in a folder, print each, and return what is wrong."""
    wrong = []
    for step in steps:
        start = perf_counter()
        done = environment.run(["user-diversity", *step.command.split()], folder, SECONDS)
        printed = done.stdout + done.stderr
        good = done.returncode == step.status and step.shows in printed and "Traceback" not in printed
        if not good:
            expected = f"expected {step.status} and {step.shows!r}"
            wrong.append(f"{step.command}: status {done.returncode}, {expected}: {printed}")
        print(f"  {'ok' if good else 'WRONG':5} {perf_counter() - start:6.1f} s  {step.command}", flush=True)
    return wrong


def trial(wheel: Path, python: str, proofs: bool, place: Path) -> tuple[str, int, list[str]]:
    """Install the wheel for one interpreter and run every command; return its version, the steps, and what is wrong."""
    environment = Environment.make(place, python)
    version = environment.version
    print(f"Python {version}", flush=True)
    environment.install([str(wheel)])
    folder = place / "empty"
    folder.mkdir()
    before = contents(environment)
    (folder / "heads.csv").write_text(HEADS, encoding="utf-8")
    (folder / "heads.parquet").write_bytes(b"PAR1")
    wrong = walk(environment, PLAIN, folder)
    environment.install([f"{wheel}[audit]"])
    done = environment.run(["python", "-c", WRITE_TABLES], folder, SECONDS)
    wrong += [done.stderr] if done.returncode else []
    steps = EXTRAS + (PROOFS if proofs else ())
    wrong += walk(environment, steps, folder)
    if contents(environment) != before:
        wrong.append("a command wrote into the installed package")
    return version, len(PLAIN) + len(steps), wrong


def main() -> int:
    """Build, install, run, print; the status is 1 when anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", action="append", default=[], metavar="PATH", help="a further interpreter")
    parser.add_argument("--proofs", action="store_true", help="also build the Rocq development, where Rocq is")
    parser.add_argument("--record", action="store_true", help="keep the figure")
    options = parser.parse_args()
    versions, wrong, steps = [], [], 0
    with tempfile.TemporaryDirectory(prefix="user-diversity-") as name:
        folder = Path(name)
        wheel = build_wheel(folder)
        files, size = len(zipfile.ZipFile(wheel).namelist()), wheel.stat().st_size
        for i, python in enumerate([sys.executable, *options.python]):
            place = folder / str(i)
            place.mkdir()
            version, count, complaints = trial(wheel, python, options.proofs and i == 0, place)
            versions.append(version)
            steps += count
            wrong += [f"Python {version}: {complaint}" for complaint in complaints]
    print("\n".join(wrong))
    figure = f"{steps - len(wrong)} of {steps} commands as expected on Python {', '.join(versions)}; "
    figure += f"a wheel of {files} files, {size / 1e6:.2f} MB"
    print(figure)
    if options.record:
        record("wheel", Figure(JOB, "python -m checks.bench.robustness.wheel", figure))
    return int(bool(wrong))


if __name__ == "__main__":
    raise SystemExit(main())
