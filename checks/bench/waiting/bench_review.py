"""How much processor time ``review`` needs after ``verify``, here and in another checkout.

``python -m checks.bench.waiting.bench_review --against ../before`` lets each checkout verify few cases, then make the
review three times from what the first left, each time with nothing kept but the evidence; the best counts. Here a
review of another seed is made too, for which no figure and no audit is kept. ``--record`` keeps the ratio.
``git worktree add ../before a065c1e`` makes such a checkout.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

from checks.bench.waiting.checkout import HERE, python
from checks.runtime.job_figures import Figure, record


def review(checkout: Path, cases: int, repeats: int, *options: str) -> float:
    """Return the least processor seconds of a review, with these options, by the code of a checkout."""
    with tempfile.TemporaryDirectory() as folder:
        evidence, page = Path(folder) / "evidence", str(Path(folder) / "review.html")
        python(checkout, "-m", "checks", "verify", "--jobs", "1", "--cases", str(cases), "--evidence", str(evidence))
        seconds = []
        for n in range(repeats):
            fresh = str(shutil.copytree(evidence, Path(folder) / f"evidence{n}"))
            made = python(checkout, "-m", "checks", "review", "--evidence", fresh, "--output", page, *options)
            seconds.append(made.seconds)
    return min(seconds)


def main() -> None:
    """Print both times and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=3)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--against", type=Path, required=True, help="another checkout of the project")
    parser.add_argument("--record", action="store_true", help="keep the ratio")
    options = parser.parse_args()
    before, now = (review(place, options.cases, options.repeats) for place in (options.against.resolve(), HERE))
    anew = review(HERE, options.cases, options.repeats, "--seed", "1")
    line = f"{now:.1f} s of processor time, {now / before:.2f} of the {before:.1f} s before; {anew:.1f} s with --seed 1"
    print(line)
    if options.record:
        command = "python -m checks.bench.waiting.bench_review --record --against <checkout of a065c1e>"
        record("review", Figure("The review after verify", command, line))


if __name__ == "__main__":
    main()
