"""How long a counterexample takes: every hypothesis that is needed, dropped from scratch on several seeds.

Run ``python -m checks.bench.bench_counterexample``; ``--record`` keeps the figure.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter

from checks.refute.registry import found_by_search
from checks.refute.searching.observation import Dropped
from checks.refute.searching.search import search
from checks.runtime.job_figures import Figure, record
from theory.files.instance_file import read
from theory.files.writing import document

JOB = "Counterexamples from scratch: every hypothesis that is needed, dropped on each of five seeds"
SEEDS = range(1, 6)


@dataclass(frozen=True)
class Run:
    """One search.

    Attributes
    ----------
    name : str
        ``T6-drop-H3``.
    seed, searched : int
        Where it started and how many candidates it looked at.
    seconds : float
        How long it took, shrinking included.
    found : bool
        Whether the instance it came to still is a counterexample when it is read from its document.
    """

    name: str
    seed: int
    searched: int
    seconds: float
    found: bool


def runs(quests: Sequence[Dropped], seeds: Sequence[int] = SEEDS) -> Iterator[Run]:
    """Search for every counterexample on every seed."""
    for quest in quests:
        for seed in seeds:
            start = perf_counter()
            outcome = search(quest, seed)
            seconds = perf_counter() - start
            found = outcome.instance is not None and quest.observe(read(document(outcome.instance))) is not None
            yield Run(quest.name, seed, outcome.searched, seconds, found)


def figure(done: Sequence[Run]) -> str:
    """Return what the runs showed, in a line."""
    slowest, most = max(done, key=lambda run: run.seconds), max(done, key=lambda run: run.searched)
    return (
        f"{sum(run.found for run in done)} of {len(done)} found, for {len({run.name for run in done})} hypotheses; "
        f"the slowest in {slowest.seconds:.1f} s ({slowest.name}), at most {most.searched} candidates ({most.name})"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run every search, print each and the figure; 1 if one found nothing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--record", action="store_true", help="keep the figure")
    options = parser.parse_args(arguments)
    done = []
    for run in runs([*found_by_search().values()]):
        done.append(run)
        print(
            f"{run.name} seed {run.seed}: {'found' if run.found else 'nothing'} at {run.searched}, {run.seconds:.2f} s"
        )
    print(figure(done))
    if options.record:
        record("dropping", Figure(JOB, "python -m checks.bench.bench_counterexample --record", figure(done)))
    return 0 if all(run.found for run in done) else 1


if __name__ == "__main__":
    raise SystemExit(main())
